/** The right answers to the questions of the training hospital's forms that ask whether all was understood, in order. */
import { childForm } from '../../central/published/content/child-form.ts'
import { readForm } from '../../domain/forms/form.ts'

const form = readForm(childForm)

export const rightAnswers = (form?.understanding ?? []).map(({ linkId, right, options }) => {
  const option = options.find(({ code }) => code === right)
  if (option === undefined) throw new Error('a right answer is one of the options')
  return { linkId, values: [right], label: option.label, at: options.indexOf(option) }
})
