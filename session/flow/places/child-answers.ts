/** A child says by itself what it wants: yes, no, or not yet. All three end on one page. */
import type { PrivateAnswer } from '../../../domain/requests/acts/act-content.ts'
import { ownAnswer } from '../act.ts'
import { go, stay } from '../turn.ts'
import type { At, Context, Turn } from '../turn.ts'
import { whoAsks } from '../who-asks.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    childAnswers: {
      readonly of: FormCase
      /** Tapped and not given yet; null: nothing. */
      readonly chosen: 'yes' | 'no' | 'later' | null
      /** Somebody was asked to come and speak with it alone. */
      readonly talks: boolean
    }
  }
}

export const childAnswers: Place<'childAnswers'> = {
  at: 'childAnswers',
  back: true,
  on(state, intent, context) {
    const { of, chosen } = state.place
    switch (intent.kind) {
      case 'back':
        return go(state, { at: 'childReads', of })
      case 'privateAnswer':
        return go(state, { ...state.place, chosen: intent.says })
      case 'talkAlone':
        return { state: { ...state, place: { ...state.place, talks: true } }, effects: [{ do: 'ringAlone' }] }
      case 'next':
        return chosen === null ? stay(state) : given(state, chosen, context)
      default:
        return stay(state)
    }
  },
  screen: (state) => ({
    step: 'childAnswers',
    ...whoAsks(state, state.place.of.decision),
    chosen: state.place.chosen,
    talks: state.place.talks,
  }),
}

/** A yes is signed; what gives nobody anything needs no signature. */
function given(state: At<'childAnswers'>, answer: PrivateAnswer, context: Context): Turn {
  const { of } = state.place
  const answering = { ...state, apart: { waiting: state.apart?.waiting ?? null, answer } }
  if (answer === 'yes') return go(answering, { at: 'sign', of, problem: null })
  return ownAnswer(answering, of, context, { method: 'tapped' })
}
