/** One run of text on the page. */
import type { PdfCanvas } from './pdfkit.ts'
import type { Run } from './typeset.ts'

interface Place {
  readonly x: number
  /** Of the baseline, points from the top. */
  readonly y: number
  readonly size: number
}

/** Draws a run with its left end at `x`. */
export function drawRun(canvas: PdfCanvas, run: Run, place: Place): void {
  canvas.font(run.font).fontSize(place.size)
  if (run.rtl) drawBackwards(canvas, run.text, place)
  else canvas.text(run.text, place.x, place.y, { lineBreak: false, baseline: 'alphabetic' })
}

/**
 * Right-to-left text glyph by glyph, the first letter first: the shaper gives the glyphs from left to right, but
 * what is copied, searched or read aloud follows the order in which they are written into the file.
 */
function drawBackwards(canvas: PdfCanvas, text: string, { x, y, size }: Place): void {
  const { _font: font, page } = canvas
  const [glyphs, positions] = font.encode(text)
  page.fonts[font.id] ??= font.ref()
  const scale = size / 1000
  const number = (value: number): string => String(Math.round(value * 1000) / 1000)
  let pen = x
  const placed = glyphs.map((glyph, i) => {
    const { xOffset = 0, yOffset = 0, xAdvance = 0 } = positions[i] ?? {}
    const at = `1 0 0 1 ${number(pen + xOffset * scale)} ${number(page.height - y + yOffset * scale)} Tm <${glyph}> Tj`
    pen += xAdvance * scale
    return at
  })
  canvas.save().transform(1, 0, 0, -1, 0, page.height)
  canvas.addContent(`BT /${font.id} ${number(size)} Tf`)
  for (const glyph of placed.reverse()) canvas.addContent(glyph)
  canvas.addContent('ET')
  canvas.restore()
}
