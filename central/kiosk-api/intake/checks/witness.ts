/** Who saw somebody make his mark has no part in it himself. */
import type { SignedStep } from '../../../../domain/document/steps.ts'
import { journeyOf } from '../../../../domain/journeys/index.ts'
import { isBy } from '../../../../domain/requests/signing-set/by-whom.ts'
import { partOf, peopleOf } from '../../../../domain/requests/signing-set/people.ts'
import { isWitness, witnessProblem } from '../../../../domain/requests/signing-set/witness.ts'
import { witnessesIn } from '../../../visits/people-in.ts'
import type { VisitRow } from '../../../visits/visits.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { BoundPatient } from './patient.ts'

/** `staff` are those who compared or typed a document in this visit: who else works here, the desk knows. */
export function witness(input: {
  readonly steps: readonly SignedStep[]
  readonly row: VisitRow
  readonly patient: BoundPatient
}): Checked<null> {
  const { steps, row, patient } = input
  const signers = peopleOf(row.record)
  const [visitor] = signers
  const staff = [row, ...row.others].flatMap(({ identifiedBy, enteredBy }) =>
    [identifiedBy, enteredBy].flatMap((one) => one?.name ?? []),
  )
  for (const { claims } of steps) {
    const { witness: said } = claims
    if (said === undefined) continue
    const person = signers.find((one) => isBy(claims, one))
    const seen = witnessesIn(row).find((one) => isWitness(said, one))
    if (person === undefined || seen === undefined || visitor === undefined) return refuse('steps', 'witness')
    const own = partOf({ role: 'patient' }, journeyOf(visitor.claim.journey)) === person.part
    const marks = { role: own ? 'patient' : 'applicant' } as const
    const problem = witnessProblem({ witness: seen, marks, patient: patient.facts, signers, staff })
    if (problem !== null) return refuse('steps', 'witness')
  }
  return good(null)
}
