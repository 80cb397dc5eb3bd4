/**
 * What a hospital may say around its forms: its name, its contact, its terms and its privacy statement. As in a form
 * (domain/forms/publish.ts), whatever is published has to be seen, in every language that the screens offer, by who
 * agrees to it.
 */
import { wordsFault } from './publish-words.ts'
import { languages, type InEveryLanguage } from '../language.ts'
import { isBlank, nameFault, steers } from '../plain-text.ts'
import type { ContentBundle, ContentDocument } from '../contract/content/bundle.ts'

/** What may stand in a passage, beyond the bounds of a form's words. */
export const longestPassage = {
  /** The most characters of a whole passage: pages of it can be turned, but nobody reads a book at a desk. */
  text: 4_000,
  /** Of one sentence: a page is cut between sentences and never inside one (renderer/parts/paragraphs.ts). */
  sentence: 320,
} as const

export type ContentFault = {
  /** "privacy.passages.3.text.en" */
  readonly path: string
  readonly why: 'missing' | 'steers' | 'tooLong' | 'wrongValue' | 'notHttps' | 'notOffered'
}

type Said = Pick<ContentBundle, 'hospital' | 'terms' | 'privacy' | 'languages'>

/** Every fault, in the order of the content; empty: it may be published. */
export function contentFaults({ hospital, terms, privacy, languages: offered }: Said): readonly ContentFault[] {
  const complete = new Set(offered).size === languages.length && offered.length === languages.length
  return [
    ...fault('hospital.name', nameFault(hospital.name)),
    ...fault('hospital.privacyContact', nameFault(hospital.privacyContact)),
    ...fault('hospital.statusBase', /^https?:\/\/[^\s/]+/u.test(hospital.statusBase) ? null : 'notHttps'),
    ...document('terms', terms),
    ...document('privacy', privacy),
    ...fault('languages', complete ? null : 'notOffered'),
  ]
}

function document(path: string, { version, title, points, passages }: ContentDocument): readonly ContentFault[] {
  return [
    ...fault(`${path}.version`, /^[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}$/u.test(version) ? null : 'wrongValue'),
    ...inEach(`${path}.title`, title, (text) => wordsFault(text, 'title')),
    ...points.flatMap((point, at) => inEach(`${path}.points.${String(at)}`, point, (text) => wordsFault(text, 'text'))),
    ...passages.flatMap(({ heading, text }, at) => [
      ...(heading === null
        ? []
        : inEach(`${path}.passages.${String(at)}.heading`, heading, (one) => wordsFault(one, 'title'))),
      ...inEach(`${path}.passages.${String(at)}.text`, text, passageFault),
    ]),
  ]
}

function passageFault(text: string): ContentFault['why'] | null {
  if (isBlank(text)) return 'missing'
  if (steers(text, { lines: true })) return 'steers'
  const sentences = text.split(/\n|(?<=[.!?:;])\s+/u)
  return text.length > longestPassage.text || sentences.some((one) => one.length > longestPassage.sentence)
    ? 'tooLong'
    : null
}

function inEach(
  path: string,
  said: InEveryLanguage,
  wrong: (text: string) => ContentFault['why'] | null,
): readonly ContentFault[] {
  return languages.flatMap((language) => fault(`${path}.${language}`, wrong(said[language])))
}

const fault = (path: string, why: ContentFault['why'] | null): readonly ContentFault[] =>
  why === null ? [] : [{ path, why }]
