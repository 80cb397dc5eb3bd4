/** One line, from its text to runs at their places. */
import type { Direction } from '../domain/language.ts'
import { hasRightToLeft, turnsRound, visualOrder } from './bidi.ts'
import type { Paragraph } from './bidi.ts'
import { clusters, type Measure, type Piece, type Style } from './measure.ts'

/** A piece in one font and one direction, in the order in which it is read; `x` is where it begins in its line. */
export interface Run {
  readonly text: string
  readonly font: string
  readonly rtl: boolean
  readonly x: number
  readonly width: number
  /** Drawn as its mirror image: "(" opens right-to-left text too, and is still "(" for whoever reads or copies it. */
  readonly mirrored: boolean
}
export interface Line {
  readonly runs: readonly Run[]
  readonly width: number
}

export function setLine({ pieces }: Measure, { text, levels }: Paragraph, style: Style): Line {
  const runs: (Piece & { level: number })[] = []
  for (let from = 0; from < text.length;) {
    const level = levels[from] ?? 0
    const space = text[from] === ' '
    let to = from + 1
    // Words of right-to-left text are runs of their own: pdfkit puts the words of one string from left to right.
    while (to < text.length && levels[to] === level && (level % 2 === 0 || (text[to] === ' ') === space)) to++
    const found = pieces(text.slice(from, to), style)
    // The shaper turns by script: letters rightly, but not the marks among them ("):"), and figures of the Arabic script
    // wrongly. Those go one by one.
    const turned = (piece: Piece): readonly Piece[] =>
      hasRightToLeft(piece.text) === (level % 2 === 1)
        ? [piece]
        : clusters(piece.text).flatMap((mark) => pieces(mark, style))
    for (const piece of found.flatMap(turned)) runs.push({ ...piece, level })
    from = to
  }
  let x = 0
  const left = new Map<object, number>()
  for (const run of visualOrder(runs)) {
    left.set(run, x)
    x += run.width
  }
  // Drawn in reading order, each at its own place: what is extracted or read aloud comes out as it was written.
  const placed = runs.map((run) => ({
    text: run.text,
    font: run.font,
    rtl: run.level % 2 === 1,
    x: left.get(run) ?? 0,
    width: run.width,
    mirrored: run.level % 2 === 1 && turnsRound(run.text),
  }))
  return { runs: placed, width: x }
}

/** Lines are joined when they are read aloud or copied: without a blank their last and first words would become one. */
export function joined(
  { main, widthOf }: Measure,
  lines: readonly Line[],
  { style, direction }: { readonly style: Style; readonly direction: Direction },
): readonly Line[] {
  return lines.map((line, i) => {
    if (i === lines.length - 1) return line
    const x = direction === 'rtl' ? -widthOf(' ', style) : line.width
    const blank = { text: ' ', font: main(style), rtl: false, x, width: 0, mirrored: false }
    const last = line.runs.at(-1)
    const runs =
      direction === 'ltr' && last?.rtl === false && last.font === blank.font
        ? [...line.runs.slice(0, -1), { ...last, text: `${last.text} ` }]
        : [...line.runs, blank]
    return { ...line, runs }
  })
}
