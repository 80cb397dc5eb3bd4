/** A name as letters of which each may be written in several ways, and whether two names can be written alike. */
import { latin } from './latin.ts'
import type { Forms } from './latin.ts'
import { scripts } from './scripts.ts'

/** Letter by letter. A letter without any form is one that no table spells: it is like nothing, and never left out. */
export type Word = readonly Forms[]

export interface Spelled {
  readonly word: Word
  /** A letter that is not Latin, or that no table spells: a document may have it as it sounds, which no table gives. */
  readonly otherScript: boolean
}

/** One word of a name. Marks, apostrophes, digits and points are no letters (9303-3, 4.6: they are left out). */
export function spell(text: string): Spelled {
  const plain = text.normalize('NFKC').replaceAll('ß', 'ẞ').toUpperCase().normalize('NFC')
  const letters = [...plain]
  const word: Forms[] = []
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? ''
    const pair = scripts.get(`${base(letter)}${base(letters[at + 1] ?? '')}`)
    if (pair !== undefined && letters[at + 1] !== undefined) {
      word.push(pair)
      at += 1
      continue
    }
    const forms = formsOf(letter)
    if (forms !== null) word.push(forms)
  }
  const isUnspelled = word.some((forms) => forms.length === 0)
  return { word, otherScript: isUnspelled || /[^\P{L}\p{Script=Latin}]/u.test(plain) }
}

/** Signs that Unicode counts among the letters and a name writes as an apostrophe or to stretch a word: ʻ ʼ ʿ, Arabic ـ. */
const signs = /^[\u02B9-\u02DF\u0640]$/

/** Null for what is no letter; no form at all for a letter of which nothing is known. */
function formsOf(letter: string): Forms | null {
  if (/^[A-Z]$/.test(letter)) return [letter]
  if (!/^\p{L}$/u.test(letter) || signs.test(letter)) return null
  const known = latin.get(letter) ?? scripts.get(letter)
  if (known !== undefined) return known
  const plain = base(letter)
  return /^[A-Z]$/.test(plain) ? [plain] : (latin.get(plain) ?? scripts.get(plain) ?? [])
}

/** The letter without its marks. */
function base(letter: string): string {
  return letter.normalize('NFD').replace(/\p{M}+/gu, '')
}

export interface Likeness {
  readonly equal: boolean
  /** The second may be the beginning of the first. */
  readonly begins: boolean
}

/**
 * Whether two words can be written alike, whatever form each letter was given. Walks both at once; `ahead` is what one of
 * them has written more than the other. At most length × length × 4 places.
 */
export function likeness(one: Word, other: Word): Likeness {
  const seen = new Set<string>()
  let equal = false
  let begins = false
  const walk = (i: number, j: number, ahead: string, first: boolean): void => {
    const place = `${String(i)} ${String(j)} ${first ? '+' : '-'}${ahead}`
    if (seen.has(place)) return
    seen.add(place)
    if (j === other.length && (ahead === '' || first)) {
      begins = true
      if (ahead === '' && i === one.length) equal = true
    }
    // Whoever is behind writes the next letter; when both are level, either may (a letter may be left out).
    if (ahead === '' || !first) {
      for (const form of one[i] ?? []) step({ i: i + 1, j }, form, ahead, true)
    }
    if (ahead === '' || first) {
      for (const form of other[j] ?? []) step({ i, j: j + 1 }, form, ahead, false)
    }
  }
  const step = (at: { readonly i: number; readonly j: number }, form: string, ahead: string, first: boolean): void => {
    if (ahead.startsWith(form)) walk(at.i, at.j, ahead.slice(form.length), ahead.length > form.length ? !first : first)
    else if (form.startsWith(ahead)) walk(at.i, at.j, form.slice(ahead.length), first)
  }
  walk(0, 0, '', true)
  return { equal, begins }
}

export const alike = (one: Word, other: Word): boolean => one.length > 0 && likeness(one, other).equal
/** `start` is where `whole` may begin. */
export const beginsWith = (whole: Word, start: Word): boolean => start.length > 0 && likeness(whole, start).begins

/** Words written as one: blanks and hyphens do not tell names apart (9303-3, 4.6). */
export const joined = (words: readonly Word[]): Word => words.flat()

/**
 * Whether both may come from one name although no table leads from one to the other: Mueller and Muller, Nunxxez and
 * Nunez, Bruyn and Bruijn, and a letter that no table spells left out. Never enough by itself.
 */
export function mayBeSpelledFrom(one: Word, other: Word): boolean {
  const fold = (word: Word): string =>
    word
      .map(([first = '', ...more]) =>
        more.reduce((shortest, form) => (form.length < shortest.length ? form : shortest), first),
      )
      .join('')
      .replaceAll(/AE|AA/g, 'A')
      .replaceAll('OE', 'O')
      .replaceAll('UE', 'U')
      .replaceAll('XX', '')
      .replaceAll('IJ', 'Y')
      .replaceAll('DJ', 'D')
  const folded = fold(one)
  return folded !== '' && folded === fold(other)
}
