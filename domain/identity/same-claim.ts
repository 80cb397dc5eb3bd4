/** Whether two claims are of one person: documents are renewed, so a number alone does not say that they are not. */
import type { IdentityClaim } from '../contract/gateway/visit-record.ts'
import type { CalendarDay } from '../ids.ts'
import { nameOnDocument, samePerson } from './same-person.ts'
import type { Verdict } from './same-person.ts'

/** The same document is the same person; else birth date and name say it. `doubt` is for a person to decide. */
export function sameClaimant(one: IdentityClaim, other: IdentityClaim, today: CalendarDay): Verdict['answer'] {
  const [a, b] = [one.document, other.document]
  if (a.issuer === b.issuer && a.number === b.number) return 'same'
  const name = [{ family: one.family, given: [one.given] }]
  return samePerson({ name, birthDate: one.birthDate }, nameOnDocument(other), today).answer
}
