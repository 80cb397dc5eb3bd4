/**
 * Whom the patient chose shows who he is before the patient signs: nobody signs for a person whom he has not read. Then the
 * screen goes back, and comes again when it is the chosen person's turn to sign.
 */
import { decideFor } from './decision.ts'
import { decideAgain } from './form.ts'
import { known } from './known.ts'
import type { Bound, FormCase, State } from './state.ts'
import { go, stay, wait } from './turn.ts'
import type { Context, Turn } from './turn.ts'

/** The patient said that the person is here: the screen goes over, and nobody has signed. */
export function toCompanion(state: State, of: FormCase): Turn {
  return go({ ...state, together: true, set: { of, signatures: [] } }, { at: 'handOver', of, to: 'grantee' })
}

/** The desk compared him: what exists already between him and the patient is asked of the central. */
export function compared(state: State): Turn {
  return wait({ ...state, companion: { acceptance: known(state.acceptance) } }, { do: 'loadPatient' })
}

/** The central's answer. The rules know both now; what they refuse is said before anything was chosen. */
export function onCompared(state: State, { patient, mandates }: Bound, context: Context): Turn {
  const { set } = state
  if (set === null || set.signatures.length > 0 || !state.busy) return stay(state)
  const decided = decideFor({ state, bound: { patient, mandates }, context })
  // What becomes of the old access is the patient's to say: he is asked when the screen is his again.
  if (decided.kind === 'refused' && decided.place.at === 'replaceOld')
    return go(state, { at: 'handOver', of: { ...set.of, patient, mandates }, to: 'visitor' })
  return decideAgain(state, { ...set.of, patient, mandates }, context, (now) =>
    go(state, { at: 'handOver', of: now, to: 'visitor' }),
  )
}
