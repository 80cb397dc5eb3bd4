/**
 * Which way each character of a paragraph runs: the Unicode bidirectional algorithm (UAX 9), with numbers, dates and
 * codes kept whole. Nothing here knows of fonts or pages.
 */
import bidiFactory from 'bidi-js'
import type { Direction } from '../domain/language.ts'

// The package's types describe a module, the package is a function: Node and bundlers both give the function.
// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- its types call this function a module
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)()

/** A paragraph as it is drawn, with the embedding level of each UTF-16 unit: odd runs from right to left. */
export interface Paragraph {
  readonly text: string
  readonly levels: Uint8Array
}

/** Nothing below U+0590 runs from right to left: most lines need no algorithm. */
const mayRunBack = /[\u0590-\u1dff\u2066-\u209f\u20d0-\u{10ffff}]/u
/** Scripts that run from right to left, with their own figures, which do not. */
const runsBack = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u

/** A code in which letters and figures are joined ("NX47B2K91"), with up to four words before it in those letters. */
const code = String.raw`(?:[A-Za-z][A-Za-z.'’-]* ){0,4}(?:[A-Za-z][!-~]*\d|\d[!-~]*[A-Za-z])(?:[!-~]*[A-Za-z\d])?`
const address = String.raw`[A-Za-z]+://[!-~]*[A-Za-z\d/]`
/** A number, date, phone or patient number: "12-34", "06 12 34". */
const figures = String.raw`\d+(?:[ ./:,-]\d+)*`

/** What would change places inside right-to-left text, to be isolated as UAX 9 section 2.4.2 says. */
const whole = new RegExp(String.raw`(?<![A-Za-z\d])(?:${code}|${address}|${figures})`, 'gu')

/**
 * The paragraph with blanks collapsed. In a right-to-left document it runs from right to left unless it holds no such
 * letter at all: an address or a foreign phrase that is alone keeps its own order.
 */
export function paragraphOf(text: string, direction: Direction): Paragraph {
  const balanced = isolatesOf(text)
  if (!mayRunBack.test(balanced)) return plain(balanced)
  const base = direction === 'rtl' && runsBack.test(balanced) ? 'rtl' : 'ltr'
  const marked = balanced.replace(whole, '\u2066$&\u2069')
  const { levels } = bidi.getEmbeddingLevels(marked, base)
  const kept = keptPlaces(marked)
  return { text: kept.map((i) => marked.charAt(i)).join(''), levels: Uint8Array.from(kept, (i) => levels[i] ?? 0) }
}

function plain(text: string): Paragraph {
  const collapsed = text.replace(/ +/g, ' ').replace(/^ | $/g, '')
  return { text: collapsed, levels: new Uint8Array(collapsed.length) }
}

/** The text as it is where each isolate is closed; else without any: an open one would reorder what follows. */
function isolatesOf(text: string): string {
  let open = 0
  for (const mark of text.match(/[\u2066-\u2069]/gu) ?? []) {
    open += mark === '\u2069' ? -1 : 1
    if (open < 0) break
  }
  return open === 0 ? text : text.replace(/[\u2066-\u2069]/gu, '')
}

/** The places of what is drawn: no isolates, single blanks, none at either end. */
function keptPlaces(text: string): readonly number[] {
  const kept: number[] = []
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i)
    if (/[\u2066-\u2069]/.test(character)) continue
    const before = kept.at(-1)
    if (character === ' ' && (before === undefined || text.charAt(before) === ' ')) continue
    kept.push(i)
  }
  const last = kept.at(-1)
  if (last !== undefined && text.charAt(last) === ' ') kept.pop()
  return kept
}

/** Whether a character is drawn mirrored where the text runs from right to left: brackets are (UAX 9 rule L4). */
export function turnsRound(character: string): boolean {
  return bidi.getMirroredCharacter(character) !== null
}

/** Whether a text holds letters or figures of a script that runs from right to left. */
export function hasRightToLeft(text: string): boolean {
  return runsBack.test(text)
}

/** UAX 9 rule L2: from the highest level down to the lowest odd one, turn round what is at that level or above. */
export function visualOrder<T extends { readonly level: number }>(runs: readonly T[]): readonly T[] {
  const order = [...runs]
  const highest = Math.max(0, ...runs.map(({ level }) => level))
  for (let level = highest; level > 0; level--) {
    for (let from = 0; from < order.length; from++) {
      if ((order[from]?.level ?? 0) < level) continue
      let to = from
      while (to < order.length && (order[to]?.level ?? 0) >= level) to++
      order.splice(from, to - from, ...order.slice(from, to).reverse())
      from = to
    }
  }
  return order
}
