/**
 * The facts of a patient who chooses somebody to look along: the visitor is the patient, and who gets access is the other
 * person of the visit. Until that one has come the rules count with one of whom nothing is wrong; nothing is signed by him.
 */
import type { IdentityClaim, VisitRecord } from '../contract/gateway/visit-record.ts'
import { addYears } from '../days/calendar.ts'
import type { Facts } from '../rules/basis/facts.ts'
import { isOnePerson } from './co-holder.ts'
import { isThePatient } from './is-the-patient.ts'
import { factsOf, type Known } from './known.ts'

/** Whom the patient brought, once the desk has compared him; null: nobody yet. */
export function granteeIn({ others }: Pick<VisitRecord, 'others'>): VisitRecord['others'][number] | null {
  return others.find(({ part, assurance }) => part === 'grantee' && assurance !== 'claimed') ?? null
}

/** An age at which nothing depends on it, of somebody who has not come yet. */
const grownUp = 40

export function chosenFacts(known: Known): Facts {
  const { record, claim, patient, mandates, today } = known
  const facts = factsOf(known, 'voluntaryProxy')
  const there = granteeIn(record)
  const others = mandates.existing.filter(({ status, sameGrantee }) => status === 'active' && !sameGrantee)
  return {
    ...facts,
    patient: { ...facts.patient, present: true, identity: facts.applicant.identity },
    applicant: { ...facts.applicant, organisation: null, ...(there === null ? awaited(today) : seen(there.claim)) },
    mandates: { ...facts.mandates, voluntary: Math.min(others.length, mostCounted) },
  }

  function seen(grantee: IdentityClaim): Pick<Facts['applicant'], 'birth' | 'sameAsPatient' | 'identity'> {
    return {
      birth: grantee.birthDate,
      sameAsPatient: isThePatient(grantee, patient, today) || isOnePerson(grantee, claim, today),
      identity: { level: there?.assurance ?? 'none', documentValidUntil: grantee.document.expires },
    }
  }
}

/** What the rules take at most. */
const mostCounted = 20

function awaited(today: Known['today']): Pick<Facts['applicant'], 'birth' | 'sameAsPatient' | 'identity'> {
  return {
    birth: addYears(today, -grownUp),
    sameAsPatient: false,
    identity: { level: 'identified', documentValidUntil: null },
  }
}
