/** The name of something, from every way in which FHIR can give one, in the language shown where there is one. */
import * as v from 'valibot'
import { languageTag, type Language } from '../../language.ts'
import { isBlank, severalLines } from '../../plain-text.ts'
import { leftOutWords } from '../words/labels.ts'
import { plainOfHtml } from './plain-text.ts'
import { Extended, Extension, type Coding, type Concept, type Resource } from './shapes.ts'
import { isAbsentUnknown, isSnomed } from './systems.ts'

const translation = 'http://hl7.org/fhir/StructureDefinition/translation'
const languageOf = 'http://hl7.org/fhir/StructureDefinition/language'
/** Longest name that is taken from a narrative. */
const longestName = 160

interface Candidate {
  readonly text: string
  /** Two letters; null: it is not said. */
  readonly language: string | null
}

/**
 * Words of a concept, or null where there are only codes. In this order: the language shown, no language said, another
 * language; within each the text that a person wrote, then what a person chose, then the displays as they stand.
 */
export function wordsOf(
  concept: Concept | undefined,
  language: Language,
  resource: Pick<Resource, 'language'> = {},
): string | null {
  if (concept === undefined) return null
  const codings = (concept.coding ?? [])
    .filter(({ system }) => !isAbsence(system))
    .sort((one, other) => Number(other.userSelected === true) - Number(one.userSelected === true))
  const candidates = [
    ...candidatesOf(concept.text, concept._text, twoLetters(resource.language)),
    ...codings.flatMap((coding) => candidatesOf(coding.display, coding._display, systemLanguage(coding))),
  ]
  const wanted = languageTag[language]
  const best =
    candidates.find((one) => one.language === wanted) ??
    candidates.find((one) => one.language === null) ??
    candidates[0]
  return best?.text ?? null
}

/** Code systems that say why there is no value (NullFlavor, data-absent-reason): their displays are no names. */
function isAbsence(system: string | undefined): boolean {
  return (
    /(\/v3-NullFlavor|\/v3\/NullFlavor|\/data-absent-reason)$/.test(system ?? '') ||
    system === 'urn:oid:2.16.840.1.113883.5.1008' ||
    isAbsentUnknown(system)
  )
}

/** "No information", "none known" of the International Patient Summary; SNOMED CT 1631000175102 |Patient not asked|. */
function isNothingKnown({ system, code }: Coding): boolean {
  return isAbsentUnknown(system) || (code === '1631000175102' && (system === undefined || isSnomed(system)))
}

/** Whether a concept is no thing at all: a statement that nothing is known, or only a reason why there is no value. */
export function namesNothing(concept: Concept | undefined): boolean {
  const codings = concept?.coding ?? []
  if (codings.some(isNothingKnown)) return true
  return codings.length > 0 && clean(concept?.text) === null && codings.every(({ system }) => isAbsence(system))
}

/** Whether a concept is there of which nobody can read anything: codes without words, and no reason why. */
export function isCodesOnly(concept: Concept | undefined, language: Language): boolean {
  return (concept?.coding ?? []).length > 0 && wordsOf(concept, language) === null && !namesNothing(concept)
}

/** Words of every concept; where one of them has only codes, whom to ask for the rest. */
export function wordsOrAsk(
  concepts: readonly Concept[] | undefined,
  language: Language,
  resource: Pick<Resource, 'language'> = {},
): string {
  const words = allWords(concepts, language, resource).join(', ')
  if (!(concepts ?? []).some((concept) => isCodesOnly(concept, language))) return words
  return words === '' ? leftOutWords.ask[language] : `${words}. ${leftOutWords.ask[language]}`
}

/** Words of the first concept that has any. */
export function firstWords(
  concepts: readonly (Concept | undefined)[],
  language: Language,
  resource: Pick<Resource, 'language'> = {},
): string | null {
  for (const concept of concepts) {
    const words = wordsOf(concept, language, resource)
    if (words !== null) return words
  }
  return null
}

/** Words of every concept that has any, without repeating one. */
export function allWords(
  concepts: readonly Concept[] | undefined,
  language: Language,
  resource: Pick<Resource, 'language'> = {},
): readonly string[] {
  return [...new Set((concepts ?? []).flatMap((concept) => wordsOf(concept, language, resource) ?? []))]
}

/** A name from the narrative, for a resource that has its name nowhere else; null where the narrative is long or empty. */
export function nameInNarrative({ text }: Pick<Resource, 'text'>): string | null {
  if (text?.div === undefined || text.status === 'empty') return null
  const plain = clean((plainOfHtml(text.div) ?? '').replace(/\s+/g, ' '))
  return plain === null || plain.length > longestName ? null : plain
}

function candidatesOf(text: string | undefined, more: Extended | undefined, own: string | null): readonly Candidate[] {
  const said = (more?.extension ?? []).find(({ url }) => url === languageOf)
  const language = twoLetters(valueOf(said)) ?? own
  const plain = clean(text)
  return [
    ...(plain === null ? [] : [{ text: plain, language }]),
    ...(more?.extension ?? []).filter(({ url }) => url === translation).flatMap(translated),
  ]
}

const Translation = v.looseObject({ extension: v.array(Extension) })

function translated(extension: Extension): readonly Candidate[] {
  const parsed = v.safeParse(Translation, extension)
  if (!parsed.success) return []
  const part = (name: string) => valueOf(parsed.output.extension.find(({ url }) => url === name))
  const [language, content] = [twoLetters(part('lang')), clean(part('content'))]
  return content === null || language === null ? [] : [{ text: content, language }]
}

function valueOf(extension: Extension | undefined): string | undefined {
  for (const name of ['valueString', 'valueCode', 'valueMarkdown']) {
    const value = extension?.[name]
    if (typeof value === 'string') return value
  }
  return undefined
}

/** Dutch national systems speak Dutch: the OID arc of Nictiz and the Dutch edition of SNOMED CT. */
function systemLanguage({ system, version, extension }: Coding): string | null {
  const said = twoLetters(valueOf((extension ?? []).find(({ url }) => url === languageOf)))
  if (said !== null) return said
  if (system?.startsWith('urn:oid:2.16.840.1.113883.2.4.') === true) return 'nl'
  return version?.includes('11000146104') === true ? 'nl' : null
}

function twoLetters(tag: string | undefined): string | null {
  const letters = /^([a-z]{2})(-|_|$)/i.exec(tag ?? '')?.[1]
  return letters === undefined ? null : letters.toLowerCase()
}

/** In the one cleaning of foreign text; null where nothing is left to see. */
export function clean(text: string | undefined): string | null {
  if (text === undefined) return null
  const plain = severalLines(text)
  return plain === '' || isBlank(plain) ? null : plain
}
