/** The form: one question after the other, the review, and the act of signing. */
import {
  answerProblem,
  askedQuestions,
  keptAnswers,
  nextQuestion,
  previousQuestion,
} from '../../domain/forms/answers.ts'
import type { Answers } from '../../domain/forms/answers.ts'
import { requestOf } from '../../domain/forms/request.ts'
import { canonicalJson } from '../../domain/document/canonical.ts'
import { inkProblem } from '../../domain/document/ink.ts'
import { isOwnName } from '../../domain/identity/same-person.ts'
import type { Intent } from '../../domain/contract/messages/channel.ts'
import type { InkPath } from '../../domain/contract/messages/parts.ts'
import { movesAlong } from '../../domain/contract/messages/pen.ts'
import type { PenMovement } from '../../domain/contract/messages/pen.ts'
import { decideFor } from './decision.ts'
import type { Mark } from './input.ts'
import type { Case, State } from './state.ts'
import { go, stay, withAcceptance } from './turn.ts'
import type { At, Context, Turn } from './turn.ts'

/** Opens a form at its first question without an answer; answers given before going back stay. */
export function firstQuestion(state: State, of: Case): Turn {
  return ask(state, of)
}

export function onFormIntent(
  state: At<'question' | 'review' | 'sign' | 'signTyped'>,
  intent: Intent,
  context: Context,
): Turn {
  const { place } = state
  const { of } = place
  switch (place.at) {
    case 'question':
      if (intent.kind === 'back') return backFromQuestion({ ...state, place })
      if (intent.kind !== 'answer' || intent.linkId !== place.linkId) return stay(state)
      return answer({ ...state, place }, intent.values)
    case 'review':
      if (intent.kind === 'back') {
        const last = previousQuestion(of.form, state.answers, '')
        return last === null ? stay(state) : go(state, question(of, last.linkId, false))
      }
      if (intent.kind === 'edit') {
        const asked = askedQuestions(of.form, state.answers).some(({ linkId }) => linkId === intent.linkId)
        return asked ? go(state, question(of, intent.linkId, true)) : stay(state)
      }
      return intent.kind === 'next' ? toSign(state, of, context) : stay(state)
    case 'sign':
      if (intent.kind === 'back') return go(state, { at: 'review', of })
      if (intent.kind === 'cannotDraw') return go(state, { at: 'signTyped', of, problem: null })
      if (intent.kind !== 'ink') return stay(state)
      // Nothing of it is kept: a pad that was not asked for a movement, or whose movement is another's, is not believed.
      if (intent.pen !== undefined && (context.house.escrow === undefined || !movesAlong(intent.pen, intent.ink)))
        return stay(state)
      if (inkProblem(intent.ink) !== null) return go(state, { at: 'sign', of, problem: 'inkTooLittle' })
      return sign(state, of, context, markOf(intent.ink, intent.pen))
    case 'signTyped':
      if (intent.kind === 'back') return go(state, { at: 'sign', of, problem: null })
      if (intent.kind !== 'typedName') return stay(state)
      if (state.claim === null || !isOwnName(intent.name, state.claim, context.moment.today))
        return go(state, { at: 'signTyped', of, problem: 'nameMissing' })
      return sign(state, of, context, { method: 'typed' })
    default:
      return place satisfies never
  }
}

function markOf(ink: InkPath, pen: PenMovement | undefined): Mark {
  return pen === undefined ? { method: 'ink', ink } : { method: 'ink', ink, pen }
}

function question(of: Case, linkId: string, correcting: boolean) {
  return { at: 'question', of, linkId, correcting, problem: null } as const
}

/** The next question that has no answer, or the review. */
function ask(state: State, of: Case): Turn {
  const next = nextQuestion(of.form, state.answers)
  return go(state, next === null ? { at: 'review', of } : question(of, next.linkId, false))
}

function answer(state: At<'question'>, values: readonly string[]): Turn {
  const { of, linkId } = state.place
  const asked = of.form.questions.find((candidate) => candidate.linkId === linkId)
  if (asked === undefined) return stay(state)
  const problem = answerProblem(asked, values)
  if (problem === 'notAnOption') return stay(state)
  if (problem !== null) return go(state, { ...state.place, problem })
  const answers: Answers = { ...state.answers, [linkId]: values }
  // A correction goes back to the review, unless it brings a question up that was not asked before.
  return ask({ ...state, answers: keptAnswers(of.form, answers) }, of)
}

function backFromQuestion(state: At<'question'>): Turn {
  const { of, linkId, correcting } = state.place
  if (correcting) return go(state, { at: 'review', of })
  const before = previousQuestion(of.form, state.answers, linkId)
  if (before !== null) return go(state, question(of, before.linkId, false))
  return go(state, { at: 'confirmPatient', bound: { patient: of.patient, mandates: of.mandates } })
}

/** The rules are asked again with what was answered: they may say something else now. */
function toSign(state: State, of: Case, context: Context): Turn {
  const bound = { patient: of.patient, mandates: of.mandates }
  const decided = decideFor({ state, bound, context, request: requestOf(of.form, state.answers) })
  switch (decided.kind) {
    case 'form':
      return go(state, { at: 'sign', of: decided.of, problem: null })
    case 'refused':
      return withAcceptance(go(state, decided.place), bound)
    default:
      return decided satisfies never
  }
}

/**
 * The act of signing. The intake judges by the record and the day of this instant, so the rules are asked once more,
 * with the clerk's latest word and today. Somebody signs only what was reviewed: another decision is reviewed first.
 */
function sign(state: State, of: Case, context: Context, mark: Mark): Turn {
  const bound = { patient: of.patient, mandates: of.mandates }
  const decided = decideFor({ state, bound, context, request: requestOf(of.form, state.answers) })
  switch (decided.kind) {
    case 'form': {
      const now = decided.of
      if (canonicalJson(now.decision) !== canonicalJson(of.decision)) return go(state, { at: 'review', of: now })
      return go(state, { at: 'sealing', of: now }, { do: 'sign', of: now, mark, at: context.moment.now })
    }
    case 'refused':
      return withAcceptance(go(state, decided.place), bound)
    default:
      return decided satisfies never
  }
}
