/** One line of text on the page. */
import type { PdfCanvas, PdfFont } from './pdfkit.ts'
import type { Run } from './typeset.ts'

interface Place {
  readonly x: number
  /** Of the baseline, points from the top. */
  readonly y: number
  readonly size: number
  readonly bold: boolean
}

/** Fonts that exist in one weight are made bold by an outline of this share of the size. */
const outline = 0.03
const weights: readonly string[] = ['regular', 'bold']

/** Draws the runs of a line, in reading order, each at its own place from `x` on. */
export function drawRuns(canvas: PdfCanvas, runs: readonly Run[], place: Place): void {
  for (let from = 0; from < runs.length;) {
    const first = runs[from]
    if (first === undefined) return
    let to = from + 1
    while (goesOn(first, runs[to])) to++
    if (first.text !== '') drawGroup(canvas, first, runs.slice(from, to), place)
    from = to
  }
}

/** Right-to-left words beside each other are one piece of text, whatever their fonts. */
function goesOn(first: Run, next: Run | undefined): boolean {
  return first.rtl && !first.mirrored && next?.rtl === true && !next.mirrored
}

function drawGroup(canvas: PdfCanvas, first: Run, group: readonly Run[], place: Place): void {
  if (first.rtl && !first.mirrored) return drawBackwards(canvas, group, place)
  canvas.font(first.font).fontSize(place.size)
  const x = place.x + first.x
  const heavy = outlineOf(first, place)
  if (first.mirrored) {
    canvas.save().transform(-1, 0, 0, 1, 2 * x + first.width, 0)
    canvas.text(first.text, x, place.y, plain).restore()
  } else if (heavy === 0) canvas.text(first.text, x, place.y, plain)
  else canvas.lineWidth(heavy).text(first.text, x, place.y, { ...plain, fill: true, stroke: true })
}

const plain = { lineBreak: false, baseline: 'alphabetic' } as const

function outlineOf({ font }: Run, { bold, size }: Place): number {
  return bold && !weights.includes(font) ? size * outline : 0
}

/**
 * Right-to-left text with the first letter first: the shaper gives the glyphs from left to right, but what is copied,
 * searched or read aloud follows the order in which they are written into the file. Moves are whole thousandths of the
 * size.
 */
function drawBackwards(canvas: PdfCanvas, runs: readonly Run[], place: Place): void {
  const { x, y, size } = place
  const content = [`q 1 0 0 -1 ${number(x)} ${number(y)} cm BT`]
  let pen = 0
  let state = ''
  for (const run of runs) {
    const font = canvas.font(run.font).fontSize(size)._font
    canvas.page.fonts[font.id] ??= font.ref()
    const heavy = outlineOf(run, place)
    const next = `/${font.id} ${number(size)} Tf ${heavy === 0 ? '0 Tr' : `2 Tr ${number(heavy)} w`}`
    if (next !== state) content.push(next)
    state = next
    const { moves, end } = backwards(font.encode(run.text), { pen, left: (run.x * 1000) / size, size })
    content.push(`[${moves}] TJ`)
    pen = end
  }
  canvas.addContent([...content, 'ET Q'].join(' '))
}

/** The glyphs of a word from the last to the first of their places, as the operands of TJ; `pen` is where writing stands. */
function backwards(
  [glyphs, positions]: ReturnType<PdfFont['encode']>,
  { pen, left, size }: { readonly pen: number; readonly left: number; readonly size: number },
): { readonly moves: string; readonly end: number } {
  let edge = left
  const placed = glyphs.map((glyph, i) => {
    const { xOffset = 0, yOffset = 0, xAdvance = 0, advanceWidth = 0 } = positions[i] ?? {}
    const at = edge + xOffset
    edge += xAdvance
    return { glyph, at, width: advanceWidth, rise: yOffset }
  })
  let end = pen
  const moves = placed.reverse().map(({ glyph, at, width, rise }, i, all) => {
    const before = all[i - 1]
    // Inside a word the same two letters give the same move, which packs well; at its start roundings are made good.
    const back = before === undefined ? Math.round(end - at) : Math.round(before.width) + Math.round(before.at - at)
    end += width - back
    const move = back === 0 ? '' : String(back)
    return rise === 0 ? `${move}<${glyph}>` : `${move}] TJ ${number((rise * size) / 1000)} Ts [<${glyph}>] TJ 0 Ts [`
  })
  return { moves: moves.join(''), end }
}

const number = (value: number): string => String(Math.round(value * 100) / 100)
