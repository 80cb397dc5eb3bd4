/** Who compares or types documents in a visit sees no mark made in it: a hospital does not vouch for what is agreed with it. */
import { mayBeOnePerson } from '../../domain/identity/name-as-text.ts'
import { documentName } from '../../domain/identity/written-name.ts'
import { everybody } from './person.ts'
import type { StaffMember, VisitRow } from './visit-row.ts'

/** Whether the witness of this visit may be this member of staff, or one who took part before him. In doubt he is. */
export function isStaffWitness(row: VisitRow, by: StaffMember): boolean {
  const people = everybody(row)
  const witness = people.find(({ part, declined }) => part === 'witness' && !declined)?.claim ?? null
  if (witness === null) return false
  const staff = [by, ...people.flatMap(({ identifiedBy, enteredBy }) => [identifiedBy, enteredBy])]
  return staff.some((one) => one !== null && mayBeOnePerson(one.name, documentName(witness)))
}
