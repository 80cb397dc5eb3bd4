/**
 * Whether each question of a form can be asked at all: a condition that no answers fulfil hides a question that the
 * hospital wrote. All answers are tried that can make a difference, in the order in which they are given.
 */
import { isAsked, type Answers } from './answers.ts'
import type { Condition, Form, Question } from './form.ts'

/** Answers tried for one condition; a form that needs more asks nothing that somebody could follow. */
const patience = 20_000

/**
 * `never`: questions with a condition that no answers fulfil, even if another one beside it could be. `entangled`: too many
 * answers would have to be tried. Link ids, in the order of the form.
 */
export function unaskable(form: Form): { readonly never: readonly string[]; readonly entangled: readonly string[] } {
  const never: string[] = []
  const entangled: string[] = []
  form.questions.forEach((question, at) => {
    // Of "any" each has to hold by itself; "all" are one condition.
    const goals = question.whenAny ? question.when.map((one) => [one]) : [question.when]
    const found = goals.map((when) => canHold(form.questions.slice(0, at), when))
    if (found.includes('no')) never.push(question.linkId)
    else if (found.includes('unknown')) entangled.push(question.linkId)
  })
  return { never, entangled }
}

/** `earlier`: the questions before; `when`: what all has to hold after them. */
function canHold(earlier: readonly Question[], when: readonly Condition[]): 'yes' | 'no' | 'unknown' {
  if (when.length === 0) return 'yes'
  const cone = decisive(earlier, when)
  let left = patience
  const holds = (answers: Answers, on: string): boolean =>
    isAsked({ when: when.filter((one) => one.on === on), whenAny: false }, answers)
  const search = (at: number, answers: Answers): boolean => {
    const question = cone[at]
    if (question === undefined) return true
    const asked = isAsked(question, answers)
    for (const values of asked
      ? answersTo(question, codesAbout(question, [...cone.flatMap((one) => one.when), ...when]))
      : [null]) {
      if (left <= 0) return false
      left -= 1
      const next = values === null ? answers : { ...answers, [question.linkId]: values }
      if (holds(next, question.linkId) && search(at + 1, next)) return true
    }
    return false
  }
  return search(0, {}) ? 'yes' : left <= 0 ? 'unknown' : 'no'
}

/** The questions on which these conditions depend, those on which they depend themselves included. */
function decisive(earlier: readonly Question[], when: readonly Condition[]): readonly Question[] {
  const needed = new Set(when.map(({ on }) => on))
  for (const { linkId, when: own } of earlier.toReversed())
    if (needed.has(linkId)) for (const { on } of own) needed.add(on)
  return earlier.filter(({ linkId }) => needed.has(linkId))
}

/** Codes of a question that some condition names, and one of those that none names: they are all alike. */
function codesAbout({ linkId, options }: Question, conditions: readonly Condition[]): readonly string[] {
  const named = new Set(conditions.flatMap((one) => (one.on === linkId && one.kind !== 'answered' ? [one.code] : [])))
  const codes = options.map(({ code }) => code)
  return [...codes.filter((code) => named.has(code)), ...codes.filter((code) => !named.has(code)).slice(0, 1)]
}

/** Every answer out of these codes; none at all only where the question may be left. */
function* answersTo({ required, several }: Question, codes: readonly string[]): Iterable<readonly string[]> {
  for (const code of codes) yield [code]
  if (!required) yield []
  if (!several) return
  // Subsets of two and more, by counting.
  for (let set = 1; set < 2 ** codes.length; set += 1) {
    const chosen = codes.filter((_code, at) => Math.floor(set / 2 ** at) % 2 === 1)
    if (chosen.length > 1) yield chosen
  }
}
