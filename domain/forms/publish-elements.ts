/** How a published form's elements are looked at: by name, with a reason for each that is not allowed. */
import { plainDutchUrl } from './translation.ts'

/** Why an element keeps a form from being published. */
export const formFaults = {
  notShown: 'no screen shows this, so whoever signs would not see it',
  nested: 'only a notice may stand below a question; put the question beside it with a condition',
  missing: 'has to be there',
  wrongValue: 'may not be this',
  twice: 'is there twice',
  unknown: 'names something that is not asked before',
  untranslated: 'has no English text, or two texts of one language',
  unknownToRules: 'has a code that the rules do not know',
  unreadable: 'cannot be read as a form',
} as const

export interface FormFault {
  /** The item; null: the form itself. */
  readonly linkId: string | null
  /** The FHIR element, "enableWhen.operator". */
  readonly element: string
  readonly why: keyof typeof formFaults
}
export type Faults = (linkId: string | null, element: string, why: FormFault['why']) => void

export type Loose = Readonly<Record<string, unknown>>
export const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Tells each element that is not among those allowed; `undefined` is no element. */
export function allowed(element: Loose, names: readonly string[], tell: (name: string) => void): void {
  for (const [name, value] of Object.entries(element)) if (value !== undefined && !names.includes(name)) tell(name)
}

/** A list that has to be there and hold something. */
export function listOf(element: Loose, linkId: string | null, name: string, fault: Faults): readonly unknown[] {
  const list: unknown = element[name]
  if (!Array.isArray(list) || list.length === 0) {
    fault(linkId, name, 'missing')
    return []
  }
  return list
}

const translation = 'http://hl7.org/fhir/StructureDefinition/translation'

/** Words, with their translations beside them and nothing else there. */
export function wordsAt(element: Loose, name: string, linkId: string | null, fault: Faults, before = ''): void {
  const words = element[name]
  if (typeof words !== 'string' || words.trim() === '') return fault(linkId, before + name, 'missing')
  const beside = element[`_${name}`]
  const extensions: unknown = isObject(beside) ? beside['extension'] : undefined
  if (!isObject(beside) || !Array.isArray(extensions)) return fault(linkId, before + name, 'untranslated')
  const tell = (part: string): void => fault(linkId, `${before}_${name}${part}`, 'notShown')
  allowed(beside, ['id', 'extension'], (one) => tell(`.${one}`))
  const said: string[] = []
  for (const one of extensions) {
    const language = languageOf(one)
    if (language === null) tell('.extension')
    else said.push(language)
  }
  if (!said.includes('en') || new Set(said).size !== said.length) fault(linkId, before + name, 'untranslated')
}

/** The language of one translation, a private tag for plain Dutch; null where it is no translation, or more than one. */
function languageOf(extension: unknown): string | null {
  if (!isObject(extension)) return null
  const has = (names: readonly string[], of: Loose): boolean => Object.keys(of).every((name) => names.includes(name))
  const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''
  if (extension['url'] === plainDutchUrl)
    return has(['url', 'valueString'], extension) && isText(extension['valueString']) ? 'nl-x-simple' : null
  const parts: unknown = extension['extension']
  if (extension['url'] !== translation || !has(['url', 'extension'], extension) || !Array.isArray(parts)) return null
  const part = (url: string): Loose | undefined =>
    parts.find((one: unknown): one is Loose => isObject(one) && one['url'] === url)
  const [lang, content] = [part('lang'), part('content')]
  if (parts.length !== 2 || lang === undefined || content === undefined) return null
  const plain = has(['url', 'valueCode'], lang) && has(['url', 'valueString', 'valueMarkdown'], content)
  const text = content['valueString'] ?? content['valueMarkdown']
  return plain && isText(text) && typeof lang['valueCode'] === 'string' ? lang['valueCode'] : null
}
