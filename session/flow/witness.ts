/** Who cannot draw makes a mark before a witness: the screen goes to him, and comes back to whoever signs. */
import type { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import type { OutcomeId } from '../../domain/contract/messages/outcome-id.ts'
import { peopleOf } from '../../domain/requests/signing-set/people.ts'
import type { Identified } from '../../domain/requests/signing-set/signing-set.ts'
import { witnessProblem } from '../../domain/requests/signing-set/witness.ts'
import { signsApart } from './apart.ts'
import { saidOf } from './at-kiosk.ts'
import { known } from './known.ts'
import type { FormCase, Signable, Signature, State } from './state.ts'
import { isStopping } from './stop.ts'
import { go } from './turn.ts'
import type { Turn } from './turn.ts'

/** Why somebody is no witness, as the screens say it. */
export type WitnessOutcome = Extract<OutcomeId, 'witnessSigns' | 'witnessIsPatient' | 'witnessDoubted'>

/**
 * Whether a mark can be made here. Not where one person signs alone for a form that others sign elsewhere: whether the witness
 * is one of those nobody can know here. Stopping needs nobody beside him.
 */
export function mayBeWitnessed(state: State, of: Signable): of is FormCase {
  if (isStopping(of) || signsApart(state, of)) return false
  // A visit has one witness: another's mark may rest on whoever was compared as such.
  const { claim, assurance, declined } = saidOf(known(state.record), 'witness')
  if (claim === null || assurance === 'claimed') return true
  return !declined && noWitness(state, of, { part: 'witness', claim, assurance }) === null
}

/** The screen in the hands of the witness, who came for the same; what is the signer's waits. */
export function inHandsOfWitness(state: State, of: FormCase): State {
  const { part, claim, acceptance, language, visitor } = state
  return {
    ...state,
    part: 'witness',
    claim: saidOf(known(state.record), 'witness').claim,
    acceptance: null,
    visitor: visitor ?? { claim: known(claim), acceptance: known(acceptance) },
    marking: { of, part, claim, acceptance, language, visitor },
  }
}

/** The screen in the hands of whoever signs again, in his own language. */
export function backToSigner(state: State): State {
  const { part, claim, acceptance, language, visitor } = known(state.marking)
  return { ...state, part, claim, acceptance, language, visitor, marking: null }
}

/** Whom the desk identified as witness, and still stands by. */
export function witnessIn(record: VisitRecord): Identified | null {
  const { claim, assurance, declined } = saidOf(record, 'witness')
  return claim === null || assurance === 'claimed' || declined ? null : { part: 'witness', claim, assurance }
}

/** Why this person is no witness of what is signed here; null when he is. Whether he is staff, the desk has looked. */
export function noWitness({ record }: State, of: FormCase, witness: Identified): WitnessOutcome | null {
  const signers = peopleOf(known(record))
  const problem = witnessProblem({ witness, marks: { role: 'applicant' }, patient: of.patient, signers, staff: [] })
  switch (problem) {
    case 'signer':
      return 'witnessSigns'
    case 'patient':
      return 'witnessIsPatient'
    case 'notIdentified':
    case 'staff':
      return 'witnessDoubted'
    case null:
      return null
    default:
      return problem satisfies never
  }
}

/** The desk compared the witness: the mark is made before his eyes, or another way is chosen. */
export function witnessSeen(state: State): Turn {
  return toMark(backToSigner(state), known(state.marking).of)
}

/** To the mark, where the witness is known and may be one. */
export function toMark(state: State, of: FormCase): Turn {
  const witness = witnessIn(known(state.record))
  const problem = witness === null ? 'witnessDoubted' : noWitness(state, of, witness)
  if (witness === null || problem !== null) return go(state, { at: 'cannotDraw', of, problem })
  return go(state, { at: 'mark', of, witness, problem: null })
}

/** Whether a mark was seen by one who signs too by now, or by one whom the desk does not stand by any more. */
export function losesWitness(signatures: readonly Signature[], state: State): boolean {
  const { record, set } = state
  const now = record === null ? null : witnessIn(record)
  return signatures.some(
    ({ mark }) =>
      mark.method === 'witnessed' && (now === null || set === null || noWitness(state, set.of, now) !== null),
  )
}
