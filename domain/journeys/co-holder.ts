/** The other holder of authority as a fact, from who is in the visit. Null: nobody has come, and the rules count with one. */
import type { IdentityClaim, VisitRecord } from '../contract/gateway/visit-record.ts'
import type { CalendarDay } from '../ids.ts'
import { nameOnDocument, samePerson } from '../identity/same-person.ts'
import type { Facts } from '../rules/basis/facts.ts'
import { isThePatient } from './is-the-patient.ts'

export function coHolderOf({
  others,
  claim,
  patient,
  today,
}: Pick<VisitRecord, 'others'> & {
  readonly claim: IdentityClaim
  readonly patient: Parameters<typeof isThePatient>[1]
  readonly today: CalendarDay
}): Facts['coHolder'] {
  const there = others.find(({ part, assurance }) => part === 'coHolder' && assurance !== 'claimed')
  if (there === undefined) return null
  return {
    standing: 'signs',
    blocked: false,
    deceased: false,
    sameAsApplicant: isOnePerson(there.claim, claim, today),
    sameAsPatient: isThePatient(there.claim, patient, today),
  }
}

/** Whether two documents are of one person: one number, or one name and birth date. */
export function isOnePerson(one: IdentityClaim, other: IdentityClaim, today: CalendarDay): boolean {
  const { document, family, given, birthDate } = one
  if (document.number === other.document.number && document.issuer === other.document.issuer) return true
  const name = [{ family, given: given.split(/\s+/) }]
  return samePerson({ name, birthDate }, nameOnDocument(other), today).answer === 'same'
}
