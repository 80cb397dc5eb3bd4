/** The visit's steps in the state column: progress, never answers. */
import type { Step } from '../../../domain/control/step.ts'
import type { IdentityClaim } from '../../../domain/gateway/visit-record.ts'

export interface TrailStep {
  readonly label: string
  readonly state: 'done' | 'now' | 'later'
}

type Purpose = IdentityClaim['purpose']

const stages: readonly { readonly label: string; readonly steps: readonly Step[]; readonly only?: Purpose }[] = [
  { label: 'Taal', steps: ['attract', 'language'] },
  { label: 'Voor wie', steps: ['forWhom', 'notHere'] },
  { label: 'Afspraken', steps: ['terms'] },
  { label: 'Wie bent u', steps: ['document', 'desk'] },
  { label: 'De patiënt', steps: ['findPatient', 'deskPicks', 'confirmPatient'] },
  { label: 'Vragen', steps: ['question'], only: 'child' },
  { label: 'Nakijken', steps: ['review'], only: 'child' },
  { label: 'Tekenen', steps: ['sign', 'signTyped', 'sealing'], only: 'child' },
  { label: 'Dossier', steps: ['dossier', 'needsMore'], only: 'self' },
  { label: 'Klaar', steps: ['done', 'incomplete', 'outcome'] },
]

/** The stages for this purpose (as for a child while it is unknown), with where the visitor is now. */
export function trail(step: Step, purpose: Purpose | null): readonly TrailStep[] {
  const shown = stages.filter(({ only }) => only === undefined || only === (purpose ?? 'child'))
  const now = shown.findIndex(({ steps }) => steps.includes(step))
  return shown.map(({ label }, at) => ({ label, state: at < now ? 'done' : at === now ? 'now' : 'later' }))
}
