/** How a published form's elements are looked at: by name, with a reason for each that is not allowed. */
import { wordsFault, type Place } from './publish-words.ts'
import { plainDutchUrl, simpleDutch } from './translation.ts'

/** Why an element keeps a form from being published. */
export const formFaults = {
  notShown: 'no screen shows this, so whoever signs would not see it',
  nested: 'only a notice may stand below a question; put the question beside it with a condition',
  missing: 'has to be there',
  wrongValue: 'may not be this',
  twice: 'is there twice',
  unknown: 'names something that is not asked before',
  untranslated: 'has no English text, or two texts of one language',
  notOffered: 'is in a language that no screen offers',
  steers: 'holds a character that is not drawn, that turns the text round, or that steers',
  tooLong: 'is longer than a screen can show',
  tooMany: 'is more than one answer can hold',
  alike: 'reads the same as another option of this question',
  never: 'can never hold, so the question would never be asked',
  entangled: 'depends on more answers than can be tried',
  notHttps: 'is no address that a form may name: https for its own, http, https or urn elsewhere',
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

/**
 * Words, with their translations beside them and nothing else there, each such as a screen shows at this place. What is
 * said, by language ("nl", "en", "nl-x-simple"); empty where something is wrong.
 */
export function wordsAt(
  element: Loose,
  name: string,
  where: { readonly linkId: string | null; readonly before?: string; readonly place: Place },
  fault: Faults,
): ReadonlyMap<string, string> {
  const { linkId, before = '', place } = where
  const none = new Map<string, string>()
  const words = element[name]
  if (typeof words !== 'string') {
    fault(linkId, before + name, 'missing')
    return none
  }
  const wrong = wordsFault(words, place)
  if (wrong !== null) fault(linkId, before + name, wrong)
  const beside = element[`_${name}`]
  const extensions: unknown = isObject(beside) ? beside['extension'] : undefined
  if (!isObject(beside) || !Array.isArray(extensions)) {
    fault(linkId, before + name, 'untranslated')
    return none
  }
  const tell = (part: string, why: FormFault['why'] = 'notShown'): void =>
    fault(linkId, `${before}_${name}${part}`, why)
  allowed(beside, ['id', 'extension'], (one) => tell(`.${one}`))
  const said = new Map([['nl', words]])
  for (const one of extensions) {
    const translated = translationIn(one)
    if (translated === null) {
      tell('.extension')
      continue
    }
    const [language, text] = translated
    const bad = wordsFault(text, place)
    if (bad !== null) tell('.extension', bad)
    if (language !== 'en' && language !== simpleDutch) tell('.extension', 'notOffered')
    else if (said.has(language)) fault(linkId, before + name, 'untranslated')
    else said.set(language, text)
  }
  if (!said.has('en')) fault(linkId, before + name, 'untranslated')
  return said
}

/** The language of one translation and its text; null where it is no translation, or more than one. */
function translationIn(extension: unknown): readonly [language: string, text: string] | null {
  if (!isObject(extension)) return null
  const has = (names: readonly string[], of: Loose): boolean => Object.keys(of).every((name) => names.includes(name))
  if (extension['url'] === plainDutchUrl) {
    const text = extension['valueString']
    return has(['url', 'valueString'], extension) && typeof text === 'string' ? [simpleDutch, text] : null
  }
  const parts: unknown = extension['extension']
  if (extension['url'] !== translation || !has(['url', 'extension'], extension) || !Array.isArray(parts)) return null
  const part = (url: string): Loose | undefined =>
    parts.find((one: unknown): one is Loose => isObject(one) && one['url'] === url)
  const [lang, content] = [part('lang'), part('content')]
  if (parts.length !== 2 || lang === undefined || content === undefined) return null
  const plain = has(['url', 'valueCode'], lang) && has(['url', 'valueString', 'valueMarkdown'], content)
  const { valueCode } = lang
  const text = content['valueString'] ?? content['valueMarkdown']
  return plain && typeof text === 'string' && typeof valueCode === 'string' ? [valueCode, text] : null
}
