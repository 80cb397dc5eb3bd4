/** A form as the flow uses it: read once from its Questionnaire, every text there in every language. */
import * as v from 'valibot'
import type { InEveryLanguage } from '../language.ts'
import { optionDetailUrl, rightAnswerUrl } from '../coding/systems.ts'
import { Extended, Questionnaire } from './questionnaire.ts'
import type { RawItem } from './questionnaire.ts'
import { inEveryLanguage } from './translation.ts'

export interface Option {
  readonly system: string | null
  readonly code: string
  readonly label: InEveryLanguage
  readonly detail: InEveryLanguage | null
}

/** Shown when the question `on` was answered so; `answered`: at all, or not at all. */
export type Condition =
  | { readonly kind: 'is' | 'isNot'; readonly on: string; readonly code: string }
  | { readonly kind: 'answered'; readonly on: string; readonly yes: boolean }

export interface Question {
  readonly linkId: string
  readonly text: InEveryLanguage
  readonly help: InEveryLanguage | null
  readonly required: boolean
  /** Several answers may be chosen. */
  readonly several: boolean
  readonly options: readonly Option[]
  readonly when: readonly Condition[]
  readonly whenAny: boolean
  /** Codes that are chosen before anybody touched the question. */
  readonly initial: readonly string[]
}

/**
 * Asked after the review, so that nobody signs what was not understood. The answers are kept nowhere: what somebody got
 * wrong would say something about the person, and a kiosk never judges capacity.
 */
export interface Understanding extends Pick<Question, 'linkId' | 'text' | 'options'> {
  /** Code of the right option. */
  readonly right: string
  /** Said after a wrong answer. */
  readonly explained: InEveryLanguage
}

export interface Form {
  readonly url: string
  readonly version: string
  readonly title: InEveryLanguage
  /** In the order of the Questionnaire, groups flattened. */
  readonly questions: readonly Question[]
  /** In their order; none on a form that was published before there were any. */
  readonly understanding: readonly Understanding[]
}

/** A Questionnaire as form, or null when it holds something that a kiosk cannot show or a text lacks a language. */
export function readForm(resource: unknown): Form | null {
  const parsed = v.safeParse(Questionnaire, resource)
  if (!parsed.success) return null
  const { url, version, title, _title, item } = parsed.output
  const titles = inEveryLanguage(title, _title)
  const checks = item.filter(isCheck)
  const understanding = checks.flatMap((one) => readCheck(one) ?? [])
  if (understanding.length !== checks.length) return null
  const questions = readItems(item.filter((one) => !isCheck(one)))
  if (titles === null || questions === null || questions.length === 0) return null
  const known = new Set<string>()
  for (const question of questions) {
    // A condition may look back only: what decides has been asked.
    if (known.has(question.linkId) || !question.when.every(({ on }) => known.has(on))) return null
    known.add(question.linkId)
  }
  return { url, version, title: titles, questions, understanding }
}

function isCheck({ extension }: RawItem): boolean {
  return extension?.some(({ url }) => url === rightAnswerUrl) === true
}

function readCheck(item: RawItem): Understanding | null {
  const right = item.extension?.find(({ url }) => url === rightAnswerUrl)?.valueCode
  const [question] = readQuestion(item, []) ?? []
  if (question === undefined || question.help === null || right === undefined) return null
  const { linkId, text, options, help } = question
  return options.some(({ code }) => code === right) ? { linkId, text, options, right, explained: help } : null
}

function readItems(items: readonly RawItem[], outer: readonly Condition[] = []): readonly Question[] | null {
  const questions: Question[] = []
  for (const item of items) {
    if (item.type === 'display') continue
    const conditions = [...outer, ...readConditions(item)]
    // Conditions of a group hold for all that is in it; "any" cannot be mixed with those of a group around it.
    if (item.enableBehavior === 'any' && (item.type === 'group' || outer.length > 0)) return null
    const read = item.type === 'group' ? readItems(item.item ?? [], conditions) : readQuestion(item, conditions)
    if (read === null) return null
    questions.push(...read)
  }
  return questions
}

function readQuestion(item: RawItem, when: readonly Condition[]): readonly Question[] | null {
  const text = inEveryLanguage(item.text ?? '', item._text)
  const options = (item.answerOption ?? []).map(readOption)
  if (text === null || text.nl === '' || options.length === 0) return null
  const whole = options.filter((option) => option !== null)
  if (whole.length !== options.length || new Set(whole.map(({ code }) => code)).size !== whole.length) return null
  const help = item.item?.find((child) => child.type === 'display')
  const initial = (item.answerOption ?? []).filter((option) => option.initialSelected).map((o) => o.valueCoding.code)
  const several = item.repeats ?? false
  if (!several && initial.length > 1) return null
  return [
    {
      linkId: item.linkId,
      text,
      help: help?.text === undefined ? null : inEveryLanguage(help.text, help._text),
      required: item.required ?? false,
      several,
      options: whole,
      when,
      whenAny: item.enableBehavior === 'any',
      initial,
    },
  ]
}

function readOption(option: NonNullable<RawItem['answerOption']>[number]): Option | null {
  const { system, code, display, _display } = option.valueCoding
  const label = inEveryLanguage(display, _display)
  if (label === null) return null
  return { system: system ?? null, code, label, detail: readDetail(option.extension) }
}

/** One more plain sentence about an option: an extension with the text as `valueString`, translated in the same way. */
function readDetail(extensions: Extended['extension']): InEveryLanguage | null {
  const found = extensions?.find(({ url }) => url === optionDetailUrl)
  if (found?.valueString === undefined) return null
  const translations = v.safeParse(Extended, found._valueString)
  return inEveryLanguage(found.valueString, translations.success ? translations.output : undefined)
}

function readConditions(item: RawItem): readonly Condition[] {
  return (item.enableWhen ?? []).map((when) =>
    when.operator === 'exists'
      ? { kind: 'answered', on: when.question, yes: when.answerBoolean ?? true }
      : { kind: when.operator === '=' ? 'is' : 'isNot', on: when.question, code: when.answerCoding?.code ?? '' },
  )
}
