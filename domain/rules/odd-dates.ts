/**
 * Papers that their own dates contradict: of a patient who was not born, of a representative who was a child, or of a day that is
 * still to come. Such a date, or the birth date beside it, was entered wrongly, and a person looks at both.
 */
import { addYears } from '../days/calendar.ts'
import type { Facts } from './basis/facts.ts'
import type { RefusalId } from './refusals/index.ts'

type Dated = Pick<Facts, 'today' | 'relation' | 'patient' | 'applicant' | 'evidence'>

/** Whom a court appoints is of age (Civil Code 1:246, 1:280, 1:383, 1:452). */
const adult = 18

/** Relations whose ruling names the applicant. */
const byRuling: ReadonlySet<string> = new Set(['guardian', 'otherHolderOfAuthority', 'curator', 'mentor'])

/** The first that is wrong; null: none. */
export function oddDate(facts: Dated): RefusalId | null {
  return (
    beforePatient(facts) ??
    letterToCome(facts) ??
    (appointedAsMinor(facts) || proxyBeforeGrantee(facts) ? 'evidence.beforeApplicant' : null)
  )
}

function beforePatient({ patient, evidence }: Dated): RefusalId | null {
  const { authorityExtract, otherExtract = null, ruling } = evidence
  const extracts = [authorityExtract, otherExtract].filter((extract) => extract !== null)
  if (extracts.some(({ issuedOn }) => issuedOn < patient.birth)) return 'evidence.extractBeforeBirth'
  const dates = ruling === null ? [] : [ruling.pronouncedOn, ruling.effectiveOn, ruling.newestLetterOn ?? patient.birth]
  return dates.some((day) => day < patient.birth) ? 'evidence.rulingBeforeBirth' : null
}

function letterToCome({ today, evidence: { ruling } }: Dated): RefusalId | null {
  const letter = ruling?.newestLetterOn ?? null
  return letter !== null && letter > today ? 'evidence.letterInFuture' : null
}

/** An organisation has no age; the birth date is then its employee’s. */
function appointedAsMinor({ relation, applicant, evidence: { ruling } }: Dated): boolean {
  if (ruling === null || applicant.organisation !== null || !byRuling.has(relation)) return false
  return ruling.effectiveOn < addYears(applicant.birth, adult) || ruling.pronouncedOn < applicant.birth
}

/** A proxy may name a child that has grown up since, and nobody who was not born. */
function proxyBeforeGrantee({ relation, applicant, evidence: { authorization } }: Dated): boolean {
  return relation === 'writtenProxy' && authorization !== null && authorization.signedOn < applicant.birth
}
