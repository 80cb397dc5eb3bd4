/** The visit's steps in the state column: progress, never answers. Ticked is only what was done. */
import { stageOf } from '../../../domain/contract/control/step.ts'
import type { Stage, Step } from '../../../domain/contract/control/step.ts'
import type { VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import { journeyOfClaim } from '../../../domain/journeys/index.ts'
import { stageWords } from './words.ts'

export interface TrailStep {
  readonly label: string
  /** `skipped`: the visit came to its end without it. */
  readonly state: 'done' | 'now' | 'later' | 'skipped'
}

/** Screens at which a visit stands still for a reason: none of them says that what comes before was done. */
const ends: readonly Step[] = ['notHere', 'incomplete', 'needsMore', 'outcome']

/** The stages of this journey (the longest while it is unknown), with where the visitor is now. */
export function trail(at: {
  readonly step: Step
  readonly record: Pick<VisitRecord, 'claim' | 'state'>
  /** Steps that were reported in this visit; may have gaps, since old reports give way to new ones. */
  readonly reached: readonly Step[]
}): readonly TrailStep[] {
  const { step, record, reached } = at
  const { stages } = journeyOfClaim(record.claim)
  const indexOf = (one: Step): number => stages.findIndex((stage) => stage === stageOf[one])
  // Whoever came to a later stage has been through those before it.
  const furthest = Math.max(
    -1,
    ...[...reached, step].map(indexOf),
    stages.findIndex((stage) => stage === recordStage(record)),
  )
  const ended = ends.includes(step)
  // Whoever joins the visitor at the end runs nothing back.
  const joined = reached.includes('handOver') || reached.includes('witnessHere')
  const now = joined ? Math.max(furthest, indexOf(step)) : indexOf(step)
  const listed = stages.map((stage, index): TrailStep => {
    const label = stageWords[stage]
    if (step === 'done') return { label, state: 'done' }
    if (ended) return { label, state: isDone(stage, { index, furthest, record }) ? 'done' : 'skipped' }
    return { label, state: index < now ? 'done' : index === now ? 'now' : 'later' }
  })
  return [...listed, { label: ended ? 'Kan niet verder' : 'Klaar', state: ended || step === 'done' ? 'now' : 'later' }]
}

/** What the record itself proves to be reached. */
function recordStage({ claim, state }: Pick<VisitRecord, 'claim' | 'state'>): Stage | null {
  if (state === 'bound') return 'patient'
  return claim === null ? null : 'identity'
}

/** The stage that was reached last was begun; whether it was done, the record knows. */
function isDone(
  stage: Stage,
  {
    index,
    furthest,
    record,
  }: { readonly index: number; readonly furthest: number; readonly record: Pick<VisitRecord, 'state'> },
): boolean {
  if (index < furthest) return stage !== 'identity' || record.state !== 'opened'
  if (stage === 'identity') return record.state === 'identified' || record.state === 'bound'
  return stage === 'patient' && record.state === 'bound'
}
