/** What the central does with granted mandates, as the rest of it and its staff call it. */
import type { Acted, ActReason, MandateAct, Staff } from './acts.ts'
import type { MandateStep } from './lives.ts'

/** What is done to a mandate, by whom and why. */
export interface StaffAct {
  readonly by: Staff
  readonly act: MandateAct
  readonly reason: ActReason | null
}

export interface MandatesAtWork {
  /** To be called now and then: the first call of a day looks at every mandate; what is to be told is told at each. */
  tend(): Promise<void>
  /** Every mandate, now: how many moved. May be called at any time. */
  run(): Promise<number>
  /** The record of `Patient/<id>` changed. */
  recordChanged(patient: string): Promise<void>
  act(mandate: string, of: StaffAct): Promise<Acted>
  /** @param people `RelatedPerson/<id>` of each record of one person. */
  actOnPerson(people: readonly string[], of: StaffAct): Promise<number>
  /** What happened to mandates in these days, for staff; the newest first. */
  lately(days: number): Promise<readonly MandateStep[]>
}
