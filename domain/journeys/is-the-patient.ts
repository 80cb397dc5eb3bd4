/** Whether somebody's document is the patient's. It has no number of the record on it: birth date and name say it. */
import type { IdentityClaim } from '../contract/gateway/visit-record.ts'
import type { CalendarDay } from '../ids.ts'
import { nameOnDocument, samePerson } from '../identity/same-person.ts'

export function isThePatient(
  claim: IdentityClaim,
  { birthDate, family, given }: { readonly birthDate: CalendarDay; readonly family: string; readonly given: string },
  today: CalendarDay,
): boolean {
  const name = [{ family, given: [given] }]
  return samePerson({ name, birthDate }, nameOnDocument(claim), today).answer === 'same'
}
