/** Everything that will be signed for, with a way to change the own answers. */
import { askedQuestions, previousQuestion } from '../../../domain/forms/answers.ts'
import { decideAgain, questionAt } from '../form.ts'
import { answeredRows, answersAreOwn } from '../form-screens.ts'
import { signedWords } from '../signed-words.ts'
import { beforeInk } from '../understanding.ts'
import { go, stay } from '../turn.ts'
import { scopeLinkId } from '../../../domain/forms/request.ts'
import { afterSigning, looksTo, saidBack } from '../words.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    review: { readonly of: FormCase }
  }
}

export const review: Place<'review'> = {
  at: 'review',
  // Whoever signs what another one asked for reads it: the answers are not his.
  back: (_place, state) => answersAreOwn(state),
  on(state, intent, context) {
    const { of } = state.place
    if (!answersAreOwn(state) && intent.kind !== 'next') return stay(state)
    switch (intent.kind) {
      case 'back': {
        const last = previousQuestion(of.form, state.answers, '')
        return last === null ? stay(state) : go(state, questionAt(of, last.linkId, false))
      }
      case 'edit': {
        const asked = askedQuestions(of.form, state.answers).some(({ linkId }) => linkId === intent.linkId)
        return asked ? go(state, questionAt(of, intent.linkId, true)) : stay(state)
      }
      case 'next':
        // The rules are asked again with what was answered: they may say something else now.
        return decideAgain(state, of, context, (now) => go(state, beforeInk(now, 0, state)))
      default:
        return stay(state)
    }
  },
  screen(state) {
    const { place, language } = state
    const to = looksTo(state)
    return {
      step: 'review',
      rows: [...answeredRows(place.of, state)],
      said: saidBack(place.of, state.answers[scopeLinkId], language, to),
      statement: signedWords(place.of, state).statement[language],
      note: afterSigning[to][place.of.decision.approver][language],
    }
  },
}
