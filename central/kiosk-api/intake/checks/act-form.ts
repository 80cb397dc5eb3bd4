/** The form of an act is one that this hospital showed, with answers that fit. */
import { answerProblem, askedQuestions } from '../../../../domain/forms/answers.ts'
import type { ShownContent } from '../../../published/content/shown.ts'
import type { SentAct } from './act.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { Answered } from './form.ts'

/** A set keeps the version of the form with which it began, however old it is by now. */
export function actForm({ content }: SentAct, shown: ShownContent): Checked<Answered> {
  const form = shown.forms.find(({ url, version }) => url === content.form.url && version === content.form.version)
  if (form === undefined) return refuse('form', 'unknown')
  const answers = Object.fromEntries(content.answers.map(({ linkId, codes }) => [linkId, codes]))
  const asked = askedQuestions(form, answers).map(({ linkId }) => linkId)
  if (asked.join('\n') !== content.answers.map(({ linkId }) => linkId).join('\n')) return refuse('form', 'questions')
  const fits = askedQuestions(form, answers).every((one) => answerProblem(one, answers[one.linkId] ?? []) === null)
  return fits ? good({ form, answers }) : refuse('form', 'answers')
}
