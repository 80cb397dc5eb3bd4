/** What the rules say of a journey before anybody is known: of the usual patient, to an adult whose document was compared. */
import { addYears } from '../days/calendar.ts'
import { wholeRequest } from '../forms/request.ts'
import type { CalendarDay } from '../ids.ts'
import type { InEveryLanguage } from '../language.ts'
import type { HospitalPolicy } from '../policy/policy.ts'
import { decide } from '../rules/index.ts'
import type { Journey } from './journey.ts'

export interface Explanation {
  readonly title: InEveryLanguage
  /** What the rules of this hospital say. */
  readonly ruled: readonly InEveryLanguage[]
  readonly points: readonly InEveryLanguage[]
}

/** Null: this journey is not explained but gone through. */
export function explain(
  { id, words, ages, facts }: Pick<Journey, 'id' | 'words' | 'ages' | 'facts'>,
  { policy, today }: { readonly policy: HospitalPolicy; readonly today: CalendarDay },
): Explanation | null {
  const { explained } = words
  if (explained === null || ages === null) return null
  const decision = decide({
    facts: facts({
      record: { assurance: 'identified', evidence: [], declined: false, others: [], documentDoubtful: false },
      claim: {
        document: { kind: 'passport', issuer: 'NLD', number: 'NOBODY', expires: addYears(today, 5) },
        family: '',
        given: '',
        birthDate: addYears(today, -45),
        journey: id,
      },
      patient: { birthDate: addYears(today, -ages.usual), deceased: false, bsn: '999999990', given: '', family: '' },
      mandates: { existing: [], blocked: false, suspended: false },
      request: wholeRequest,
      today,
    }),
    policy,
  })
  const { title, points, withForm } = explained
  return { title, ruled: decision.kind === 'refusal' ? [decision.visitor, decision.next.text] : [withForm], points }
}
