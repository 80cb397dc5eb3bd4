/** Who may see somebody make his mark and sign beside it. Asked before the witness signs, and at the central again. */
import type { StepClaims } from '../../document/steps.ts'
import { mayBeOnePerson } from '../../identity/name-as-text.ts'
import { documentName } from '../../identity/written-name.ts'
import type { Signer } from '../../rules/basis/decision.ts'
import { isBy } from './by-whom.ts'
import type { Identified } from './signing-set.ts'

/** Whom a witness is not: nobody identified him, or he has a part of his own in it. In doubt he has. */
export const witnessProblems = ['notIdentified', 'patient', 'signer', 'staff'] as const
export type WitnessProblem = (typeof witnessProblems)[number]

/**
 * Why this person is no witness of that mark; null when he is. Staff may be witness for a representative, never for a
 * patient: a hospital does not vouch for what a patient agrees to with it.
 */
export function witnessProblem(input: {
  readonly witness: Identified
  /** Whose mark it is. */
  readonly marks: Pick<Signer, 'role'>
  readonly patient: { readonly given: string; readonly family: string }
  /** Everybody who signs, the one who makes the mark among them. */
  readonly signers: readonly Pick<Identified, 'claim'>[]
  /** Names of the staff who take part: who identified them, and who else the house knows at this desk. */
  readonly staff: readonly string[]
}): WitnessProblem | null {
  const { witness, marks, patient, signers, staff } = input
  if (witness.assurance === 'claimed') return 'notIdentified'
  const name = documentName(witness.claim)
  if (mayBeOnePerson(`${patient.given} ${patient.family}`, name)) return 'patient'
  const { number } = witness.claim.document
  const signs = signers.some(
    ({ claim }) => claim.document.number === number || mayBeOnePerson(documentName(claim), name),
  )
  if (signs) return 'signer'
  return marks.role === 'patient' && staff.some((one) => mayBeOnePerson(one, name)) ? 'staff' : null
}

/** Whether the witness whom a step names is this person: by document, assurance and name. */
export function isWitness(said: NonNullable<StepClaims['witness']>, one: Identified): boolean {
  return isBy(said, one) && said.name === documentName(one.claim)
}
