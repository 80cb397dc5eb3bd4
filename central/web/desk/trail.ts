/** The visit's steps in the state column: progress, never answers. Ticked is only what was done. */
import type { Step } from '../../../domain/contract/control/step.ts'
import type { IdentityClaim, VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'

export interface TrailStep {
  readonly label: string
  /** `skipped`: the visit came to its end without it. */
  readonly state: 'done' | 'now' | 'later' | 'skipped'
}

type Purpose = IdentityClaim['purpose']

const stages: readonly { readonly label: string; readonly steps: readonly Step[]; readonly only?: Purpose }[] = [
  { label: 'Taal', steps: ['attract', 'language'] },
  { label: 'Voor wie', steps: ['forWhom'] },
  { label: 'Voorwaarden', steps: ['terms'] },
  { label: 'Wie bent u', steps: ['document', 'desk'] },
  { label: 'De patiënt', steps: ['findPatient', 'deskPicks', 'confirmPatient'] },
  { label: 'Vragen', steps: ['question'], only: 'child' },
  { label: 'Nakijken', steps: ['review'], only: 'child' },
  { label: 'Ondertekenen', steps: ['sign', 'signTyped', 'sealing'], only: 'child' },
  { label: 'Dossier', steps: ['dossier'], only: 'self' },
]

/** Screens at which a visit stands still for a reason: none of them says that what comes before was done. */
const ends: readonly Step[] = ['notHere', 'incomplete', 'needsMore', 'outcome']

/** The stages for this purpose (as for a child while it is unknown), with where the visitor is now. */
export function trail(at: {
  readonly step: Step
  readonly record: Pick<VisitRecord, 'claim' | 'state'>
  /** Steps that were reported in this visit; may have gaps, since old reports give way to new ones. */
  readonly reached: readonly Step[]
}): readonly TrailStep[] {
  const { step, record, reached } = at
  const purpose = record.claim?.purpose ?? 'child'
  const shown = stages.filter(({ only }) => only === undefined || only === purpose)
  const stageOf = (one: Step) => shown.findIndex(({ steps }) => steps.includes(one))
  // Whoever came to a later stage has been through those before it.
  const furthest = Math.max(-1, ...[...reached, step].map(stageOf), recordStage(record))
  const ended = ends.includes(step)
  const now = stageOf(step)
  const listed = shown.map(({ label }, index): TrailStep => {
    if (step === 'done') return { label, state: 'done' }
    if (ended) return { label, state: isDone(label, { index, furthest, record }) ? 'done' : 'skipped' }
    return { label, state: index < now ? 'done' : index === now ? 'now' : 'later' }
  })
  return [...listed, { label: ended ? 'Kan niet verder' : 'Klaar', state: ended || step === 'done' ? 'now' : 'later' }]
}

/** What the record itself proves to be reached. */
function recordStage({ claim, state }: Pick<VisitRecord, 'claim' | 'state'>): number {
  if (state === 'bound') return 4
  return claim === null ? -1 : 3
}

/** The stage that was reached last was begun; whether it was done, the record knows. */
function isDone(
  label: string,
  {
    index,
    furthest,
    record,
  }: { readonly index: number; readonly furthest: number; readonly record: Pick<VisitRecord, 'state'> },
): boolean {
  if (index < furthest) return label !== 'Wie bent u' || record.state !== 'opened'
  if (label === 'Wie bent u') return record.state === 'identified' || record.state === 'bound'
  return label === 'De patiënt' && record.state === 'bound'
}
