/** One question of the form. */
import { answerProblem, keptAnswers, previousQuestion } from '../../../domain/forms/answers.ts'
import type { Answers } from '../../../domain/forms/answers.ts'
import { ask, asksForOther, questionAt } from '../form.ts'
import { questionScreen } from '../form-screens.ts'
import { go, stay } from '../turn.ts'
import type { At, Context, Turn } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    question: {
      readonly of: FormCase
      readonly linkId: string
      /** A correction from the review: next leads back there. */
      readonly correcting: boolean
      readonly problem: 'answerMissing' | null
    }
  }
}

export const question: Place<'question'> = {
  at: 'question',
  back: true,
  on(state, intent, context) {
    if (intent.kind === 'back') return back(state)
    if (intent.kind !== 'answer' || intent.linkId !== state.place.linkId) return stay(state)
    return answer(state, intent.values, context)
  },
  screen: (state) => questionScreen(state.place, state),
}

function answer(state: At<'question'>, values: readonly string[], context: Context): Turn {
  const { of, linkId } = state.place
  const asked = of.form.questions.find((candidate) => candidate.linkId === linkId)
  if (asked === undefined) return stay(state)
  const problem = answerProblem(asked, values)
  if (problem === 'notAnOption') return stay(state)
  if (problem !== null) return go(state, { ...state.place, problem })
  const answers: Answers = { ...state.answers, [linkId]: values }
  // A correction goes back to the review, unless it brings a question up that was not asked before.
  return ask({ ...state, answers: keptAnswers(of.form, answers) }, of, context)
}

function back(state: At<'question'>): Turn {
  const { of, linkId, correcting } = state.place
  if (correcting) return go(state, { at: 'review', of })
  const before = previousQuestion(of.form, state.answers, linkId)
  if (before !== null) return go(state, questionAt(of, before.linkId, false))
  if (asksForOther(of)) return go({ ...state, together: false, apart: null }, { at: 'otherHere', of })
  return go(state, { at: 'confirmPatient', bound: { patient: of.patient, mandates: of.mandates } })
}
