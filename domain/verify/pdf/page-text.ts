/**
 * What the pages of a sealed document say, piece by piece in the order in which they are read, and what else is drawn on
 * them. Pages are read by the grammar that the composer writes and by nothing wider: text in marked pieces, ink in
 * figures, and a handful of lines that decorate. Anything else that could draw is refused.
 */
import { latin } from '../../bytes/bytes.ts'
import { demand, Refusal } from '../base/refusal.ts'
import type { SealedFile } from './sealed-file.ts'
import type { Glyphs } from './page-font.ts'
import { pageFonts } from './page-font.ts'
import { type Mark, markOf } from './page-marks.ts'
import { resolve } from './section.ts'
import { entriesOf, streamOf } from './syntax.ts'
import { type GlyphLine, linesOf } from './text-lines.ts'

export interface Piece {
  /** "H1", "P", "TH", …; "Artifact" for what only decorates; "Figure" for ink. */
  readonly tag: string
  /** The text, or the operators of a figure. */
  readonly text: string
  readonly page: number
  /** Where its glyphs stand; none for a figure. */
  readonly lines: readonly GlyphLine[]
}

/** Everything on one sheet. */
export interface PageContent {
  readonly pieces: readonly Piece[]
  readonly marks: readonly Mark[]
}

const sheetSize = [0, 0, 595.28, 841.89]
const start = '1 0 0 -1 0 841.89 cm'
const opening = /\/([A-Za-z0-9]{1,20}) (?:<<\s*\/(?:MCID \d{1,5}|Type \/[A-Za-z]{1,20})\s*>> BDC|BMC)\s/y

/** A rule before text in one piece, as the first builds wrote the foot. */
const ruleBefore = /^(q\s+(?:\/DeviceRGB cs\s+0 0 0 scn\s+)?[\d.]+ [\d.]+ [\d.]+ 0\.8 re\s+f\s+Q)\s+(?=q\s)/
/** Text, as it is written now; the first builds put each word into a state of its own. */
const textBegins = /^(?:q\s+1 0 0 -1 0 841\.89 cm\s+)?BT\s/

/** What stands on all pages. Throws a Refusal (`unexpectedContent`) where something else is drawn. */
export function pageContents({
  sealed,
  section,
  port,
  work,
}: Pick<SealedFile, 'sealed' | 'section' | 'port' | 'work'>): readonly PageContent[] {
  // prettier-ignore
  const fonts = pageFonts(section.objects, port, work)
  return sealed.sheets.map((sheet, page) => {
    const entries = entriesOf(section.objects.get(sheet)?.value, 'page')
    const box = entries.get('MediaBox')
    const isA4 = typeof box === 'object' && box !== null && box.kind === 'array' && box.items.length === 4 && box.items.every((side, i) => side === sheetSize[i]) // prettier-ignore
    demand(isA4 && (entries.get('UserUnit') ?? 1) === 1, 'unexpectedContent', 'another sheet than A4')
    const content = latin(fonts.unpacked(streamOf(resolve(section.objects, entries.get('Contents')), 'Contents')))
    work.spend('drawn', content.length)
    demand(content.startsWith(start), 'unexpectedContent', 'a page that does not begin as ours do')
    return contentOf(content, fonts.of(entries), page)
  })
}

function contentOf(content: string, fonts: ReadonlyMap<string, Glyphs>, page: number): PageContent {
  const pieces: Piece[] = []
  const marks: Mark[] = []
  const draw = (tag: string, operators: string): void => {
    const mark = tag === 'Artifact' ? markOf(operators.replace(/\s+/g, ' ')) : null
    demand(mark !== null, 'unexpectedContent', 'a page that draws something of its own')
    marks.push(mark)
  }
  const space = /\s*/y
  let at = start.length
  const skip = (): void => {
    space.lastIndex = at
    space.test(content)
    at = space.lastIndex
  }
  for (skip(); at < content.length; skip()) {
    opening.lastIndex = at
    const tag = opening.exec(content)?.[1]
    demand(tag !== undefined, 'unexpectedContent', 'something drawn outside of every piece')
    const end = endOf(content, opening.lastIndex)
    const whole = content.slice(opening.lastIndex, end).trim()
    const before = tag === 'Artifact' ? ruleBefore.exec(whole) : null
    if (before !== null) draw(tag, before[1] ?? '')
    const body = whole.slice(before?.[0].length ?? 0)
    at = end + 3
    if (body === '') continue
    if (tag === 'Figure') pieces.push({ tag, text: body, page, lines: [] })
    else if (textBegins.test(body)) {
      const lines = linesOf(body, fonts)
      const text = lines.map(({ glyphs }) => glyphs.map((one) => one.text).join('')).join('')
      pieces.push({ tag, text, page, lines })
    } else draw(tag, body)
  }
  return { pieces, marks }
}

/** Where the piece ends: at the first EMC that is no part of a string. */
function endOf(content: string, from: number): number {
  const token = /\((?:[^()\\]|\\[\s\S])*\)|\bEMC\b/g
  token.lastIndex = from
  for (let found = token.exec(content); found !== null; found = token.exec(content))
    if (found[0] === 'EMC') return found.index
  throw new Refusal('unexpectedContent', 'a piece without an end')
}
