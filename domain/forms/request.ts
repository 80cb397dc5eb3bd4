/** What the answers ask of the rules: which kinds of data, for what, and for how long (EHDS, EU 2025/327, article 4). */
import * as v from 'valibot'
import { addDays, addMonths } from '../days/calendar.ts'
import { MandateReference } from '../contract/gateway/stoppable.ts'
import type { CalendarDay } from '../ids.ts'
import { everyKind, KindSet, Purpose } from '../policy/kinds.ts'
import type { Answers } from './answers.ts'
import { keptAnswers } from './answers.ts'
import type { Form } from './form.ts'

/** Questions whose codes mean something to the rules; every other answer is recorded and shown, not decided upon. */
export const scopeLinkId = 'scope'
export const purposeLinkId = 'purpose'
export const periodLinkId = 'period'

/** Months from the day on which the rules are asked; `whole`: as long as rules and papers allow. */
export const periods = { whole: null, months6: 6, year1: 12 } as const
const Period = v.picklist(['whole', 'months6', 'year1'])
type Period = v.InferOutput<typeof Period>

/** Most mandates that one form replaces. */
const mostReplaced = 10

/** A form that takes the place of access that there is: of which mandates, and whether they end when the new one begins, or now. */
export const Change = v.strictObject({
  replaces: v.pipe(
    v.array(MandateReference),
    v.minLength(1),
    v.maxLength(mostReplaced),
    v.check((list) => new Set(list).size === list.length, 'a mandate twice'),
  ),
  old: v.picklist(['atStart', 'now']),
})
export type Change = v.InferOutput<typeof Change>

/** What somebody asks for; without answers it is everything, to look at. */
export interface MandateRequest {
  readonly kinds: KindSet
  readonly purpose: Purpose
  /** Absent: the form does not ask, and everything that is allowed is asked for. */
  readonly period?: Period
  /** Absent: it is new. Not an answer of the form: the visitor says it before. */
  readonly change?: Change
}

/** The last day that is asked for; null: none. A term of months ends at 00:00 of the day with the same number. */
export function lastDayAsked({ period = 'whole' }: MandateRequest, today: CalendarDay): CalendarDay | null {
  const months = periods[period]
  return months === null ? null : addDays(addMonths(today, months), -1)
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
  const period = kept[periodLinkId]?.[0]
  return {
    kinds: kinds === undefined ? everyKind : v.parse(KindSet, [...kinds]),
    purpose: purpose === undefined ? 'look' : v.parse(Purpose, purpose),
    ...(period === undefined ? {} : { period: v.parse(Period, period) }),
  }
}

/** Whether the codes of scope, purpose and period are those of the rules. */
export function asksWhatRulesKnow(form: Form): boolean {
  return form.questions.every(({ linkId, options }) => {
    if (linkId === scopeLinkId) return options.every(({ code }) => v.is(KindSet, [code]))
    if (linkId === purposeLinkId) return options.every(({ code }) => v.is(Purpose, code))
    if (linkId === periodLinkId) return options.every(({ code }) => v.is(Period, code))
    return true
  })
}
