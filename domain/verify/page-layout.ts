/**
 * Whether everything stands on the pages where the composer puts it. The words alone are not enough: an answer beside
 * another question, a statement under somebody else's signature or a line through it would say something else.
 */
import type { InkPath } from '../document/ink.ts'
import { padOf } from './page-ink.ts'
import { extentOf, hasRightToLeft } from './pdf/glyph-order.ts'
import { area, footBaseline, indents, leadings, near } from './pdf/measures.ts'
import { type Box, type Mark, overlap } from './pdf/page-marks.ts'
import type { PageContent, Piece } from './pdf/page-text.ts'
import { demand } from './base/refusal.ts'

/** A piece and where it stands: its lines with the room that they take, and the letters themselves. */
interface Standing {
  readonly tag: string
  readonly box: Box
  readonly letters: readonly Box[]
}

/** Demands it of all pages; `inks`: what the figures are, in their order. Throws a Refusal (`page`). */
export function layoutIs(
  pages: readonly PageContent[],
  { inks, backwards }: { readonly inks: readonly InkPath[]; readonly backwards: boolean },
): void {
  const left = [...inks]
  pages.forEach(({ pieces, marks }, at) => {
    const flow = pieces.filter(({ tag, text }) => tag !== 'Artifact' && text.trim() !== '')
    const around = [pages[at - 1], pages[at + 1]].map((page) => page?.pieces.some(({ text }) => hasRightToLeft(text)) ?? false) // prettier-ignore
    const standing = flow.map((piece, i) => {
      const edges = [i === 0 && around[0] === true, i === flow.length - 1 && around[1] === true] as const
      return piece.tag === 'Figure' ? figure(piece, left.shift()) : standingOf(piece, backwards, edges)
    })
    const feet = pieces.filter(({ tag }) => tag === 'Artifact')
    const foot = feet.flatMap((piece) => footOf(piece, backwards))
    inOrder(standing, backwards)
    const letters = [...standing.flatMap((one) => one.letters), ...foot]
    letters.forEach((one, i) => demand(!letters.slice(i + 1).some((other) => overlap(one, other)), 'page', 'words over words')) // prettier-ignore
    marks.forEach((mark, i) => markFits(mark, { first: at === 0 ? standing[0] : undefined, letters, before: marks.slice(0, i) })) // prettier-ignore
    const pads = standing.filter(({ tag }) => tag === 'Figure')
    for (const { box } of pads) demand(!letters.some((one) => overlap(one, box)), 'page', 'ink over words')
  })
}

function figure({ text }: Piece, ink: InkPath | undefined): Standing {
  demand(ink !== undefined, 'page', 'another ink on the page than in the data')
  return { tag: 'Figure', box: padOf(text, ink), letters: [] }
}

/** A piece whose lines follow each other as their sizes ask, all from one edge. */
function standingOf(
  { tag, lines, text }: Piece,
  backwards: boolean,
  [before, behind]: readonly [boolean, boolean],
): Standing {
  const said = lines.map(({ glyphs }) => hasRightToLeft(glyphs.map((one) => one.text).join('')))
  const first = said.indexOf(true)
  const last = said.lastIndexOf(true)
  const extents = lines.map((line, i) => {
    const mixed = {
      before: before || (first !== -1 && first < i),
      here: said[i] === true,
      behind: behind || last > i,
    }
    return extentOf(line, { mixed, backwards })
  })
  for (const [i, line] of lines.entries()) {
    const above = lines[i - 1]
    if (above === undefined) continue
    const step = (leadings.get(above.size) ?? 0) - above.size + line.size
    demand(near(line.baseline - above.baseline, step, 0.05), 'page', 'lines that do not follow each other')
  }
  const [top, bottom] = [lines[0], lines.at(-1)]
  demand(top !== undefined && bottom !== undefined, 'page', `a piece without words: ${text.length}`)
  const lefts = extents.map((one) => one.left)
  const rights = extents.map((one) => one.right)
  const spread = (edges: readonly number[]): number => Math.max(...edges) - Math.min(...edges)
  demand(spread(lefts) <= slack || (backwards && spread(rights) <= slack), 'page', 'lines from different edges')
  const box = {
    left: Math.min(...lefts),
    right: Math.max(...rights),
    top: top.baseline - top.size,
    bottom: bottom.baseline - bottom.size + (leadings.get(bottom.size) ?? 0),
  }
  const [ahead, beyond] = backwards ? [long, slack] : [slack, long]
  const within = box.left >= area.left - ahead && box.right <= area.right + beyond && box.top >= area.top - 0.1 && box.bottom <= area.bottom + (tag === 'TH' ? hanging : 0.1) // prettier-ignore
  demand(within, 'page', 'words beside the text of a sheet')
  const letters = lines.map(({ baseline, size }, i) => lettersOf(extents[i] ?? box, baseline, size))
  return { tag, box, letters }
}

/** What roundings and the side bearings of letters make of an edge, in points. */
const slack = 1.5

/** How far the end of a line may stand beyond the text: the composer measures a word that is wider than a line by its letters. */
const long = 25

/** How far the label of a row that goes on overleaf may reach below the text: earlier builds kept no more room for it. */
const hanging = 14

/** Letters without what hangs and towers: as much as may not be covered. */
const lettersOf = ({ left, right }: Pick<Box, 'left' | 'right'>, baseline: number, size: number): Box =>
  ({ left: left + 0.5, right: right - 0.5, top: baseline - 0.7 * size, bottom: baseline + 0.1 * size }) // prettier-ignore

function footOf({ lines }: Piece, backwards: boolean): readonly Box[] {
  return lines.map((line) => {
    const here = hasRightToLeft(line.glyphs.map(({ text }) => text).join(''))
    const { left, right } = extentOf(line, { mixed: { before: false, here, behind: false }, backwards })
    const placed = near(line.baseline, footBaseline) && line.size === 8.8 && left >= area.left - slack && right <= area.right + slack // prettier-ignore
    demand(placed, 'page', 'a foot in another place')
    return lettersOf({ left, right }, line.baseline, line.size)
  })
}

/** How far a piece begins from the edge at which text begins. */
const indentsOf = ({ left, right }: Box, backwards: boolean): readonly number[] =>
  backwards ? [area.right - right, left - area.left] : [left - area.left]

/** Which indents each kind of piece may have. */
const allowed: Readonly<Record<string, readonly number[]>> = {
  H1: [indents.flow],
  H2: [indents.flow],
  TH: [indents.flow],
  LBody: [indents.list],
  TD: indents.values,
  P: [indents.flow, ...indents.values, indents.typed, indents.secondCard, indents.secondCard + indents.typed],
  Figure: [indents.flow, indents.secondCard],
}

/** What a page holds so far. */
interface Sofar {
  /** Where all that stands on it ends, and where the second signature of a row may go on. */
  bottom: number
  second: number
  last: Placed | null
}
type Placed = Standing & { readonly indent: number }

const isSecond = (indent: number): boolean => indent === indents.secondCard || indent === secondTyped
const secondTyped = indents.secondCard + indents.typed

/** Each piece below those before it; a value beside its heading, the second signature beside the first. */
function inOrder(standing: readonly Standing[], backwards: boolean): void {
  const sofar: Sofar = { bottom: 0, second: Infinity, last: null }
  for (const one of standing) {
    const seen = indentsOf(one.box, backwards)
    const may = (allowed[one.tag] ?? []).filter((indent) => seen.some((at) => near(at, indent, slack)))
    const placed = may.map((indent) => ({ ...one, indent })).find((each) => follows(each, sofar))
    demand(placed !== undefined, 'page', `a piece in another place than ours: ${one.tag}`)
    const { indent, tag, box } = placed
    const typed = indent === indents.typed && sofar.last?.indent !== indents.typed
    if ((tag === 'Figure' && indent === 0) || typed) sofar.second = sofar.bottom
    if (isSecond(indent)) sofar.second = box.bottom
    sofar.bottom = Math.max(sofar.bottom, box.bottom)
    sofar.last = placed
  }
}

/** Whether a piece with this indent may stand here. */
function follows({ tag, box, indent }: Placed, { bottom, second, last }: Sofar): boolean {
  const below = box.top >= bottom - 0.1
  // The words under a pad are its signer's.
  if (last?.tag === 'Figure') return tag === 'P' && indent === last.indent && near(box.top, last.box.bottom + 3, 0.5)
  if (indents.values.some((value) => value === indent)) {
    if (last?.tag === 'TH') return near(box.top, last.box.top)
    if (last !== null && last.indent === indent) return near(box.top, last.box.bottom)
    return below
  }
  // A typed name of three lines began two points too high in earlier builds.
  const from = box.top + (indent === indents.typed || indent === secondTyped ? 2.5 : 0.1)
  return from >= (isSecond(indent) ? second : bottom)
}

/** A line that decorates crosses no words, and the house stands once, under the hospital's name. */
function markFits(
  mark: Mark,
  { first, letters, before }: { first: Standing | undefined; letters: readonly Box[]; before: readonly Mark[] },
): void {
  if (mark.is === 'house') {
    const placed = first !== undefined && near(mark.bottom, first.box.bottom + 12 + 1.1, 0.5)
    demand(placed && !before.some(({ is }) => is === 'house'), 'page', 'a house in another place')
    const line = { ...mark, top: mark.bottom - 2.2 }
    demand(!letters.some((one) => overlap(one, line)), 'page', 'a line over words')
    return
  }
  demand(!letters.some((one) => overlap(one, mark)), 'page', 'a line over words')
}
