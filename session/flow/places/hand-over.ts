/** The screen goes to somebody else: to whoever signs next, or back to the visitor because something changed. */
import type { Identified } from '../../../domain/requests/signing-set/signing-set.ts'
import { decideAgain, firstQuestion } from '../form.ts'
import { saidOf } from '../at-kiosk.ts'
import { known } from '../known.ts'
import type { State } from '../state.ts'
import { go, stay } from '../turn.ts'
import { holderIn } from '../words.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    handOver: { readonly of: FormCase; readonly to: Identified['part'] }
  }
}

export const handOver: Place<'handOver'> = {
  at: 'handOver',
  back: false,
  on(state, intent, context) {
    const { of, to } = state.place
    if (intent.kind !== 'next') return stay(state)
    const there = inHandsOf(state, to)
    if (to !== 'visitor') return go(there, { at: 'language' })
    // The clerk may have gone on recording while the screen changed hands.
    return decideAgain(there, of, context, (now) => firstQuestion(there, now, context))
  },
  screen: (state) => ({
    step: 'handOver',
    to: state.place.to === 'visitor' ? 'visitor' : 'coHolder',
    who: holderIn(state),
  }),
}

/** Nothing of whoever stood here stays on the screens of the next one but what both sign for. */
function inHandsOf(state: State, part: Identified['part']): State {
  const visitor = state.visitor ?? { claim: known(state.claim), acceptance: known(state.acceptance) }
  if (part === 'visitor') return { ...state, part, ...visitor, visitor: null }
  return { ...state, part, claim: saidOf(known(state.record), part).claim, acceptance: null, visitor }
}
