/** The screen goes to somebody else: to whoever signs next, or back to the visitor because something changed. */
import type { Identified } from '../../../domain/requests/signing-set/signing-set.ts'
import { decideAgain, firstQuestion } from '../form.ts'
import { saidOf } from '../at-kiosk.ts'
import { joined } from '../joined.ts'
import { known } from '../known.ts'
import type { State } from '../state.ts'
import { go, stay } from '../turn.ts'
import type { At } from '../turn.ts'
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
    if (to !== 'visitor') return there.acceptance === null ? go(there, { at: 'language' }) : joined(there, context)
    // The clerk may have gone on recording while the screen changed hands.
    return decideAgain(there, of, context, (now) => firstQuestion(there, now, context))
  },
  screen: (state) => ({
    step: 'handOver',
    to: state.place.to === 'visitor' ? 'visitor' : 'coHolder',
    who: holderIn(state),
    ...whyOf(state),
  }),
}

/** Nothing of whoever stood here stays on the screens of the next one but what both sign for. */
function inHandsOf(state: State, part: Identified['part']): State {
  const visitor = state.visitor ?? { claim: known(state.claim), acceptance: known(state.acceptance) }
  if (part === 'visitor') {
    // Whoever was only compared has signed nothing: from here on it is the visitor's form again.
    const set = state.set?.signatures.length === 0 ? null : state.set
    return { ...state, part, ...visitor, visitor: null, set, language: visitor.acceptance.language }
  }
  const claim = saidOf(known(state.record), part).claim
  const before = part === 'grantee' ? (state.companion?.acceptance ?? null) : null
  const language = before?.language ?? state.language
  return { ...state, part, claim, acceptance: before, visitor, language }
}

/** Nothing: the next one reads and signs, or what was signed for has changed. */
function whyOf({ place: { to }, set }: At<'handOver'>): { readonly why?: 'identity' | 'compared' } {
  if (set?.signatures.length !== 0) return {}
  return { why: to === 'visitor' ? 'compared' : 'identity' }
}
