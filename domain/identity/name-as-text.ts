/**
 * Names that stand as one text, on a badge, in a certificate, on paper: nothing says which word is the family name. The
 * same comparison as everywhere, for every way in which the words may be parted.
 */
import { compareFamily } from './name/family.ts'
import { compareGiven } from './name/given.ts'
import { alike, joined } from './name/spelling.ts'
import { familyWords, within } from './name/words.ts'
import { notCut } from './name/room.ts'

/** Longer than this is no name, and costs nobody any time. */
const mostCharacters = 200
/** More words are not parted; a name of so many is compared as a whole. */
const mostWords = 10

/** Titles that stand before or behind a name on a badge and not in a passport. */
const titles = new Set('dr drs prof mr ir ing mevrouw mevr dhr heer arts msc bsc phd md'.split(' '))

/** Whether two texts are one whole name, letter by letter in any lawful spelling (ICAO 9303-3); titles aside. */
export function isWholeName(one: string, other: string): boolean {
  const [a, b] = [untitled(one), untitled(other)]
  if (a === '' || b === '') return false
  if (a === b) return true
  if (a.length > mostCharacters || b.length > mostCharacters) return false
  const [left, right] = [a, b].map((text) => joined(familyWords(text).map(({ word }) => word)))
  return left !== undefined && right !== undefined && alike(left, right)
}

/**
 * Whether both may be one person. In doubt they are, namesakes too: used where somebody may not decide about himself.
 * Names of which one is in a script that no table reads can only be found equal letter by letter.
 */
export function mayBeOnePerson(one: string, other: string): boolean {
  if (isWholeName(one, other)) return true
  const [left, right] = [parted(one), parted(other)]
  return left.some((a) => right.some((b) => isTurned(a, b) || fits(a, b) || fits(b, a)))
}

interface Parted {
  readonly given: string
  readonly family: string
}

/** Every way in which a text can be given names and a family name; none for one word, or for no name. */
function parted(text: string): readonly Parted[] {
  const name = untitled(text)
  const words = name.length > mostCharacters ? [] : name.split(/\s+/)
  if (words.length > mostWords) return []
  return words
    .slice(1)
    .map((_, at) => ({ given: words.slice(0, at + 1).join(' '), family: words.slice(at + 1).join(' ') }))
}

function fits(record: Parted, document: Parted): boolean {
  const family = compareFamily({ family: record.family }, { family: document.family, cut: notCut })
  if (family === 'other' || family === 'script') return false
  const { likeness } = compareGiven({ given: [record.given] }, { given: document.given, cut: notCut })
  return !['differs', 'none', 'single', 'script'].includes(likeness)
}

/** The same words in another order: which of them is the family name is written differently in half the world. */
function isTurned(one: Parted, other: Parted): boolean {
  const [a, b] = [one, other].map(({ given, family }) => familyWords(`${given} ${family}`))
  return a !== undefined && b !== undefined && a.length > 1 && a.length === b.length && within(a, b)
}

/** Without titles, and "Visser, Anna" in its order. */
function untitled(text: string): string {
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => !isTitle(word))
  const [family = '', ...given] = words
    .join(' ')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return [...given, family].join(' ').trim().normalize('NFKC')
}

function isTitle(word: string): boolean {
  const parts = word
    .toLowerCase()
    .split(/[.,]+/)
    .filter((part) => part !== '')
  return parts.length > 0 && parts.every((part) => titles.has(part))
}
