/** What is kept of sets, and the decisions about them. A port: see store/. Acts come with the commit of requests. */
import type { EnvelopeId } from '../../../domain/ids.ts'
import type { SetChange, SetStep, When } from './change.ts'
import type { SetRow } from './set-row.ts'

export interface SetStore {
  find(id: EnvelopeId): Promise<SetRow | null>
  /** Of `Patient/<id>`, whatever became of them, the oldest first. */
  ofPatient(patient: string): Promise<readonly SetRow[]>
  /** To which a day can still do something: what was signed in them is kept. The oldest first. */
  kept(): Promise<readonly EnvelopeId[]>
  /** On which everybody has agreed, and which the house has not composed yet. */
  toCompose(): Promise<readonly SetRow[]>
  /** The event happens to the set as it is then, decided by `changed` of change.ts; what changes nothing is not written. */
  happen(id: EnvelopeId, step: Extract<SetStep, { kind: 'moved' }>, when: When): Promise<SetChange>
}
