/**
 * The gate for every sentence a visitor can read: present in every language, the same placeholders, at most twelve
 * words a sentence, none of the hospital's words not to use. Pure: texts in, findings out.
 */
import wordList from './word-list.json' with { type: 'json' }

/** A flat list of texts of one language: key → text. */
export type Catalogue = Readonly<Record<string, string>>

/** Words a sentence may have (docs/look.md "Tone"; Pharos: short active sentences). */
export const longestSentence = 12

/** Which word lists hold for a language: simple Dutch obeys the Dutch list too. */
const lists: Readonly<Record<string, readonly (keyof typeof wordList)[]>> = {
  nl: ['nl'],
  nlSimple: ['nl', 'nlSimple'],
  en: ['en'],
}

/**
 * @param catalogues one per offered language; the first is the measure of completeness.
 * @param mayBeEmpty keys whose text may be the empty string.
 * @returns one line per finding, empty when all is well.
 */
export function checkTexts(
  catalogues: Readonly<Record<string, Catalogue>>,
  mayBeEmpty: readonly string[] = [],
): readonly string[] {
  const [first = {}] = Object.values(catalogues)
  return Object.entries(catalogues).flatMap(([language, catalogue]) => [
    ...Object.keys(first)
      .filter((key) => !(key in catalogue))
      .map((key) => `${language} ${key}: is missing`),
    ...Object.entries(catalogue).flatMap(([key, text]) => [
      ...(key in first ? [] : [`${language} ${key}: is in no other language`]),
      ...(text.trim() === '' && !mayBeEmpty.includes(key) ? [`${language} ${key}: is empty`] : []),
      ...placeholdersDiffer(first[key] ?? text, text).map((what) => `${language} ${key}: ${what}`),
      ...longSentences(text).map((sentence) => `${language} ${key}: more than ${longestSentence} words: "${sentence}"`),
      ...forbiddenWords(language, text).map(
        ({ word, better }) => `${language} ${key}: "${word}" is on the word list (${better})`,
      ),
    ]),
  ])
}

function placeholdersDiffer(measure: string, text: string): readonly string[] {
  const names = (value: string): string =>
    [...value.matchAll(/\{\w+\}/g)]
      .map(([name]) => name)
      .sort()
      .join(' ')
  return names(measure) === names(text) ? [] : [`has the placeholders "${names(text)}" instead of "${names(measure)}"`]
}

/** Sentences longer than allowed. A placeholder counts as one word, a dash between words does not start a sentence. */
export function longSentences(text: string): readonly string[] {
  return text
    .replaceAll('\u00ad', '')
    .split(/(?<=[.!?:])\s+|\n+/)
    .filter((sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}{]/u.test(word)).length > longestSentence)
}

/** Names that hold a word of the list: what an authority is called is not ours to write plainer. */
const properNames = ['Autoriteit Persoonsgegevens']

/** Words of the list in the text, whole words, whatever their case. */
export function forbiddenWords(language: string, text: string): readonly { word: string; better: string }[] {
  const plain = ` ${properNames
    .reduce((rest, name) => rest.replaceAll(name, ''), text)
    .replaceAll('\u00ad', '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}%.'-]+/gu, ' ')} `
  return (lists[language] ?? []).flatMap((list) =>
    Object.entries(wordList[list])
      .filter(([word]) => {
        const at = plain.indexOf(word)
        return (
          at >= 0 && !/[\p{L}\p{N}]/u.test(plain[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(plain[at + word.length] ?? '')
        )
      })
      .map(([word, better]) => ({ word, better })),
  )
}
