/** Mandates that are not over, and what became of those that are. A port: see store/. Kept with the Consents themselves. */
import type { Instant } from '../../domain/ids.ts'

/** What staff see of what happened to mandates by the calendar, a register or somebody of the hospital. */
export interface MandateStep {
  /** Grows. */
  readonly seq: number
  /** `Consent/<id>` */
  readonly mandate: string
  /** `Patient/<id>` */
  readonly patient: string
  /** The state that it came into, by its name. */
  readonly state: string
  /** FHIR instant. */
  readonly at: string
}

export interface MandateLives {
  /** `Consent/<id>` of each that is not over. */
  open(): Promise<readonly string[]>
  openOf(patient: string): Promise<readonly string[]>
  /** Those by which this person (`RelatedPerson/<id>`) may look, when they hold. */
  openFor(person: string): Promise<readonly string[]>
  /** Since then, the newest first; at most so many. */
  steps(of: { readonly since: Instant; readonly most: number }): Promise<readonly MandateStep[]>
}
