/** What the answers ask of the rules: which kinds of data, and for what. */
import * as v from 'valibot'
import { everyKind, KindSet, Purpose } from '../policy/kinds.ts'
import type { Answers } from './answers.ts'
import { keptAnswers } from './answers.ts'
import type { Form } from './form.ts'

/** Questions whose codes mean something to the rules; every other answer is recorded and shown, not decided upon. */
export const scopeLinkId = 'scope'
export const purposeLinkId = 'purpose'

/** What somebody asks for; without answers it is everything, to look at. */
export interface MandateRequest {
  readonly kinds: KindSet
  readonly purpose: Purpose
}

export const wholeRequest: MandateRequest = { kinds: everyKind, purpose: 'look' }

/**
 * The request in a form's answers. A form without the question about the scope asks for everything; codes that the
 * rules do not know are refused when the form is loaded ({@link asksWhatRulesKnow}).
 */
export function requestOf(form: Form, answers: Answers): MandateRequest {
  const kept = keptAnswers(form, answers)
  const kinds = kept[scopeLinkId]
  const purpose = kept[purposeLinkId]?.[0]
  return {
    kinds: kinds === undefined ? everyKind : v.parse(KindSet, [...kinds]),
    purpose: purpose === undefined ? 'look' : v.parse(Purpose, purpose),
  }
}

/** Whether the codes of scope and purpose are those of the rules. */
export function asksWhatRulesKnow(form: Form): boolean {
  return form.questions.every(({ linkId, options }) => {
    if (linkId === scopeLinkId) return options.every(({ code }) => v.is(KindSet, [code]))
    if (linkId === purposeLinkId) return options.every(({ code }) => v.is(Purpose, code))
    return true
  })
}
