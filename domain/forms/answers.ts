/** Answers to a form: codes per question, what is asked next, and whether a form may be signed. */
import type { Form, Question } from './form.ts'

/** Codes by linkId. A question that is not in here was not answered. */
export type Answers = Readonly<Record<string, readonly string[]>>

/** Why given values are no answer to a question. */
export type AnswerProblem = 'answerMissing' | 'notAnOption'

/** Whether a question is asked, given the answers so far (FHIR `enableWhen`). */
export function isAsked(question: Pick<Question, 'when' | 'whenAny'>, answers: Answers): boolean {
  if (question.when.length === 0) return true
  const holds = question.when.map((condition) => {
    const given = answers[condition.on] ?? []
    switch (condition.kind) {
      case 'is':
        return given.includes(condition.code)
      case 'isNot':
        return given.length > 0 && !given.includes(condition.code)
      case 'answered':
        return given.length > 0 === condition.yes
      default:
        return condition satisfies never
    }
  })
  return question.whenAny ? holds.some(Boolean) : holds.every(Boolean)
}

/** The questions that are asked, in order, each condition seeing only answers to questions that are asked themselves. */
export function askedQuestions(form: Form, answers: Answers): readonly Question[] {
  const asked: Question[] = []
  const kept: Record<string, readonly string[]> = {}
  for (const question of form.questions) {
    if (!isAsked(question, kept)) continue
    asked.push(question)
    const given = answers[question.linkId]
    if (given !== undefined) kept[question.linkId] = given
  }
  return asked
}

/** Why these values are no answer, or null when they are. Values are codes of the question's options, none twice. */
export function answerProblem(question: Question, values: readonly string[]): AnswerProblem | null {
  if (values.length === 0) return question.required ? 'answerMissing' : null
  const known = values.every((value) => question.options.some(({ code }) => code === value))
  if (!known || new Set(values).size !== values.length) return 'notAnOption'
  return !question.several && values.length > 1 ? 'notAnOption' : null
}

/** The first question that is asked and has no answer yet; null: all are answered. */
export function nextQuestion(form: Form, answers: Answers): Question | null {
  return askedQuestions(form, answers).find(({ linkId }) => answers[linkId] === undefined) ?? null
}

/** The question asked before this one; null for the first. */
export function previousQuestion(form: Form, answers: Answers, linkId: string): Question | null {
  const asked = askedQuestions(form, answers)
  const at = asked.findIndex((question) => question.linkId === linkId)
  return asked[(at < 0 ? asked.length : at) - 1] ?? null
}

/** Answers to questions that are asked: what is shown, signed and sent. Answers of a branch that was left are dropped. */
export function keptAnswers(form: Form, answers: Answers): Answers {
  const kept: Record<string, readonly string[]> = {}
  for (const { linkId } of askedQuestions(form, answers)) {
    const given = answers[linkId]
    if (given !== undefined) kept[linkId] = given
  }
  return kept
}
