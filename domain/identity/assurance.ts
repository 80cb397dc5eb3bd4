/**
 * How sure it is who somebody is, and the only order of it. `none`: not seen. `claimed`: said, or read by a machine.
 * `identified`: a clerk compared face and document. `authenticated`: DigiD or the document's chip. The names that travel
 * are the contract's; here `none` is put below them, which no visit's record says.
 */
import { Assurance as VisitAssurance } from '../contract/gateway/visit-record.ts'

/** From the least to the most. */
export const assurances = ['none', ...VisitAssurance.options] as const
export type Assurance = (typeof assurances)[number]

/** Whether `level` is enough where `least` is asked. Control questions never identify, so `claimed` never signs. */
export function meets(level: Assurance, least: Assurance): boolean {
  return assurances.indexOf(level) >= assurances.indexOf(least)
}

/** The one that asks less. */
export function milder<A extends Assurance, B extends Assurance>(one: A, other: B): A | B {
  return meets(one, other) ? other : one
}
