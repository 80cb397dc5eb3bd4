/** Whether two claims are of one person: documents are renewed, so a number alone does not say that they are not. */
import type { IdentityClaim } from '../contract/gateway/visit-record.ts'
import type { CalendarDay } from '../ids.ts'
import { nameOnDocument, samePerson } from './same-person.ts'

/** The same document, or the same birth date and name beyond doubt. */
export function isSameClaimant(one: IdentityClaim, other: IdentityClaim, today: CalendarDay): boolean {
  const [a, b] = [one.document, other.document]
  if (a.issuer === b.issuer && a.number === b.number) return true
  const name = [{ family: one.family, given: [one.given] }]
  return samePerson({ name, birthDate: one.birthDate }, nameOnDocument(other), today).answer === 'same'
}
