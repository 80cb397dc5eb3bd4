/** One line of text on the page. */
import type { PdfCanvas, PdfFont } from './pdfkit.ts'
import { literal, number } from './spell.ts'
import type { Run } from './set-line.ts'

interface Place {
  readonly x: number
  /** Of the baseline, points from the top. */
  readonly y: number
  readonly size: number
  readonly bold: boolean
}

/** What has no bold font of its own is made bold by an outline of this share of the size, with round corners. */
const outline = 0.03

/**
 * Draws the runs of a line, in reading order, as one piece of text. pdfkit would write each run as one of its own, with
 * its matrices, and would leave right-to-left text in the order of the eye. Moves are whole thousandths of the size.
 */
export function drawRuns(canvas: PdfCanvas, runs: readonly Run[], { x, y, size, bold }: Place): void {
  const written = runs.filter(({ text }) => text !== '')
  if (written.length === 0) return
  const start = `1 0 0 -1 ${number(x)} ${number(y)} Tm`
  const content = [start]
  let pen = 0
  let state = ''
  let heavy = false
  for (const run of written) {
    const font = canvas.font(run.font)._font
    canvas.page.fonts[font.id] ??= font.ref()
    const outlined = bold && run.font !== 'bold'
    if (outlined !== heavy) content.push(outlined ? `2 Tr 1 j ${number(size * outline)} w` : '0 Tr')
    heavy = outlined
    const next = `/${font.id} ${number(size)} Tf`
    if (next !== state) content.push(next)
    state = next
    const glyphs = placed(font.encode(run.text))
    if (run.mirrored) {
      content.push(`-1 0 0 -1 ${number(x + run.x + run.width)} ${number(y)} Tm`)
      content.push(operatorsFor(glyphs, { pen: 0, left: 0, size }).operators, start)
      pen = 0
      continue
    }
    // Right-to-left text has its first letter first: the shaper gives the glyphs from left to right, but what is copied,
    // searched or read aloud follows the order in which they are written into the file.
    const order = run.rtl ? glyphs.reverse() : glyphs
    const { operators, end } = operatorsFor(order, { pen, left: (run.x * 1000) / size, size })
    content.push(operators)
    pen = end
  }
  if (heavy) content.push('0 Tr')
  canvas.addContent(`BT ${content.join(' ')} ET`)
}

interface Glyph {
  /** Two bytes, as characters. */
  readonly code: string
  /** Thousandths of the size from the left edge of its run. */
  readonly at: number
  /** How far the pen moves when it is drawn. */
  readonly width: number
  readonly rise: number
}

/** The glyphs of a run, from left to right. */
function placed([glyphs, positions]: ReturnType<PdfFont['encode']>): Glyph[] {
  let edge = 0
  return glyphs.map((glyph, i) => {
    const { xOffset = 0, yOffset = 0, xAdvance = 0, advanceWidth = 0 } = positions[i] ?? {}
    const at = edge + xOffset
    edge += xAdvance
    const code = parseInt(glyph, 16)
    return { code: String.fromCharCode(code >> 8, code & 0xff), at, width: advanceWidth, rise: yOffset }
  })
}

/** The operators that write glyphs in this order, and where the pen is then; `left` is the run's left edge. */
function operatorsFor(
  glyphs: readonly Glyph[],
  { pen, left, size }: { readonly pen: number; readonly left: number; readonly size: number },
): { readonly operators: string; readonly end: number } {
  let end = pen
  let operators = '['
  let text = ''
  const flush = (): void => {
    if (text !== '') operators += literal(text)
    text = ''
  }
  glyphs.forEach(({ code, at, width, rise }, i) => {
    const before = glyphs[i - 1]
    // Inside a run the same two glyphs give the same move, which packs well; at its start roundings are made good.
    const back =
      before === undefined ? Math.round(end - left - at) : Math.round(before.width) + Math.round(before.at - at)
    end += width - back
    if (back !== 0) {
      flush()
      operators += String(back)
    }
    if (rise !== 0) {
      flush()
      operators += `]TJ ${number((rise * size) / 1000)} Ts[${literal(code)}]TJ 0 Ts[`
    } else text += code
  })
  flush()
  return { operators: `${operators}]TJ`, end }
}
