/**
 * Nobody answers, identifies or finds in his own matter (fixed): approver, clerk and the physician of a finding are never patient,
 * signer or grantee. Staff are known by name only, so a namesake counts as the same person.
 */
import { mayBeOnePerson } from '../../../domain/identity/name-as-text.ts'
import type { ApproverPerson } from '../decisions/decision.ts'
import type { Waiting } from './waiting.ts'

/** @param of.patient the patient's name, as the record has it today */
export function isParty(
  waiting: Pick<Waiting, 'facts'>,
  of: { readonly by: Pick<ApproverPerson, 'name'>; readonly patient: string },
): boolean {
  const { facts } = waiting
  const signers = (facts?.people ?? []).map(({ given, family }) => `${given} ${family}`)
  const finding = (facts?.papers ?? []).flatMap((paper) => (paper.kind === 'finding' ? [paper.physician] : []))
  const staff = [of.by.name, ...(facts?.clerks ?? []), ...finding]
  return [of.patient, ...signers].some(
    (party) => party.trim() !== '' && staff.some((one) => mayBeOnePerson(party, one)),
  )
}
