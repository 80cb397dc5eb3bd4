/**
 * Who can sign in a visit: whom the desk identified in it. Today that is one person, the visit's claimant; this is the one
 * place that says so.
 */
import type { VisitRecord } from '../../contract/gateway/visit-record.ts'
import type { Acceptance } from '../../contract/intake/payload.ts'
import { formWords, journeyOf } from '../../journeys/index.ts'
import type { FormDecision } from '../../rules/basis/decision.ts'
import type { Identified, Participant } from './signing-set.ts'

export function peopleOf({ claim, assurance }: Pick<VisitRecord, 'claim' | 'assurance'>): readonly Identified[] {
  return claim === null ? [] : [{ claim, assurance }]
}

/** Each signer of the decision with the person who takes that part; null when these are not as many. */
export function participantsOf(input: {
  readonly decision: FormDecision
  readonly people: readonly Identified[]
  /** Of each of them, in the same order. */
  readonly acceptances: readonly Acceptance[]
}): readonly Participant[] | null {
  const { decision, people, acceptances } = input
  if (people.length !== decision.signers.length || acceptances.length !== people.length) return null
  return decision.signers.flatMap((signer, at) => {
    const [person, acceptance] = [people[at], acceptances[at]]
    if (person === undefined || acceptance === undefined) return []
    const journey = journeyOf(person.claim.journey)
    const { role } = formWords(journey)
    return [{ ...person, signer, role, acceptance, coding: journey.coding.representative }]
  })
}
