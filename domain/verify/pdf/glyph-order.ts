/**
 * Whether glyphs stand on their line as they are read: side by side, without gaps or heaps, and in the order that their
 * scripts ask for (UAX 9). What is compared with the data is the written order; the eye reads the other one.
 */
import { demand } from '../base/refusal.ts'
import { isMark, type GlyphLine, type Placed } from './text-lines.ts'

/** How near glyphs may come and how far they may stand apart, by the size: kerning and joined letters. */
const loose = 0.25
/** How far the middle of a mark may stand beside its letter, by the size. */
const beside = 0.6

/** Where the words of a line begin and end, without the blank that only joins it to the next line. */
export interface Extent {
  readonly left: number
  readonly right: number
}

const runsBack = /^[\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u
const isLetter = (text: string): boolean => /^[\p{L}\p{N}]/u.test(text)
/** Whether a text holds letters that run from right to left. */
export const hasRightToLeft = (text: string): boolean => /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u.test(text)

/** How a line may run. */
export interface Running {
  /** Letters from right to left are in its paragraph: before this line, in it, or behind it. */
  readonly mixed: { readonly before: boolean; readonly here: boolean; readonly behind: boolean }
  /** The document runs from right to left. */
  readonly backwards: boolean
}

/** Demands that the glyphs stand side by side and in order; answers where the line begins and ends. Throws a Refusal (`page`). */
export function extentOf({ glyphs, size }: GlyphLine, { mixed, backwards }: Running): Extent {
  const letters: Placed[] = []
  for (const glyph of glyphs) {
    const base = letters.at(-1)
    if (base === undefined || !isMark(glyph.text)) {
      letters.push(glyph)
      continue
    }
    const middle = (glyph.left + glyph.right) / 2
    const over = middle >= base.left - beside * size && middle <= base.right + beside * size
    demand(over, 'page', 'a mark away from its letter')
  }
  // The blank that joins a line to the next draws nothing, and may stand anywhere.
  while (letters.length > 1 && letters.at(-1)?.text === ' ') letters.pop()
  const seen = fromTheLeft(letters)
  for (const [at, i] of seen.entries()) {
    const before = letters[seen[at - 1] ?? -1]
    const gap = before === undefined ? 0 : (letters[i]?.left ?? 0) - before.right
    demand(Math.abs(gap) <= loose * size, 'page', gap > 0 ? 'a hole in a line' : 'letters on a heap')
  }
  const places: number[] = []
  seen.forEach((i, place) => (places[i] = place))
  const texts = letters.map(({ text }) => text)
  const plain = places.every((place, i) => place === i)
  const any = mixed.before || mixed.here || mixed.behind
  const turned = any && neighboursHold(texts, places) && isTurned(places)
  const right = plain || (turned && ((backwards && runsDown(texts, places)) || runsUp(texts, places, mixed)))
  demand(right, 'page', 'words in another order than they are read')
  return { left: Math.min(...letters.map(({ left }) => left)), right: Math.max(...letters.map(({ right }) => right)) }
}

const centre = ({ left, right }: Placed): number => (left + right) / 2

/** Which glyph stands at each place from the left, by their middles. Nearly every line is written as it stands. */
function fromTheLeft(letters: readonly Placed[]): readonly number[] {
  const written = letters.map((_, i) => i)
  const middles = letters.map(centre)
  const middle = (i: number): number => middles[i] ?? 0
  if (written.every((i) => i === 0 || middle(i - 1) <= middle(i))) return written
  return written.sort((a, b) => middle(a) - middle(b) || a - b)
}

/** In a paragraph from right to left: words of its letters one after the other, and so are other words between them. */
function runsDown(texts: readonly string[], places: readonly number[]): boolean {
  const step = (from: number, to: number): number => (places[to] ?? 0) - (places[from] ?? 0)
  let back = -1
  let forth = -1
  let open = false
  const words: (readonly [number, number])[] = []
  for (const [i, text] of texts.entries()) {
    if (runsBack.test(text)) {
      if (back !== -1 && step(back, i) !== back - i) return false
      if (words.some(([from, to]) => step(from, to) !== to - from)) return false
      back = i
      words.length = 0
      forth = -1
      open = false
      continue
    }
    if (text !== ' ') back = -1
    // Words and their blanks up to the next letter from right to left; a code or a bracket stands by itself.
    if (/^\p{L}/u.test(text)) {
      if (open && forth !== -1) words.push([forth, i])
      forth = i
      open = true
    } else if (text !== ' ') {
      words.length = 0
      forth = -1
      open = false
    }
  }
  return true
}

/** In a paragraph from left to right: what stands before the first letter from right to left and behind the last runs on. */
function runsUp(texts: readonly string[], places: readonly number[], mixed: Running['mixed']): boolean {
  // Figures of those scripts draw their neighbours along, though they themselves run on.
  const first = texts.findIndex(hasRightToLeft)
  const last = texts.findLastIndex(hasRightToLeft)
  const stays = (from: number, to: number): boolean => places.slice(from, to).every((place, i) => place === from + i)
  const word = texts.findIndex((text, i) => i > last && /^\p{L}/u.test(text))
  return (
    (mixed.before || stays(0, first === -1 ? texts.length : first)) &&
    (mixed.behind || word === -1 || stays(word, texts.length))
  )
}

/** Letters that touch stand as their script does: nothing turns between them. */
function neighboursHold(texts: readonly string[], places: readonly number[]): boolean {
  return texts.every((text, i) => {
    const before = texts[i - 1] ?? ' '
    const step = (places[i] ?? 0) - (places[i - 1] ?? 0)
    if (i === 0) return true
    if (runsBack.test(text)) return !runsBack.test(before) || step === -1
    return runsBack.test(before) || !isLetter(text) || !isLetter(before) || step === 1
  })
}

/** Whether these places are what turning round whole runs, and runs in them, makes of an order (UAX 9 rule L2). */
function isTurned(places: readonly number[]): boolean {
  if (places.length <= 1) return true
  const up = cut(places, false)
  const runs = up.length > 1 ? up : cut(places, true)
  return runs.length > 1 && runs.every(isTurned)
}

/** The shortest runs that lie wholly to the right of those before them, or wholly to the left. */
function cut(places: readonly number[], fromRight: boolean): readonly (readonly number[])[] {
  const runs: (readonly number[])[] = []
  const sorted = [...places].sort((a, b) => (fromRight ? b - a : a - b))
  let from = 0
  let furthest = sorted[0] ?? 0
  for (const [i, place] of places.entries()) {
    furthest = fromRight ? Math.min(furthest, place) : Math.max(furthest, place)
    if (furthest !== sorted[i]) continue
    runs.push(places.slice(from, i + 1))
    from = i + 1
  }
  return runs
}
