/** Who can sign in a visit: whom the desk identified in it, and which part of the decision each of them takes. */
import type { VisitRecord } from '../../contract/gateway/visit-record.ts'
import type { Acceptance } from '../../contract/intake/payload.ts'
import { codingOf, formWords, journeyOf, roleOf } from '../../journeys/index.ts'
import type { Journey } from '../../journeys/journey.ts'
import type { FormDecision, Signer } from '../../rules/basis/decision.ts'
import type { Identified, Participant } from './signing-set.ts'

/** The visitor, and those others whom the desk identified; a witness signs no form. */
export function peopleOf({
  claim,
  assurance,
  others,
}: Pick<VisitRecord, 'claim' | 'assurance' | 'others'>): readonly Identified[] {
  if (claim === null) return []
  const known = others.filter((one) => one.assurance !== 'claimed' && !one.declined && one.part !== 'witness')
  return [{ part: 'visitor', claim, assurance }, ...known.map(({ declined: _, ...person }) => person)]
}

/** As which person of a visit this signer comes. */
export function partOf({ role }: Pick<Signer, 'role'>, { visitor }: Pick<Journey, 'visitor'>): Identified['part'] {
  switch (role) {
    case 'applicant':
      return visitor === 'patient' ? 'grantee' : 'visitor'
    case 'patient':
      return visitor === 'patient' ? 'visitor' : 'patient'
    case 'coHolder':
      return 'coHolder'
    default:
      return role satisfies never
  }
}

/** Each signer of the decision with the person who takes that part; null when one of them is not there. */
export function participantsOf(input: {
  readonly decision: FormDecision
  readonly people: readonly Identified[]
  /** Of each signer, in the order of the decision. */
  readonly acceptances: readonly Acceptance[]
}): readonly Participant[] | null {
  const { decision, people, acceptances } = input
  const visitor = people.find(({ part }) => part === 'visitor')
  if (visitor === undefined || acceptances.length !== decision.signers.length) return null
  const journey = journeyOf(visitor.claim.journey)
  const found = decision.signers.flatMap((signer, at) => {
    const wanted = partOf(signer, journey)
    const [person, acceptance] = [people.find(({ part }) => part === wanted), acceptances[at]]
    if (person === undefined || acceptance === undefined) return []
    const [role, coding] = [roleOf(formWords(journey), signer), codingOf(journey, signer)]
    return [{ ...person, signer, role, acceptance, coding }]
  })
  return found.length === decision.signers.length ? found : null
}
