/**
 * What may be said in a form that is published: words that are seen, that a screen can hold, and options that a reader can
 * tell apart. Each is asked of every language.
 */
import { isBlank, steers } from '../plain-text.ts'

/**
 * The most characters (UTF-16 units) of a text that a screen shows in one piece: a title, a question and an option's words
 * cannot be cut and go to no next part (docs/look.md, principle 8). Measured by the look: at most twelve words a sentence
 * (Tone), some 80 characters. The smallest screen is 15.6 inches wide, 345 mm; in its largest letters (A++, 7.4 mm) a line
 * over half of it holds some 45 characters, so these are at most four, eight and four lines.
 */
export const longest = {
  /** Two sentences. */
  title: 160,
  /** Two sentences. */
  text: 160,
  /** Four sentences below a question. */
  notice: 320,
  /** One sentence and what a list adds to it. */
  display: 120,
  /** Two sentences. */
  detail: 160,
} as const
export type Place = keyof typeof longest

/** The most options of a question: an answer with more values is refused at the border (domain/contract/messages). */
export const mostOptions = 20

export type WordsFault = 'missing' | 'steers' | 'tooLong'

/** Why a text may not stand at a place; null: it may. */
export function wordsFault(text: string, place: Place): WordsFault | null {
  if (isBlank(text)) return 'missing'
  if (steers(text)) return 'steers'
  return text.length > longest[place] ? 'tooLong' : null
}

/**
 * Letters of other alphabets that are drawn like Latin ones (Unicode Technical Standard 39, confusables.txt: those of
 * Greek and Cyrillic that look the same in print).
 */
const twins =
  'АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS аa еe оo рp сc уy хx іi јj ѕs һh ԁd ԛq ԝw ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo νv αa ιi ρp'
const latin = new Map(twins.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)]))

/** Two texts with the same reading cannot be told apart by somebody who has to choose between them. */
export function reading(text: string): string {
  const drawn = [...text.normalize('NFKC')].map((letter) => latin.get(letter) ?? letter).join('')
  return drawn
    .toLowerCase()
    .replace(/[\s.]+/gu, ' ')
    .trim()
}
