/**
 * Asked of a patient who gives access, when the screen is his and before the pad: does he want this himself? Whoever does not
 * say yes reads what everybody reads whose form waits for the desk, whichever way on he took, so that nobody beside him can
 * tell. The desk is rung without a sound or a word on this screen, and only staff read that they are to speak with him alone.
 */
import { outcomes } from '../../../domain/outcome/outcomes.ts'
import { decideAgain } from '../form.ts'
import { go, stay, withAcceptance } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    freeWill: { readonly of: FormCase }
  }
}

export const freeWill: Place<'freeWill'> = {
  at: 'freeWill',
  back: true,
  on(state, intent, context) {
    const { of } = state.place
    if (intent.kind === 'back') return go(state, { at: 'review', of })
    if (intent.kind !== 'freeWill') return stay(state)
    switch (intent.answer) {
      case 'yes':
        return decideAgain(state, of, context, (now) => go(state, { at: 'sign', of: now, problem: null }))
      case 'desk':
      case 'later': {
        const { next } = outcomes.pausedForDesk
        const paused = { at: 'outcome', outcome: 'pausedForDesk', next, sentence: null, back: null } as const
        return withAcceptance(go(state, paused, { do: 'ringAlone' }), of)
      }
      default:
        return intent.answer satisfies never
    }
  },
  screen: () => ({ step: 'freeWill' }),
}
