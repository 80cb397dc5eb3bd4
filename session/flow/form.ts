/** Through the form: which question comes next, and what the rules say of the answers given so far. */
import { nextQuestion, previousQuestion } from '../../domain/forms/answers.ts'
import { childAnswers } from '../../domain/journeys/foresee.ts'
import { requestOf } from '../../domain/forms/request.ts'
import type { InEveryLanguage } from '../../domain/language.ts'
import { outcomes } from '../../domain/outcome/outcomes.ts'
import { isWaiting, signsApart } from './apart.ts'
import { awaitsCompanion } from './at-kiosk.ts'
import { decideFor } from './decision.ts'
import type { FormCase, State } from './state.ts'
import { looksAhead } from './look-ahead.ts'
import { go, wait, withAcceptance } from './turn.ts'
import type { Context, Turn } from './turn.ts'
import { changeTogether } from './words.ts'

/**
 * Opens a form at its first question without an answer; answers given before going back stay. Where another holder of authority
 * signs the same form, the visitor is asked first whether he is here.
 */
export function firstQuestion(state: State, of: FormCase, context: Context): Turn {
  // Beside a child's own answer each signs a part of his own, whoever is here.
  if (childAnswers(of.decision) && state.apart === null)
    return ask({ ...state, together: false, apart: { waiting: null } }, of, context)
  const said = state.together && !awaitsCompanion(state)
  if (asksForOther(of) && !said && state.apart === null) return go(state, { at: 'otherHere', of })
  return ask(state, of, context)
}

/** Whether the visitor says if the other holder of authority is here. */
export function asksForOther({ decision }: Pick<FormCase, 'decision'>): boolean {
  return decision.signers.length > 1 && !childAnswers(decision)
}

/** The next question that has no answer; then the review of what the rules say to these answers. */
export function ask(state: State, of: FormCase, context: Context): Turn {
  // Beside a child's own answer nobody signs together: the desk helps, in the words of every refusal.
  if (state.change !== null && signsApart(state, of))
    return notAlone(state, of, childAnswers(of.decision) ? null : changeTogether)
  const next = nextQuestion(of.form, state.answers)
  if (next !== null) return go(state, questionAt(of, next.linkId, false))
  return decideAgain(state, of, context, (now) => {
    const last = previousQuestion(now.form, state.answers, '')
    if (last === null || !looksAhead(state, now, context)) return go(state, { at: 'review', of: now })
    const answered = { ...state, place: questionAt(now, last.linkId, false) }
    return wait(answered, { do: 'loadDossier', bound: { patient: now.patient, mandates: now.mandates } })
  })
}

/** Nothing is signed in blank, and a change is one form of one visit: they come back together. */
export function notAlone(state: State, of: FormCase, sentence: InEveryLanguage | null): Turn {
  const { next } = outcomes.refusedByRules
  return withAcceptance(go(state, { at: 'outcome', outcome: 'refusedByRules', next, sentence, back: null }), of)
}

/** The place of one question. */
export function questionAt(of: FormCase, linkId: string, correcting: boolean) {
  return { at: 'question', of, linkId, correcting, problem: null } as const
}

/** Asks the rules once more, with the answers and on this day: the way on, or the page that says why not. */
export function decideAgain(state: State, of: FormCase, context: Context, on: (now: FormCase) => Turn): Turn {
  const bound = { patient: of.patient, mandates: of.mandates }
  const decided = decideFor({ state, bound, context, request: requestOf(of.form, state.answers) })
  switch (decided.kind) {
    case 'form':
      // What waits at the central was decided with the facts of who asked; ours only say that this visitor may sign.
      return on(isWaiting(state) ? of : decided.of)
    case 'refused':
      return withAcceptance(go(state, decided.place), bound)
    default:
      return decided satisfies never
  }
}
