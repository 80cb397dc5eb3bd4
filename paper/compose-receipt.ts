/**
 * The receipt as a PDF of one page: a sheet of A4, or a piece of an 80 mm roll that is as long as what is printed on it.
 * Black on white, no tint: a thermal head knows nothing else. One pure function: the same input gives the same bytes.
 */
import { encode } from 'uqr'
import type { Printer } from '../domain/contract/device/printer.ts'
import type { Receipt } from './receipt-model.ts'
import { drawRuns } from './draw-run.ts'
import { oneLine } from '../domain/plain-text.ts'
import { type DocumentMeans, openDocument } from './open-document.ts'
import type { PdfCanvas, PdfElement } from './pdfkit.ts'
import { mm } from './sheet.ts'
import { number } from './spell.ts'
import type { Style } from './measure.ts'
import type { Line } from './set-line.ts'
import type { Typesetter } from './typeset.ts'

/** Points. `column` is the width of the text; the roll's head prints 72 of its 80 mm. */
interface Paper {
  readonly width: number
  /** null: as long as needed. */
  readonly height: number | null
  readonly left: number
  readonly top: number
  readonly column: number
  readonly code: number
  readonly title: Style
  readonly heading: Style
  readonly strong: Style
  readonly body: Style
}

const papers: Readonly<Record<Printer['paper'], Paper>> = {
  a4: {
    width: 210 * mm,
    height: 297 * mm,
    left: 25 * mm,
    top: 22 * mm,
    column: 130 * mm,
    code: 42 * mm,
    title: { bold: true, size: 24, leading: 29 },
    heading: { bold: true, size: 14, leading: 18 },
    strong: { bold: true, size: 13, leading: 17 },
    body: { bold: false, size: 12.5, leading: 17 },
  },
  roll80: {
    width: 80 * mm,
    height: null,
    left: 4 * mm,
    top: 5 * mm,
    column: 72 * mm,
    code: 36 * mm,
    title: { bold: true, size: 19, leading: 23 },
    heading: { bold: true, size: 12, leading: 15.5 },
    strong: { bold: true, size: 11.5, leading: 15 },
    body: { bold: false, size: 10.5, leading: 14 },
  },
}

/** One thing under the other: text, a line, room, or the code. `y` is added when it is drawn. */
type Block =
  | { readonly is: 'text'; readonly tag: 'H1' | 'H2' | 'P'; readonly lines: readonly Line[]; readonly style: Style }
  | { readonly is: 'rule' }
  | { readonly is: 'room'; readonly height: number }
  | { readonly is: 'code' }

export interface ComposedReceipt {
  readonly pdf: Uint8Array
  /** The paper's name for the printer (PWG 5101.1). */
  readonly media: string
}

/** Composes the receipt for this paper. */
export async function composeReceipt(
  given: Receipt,
  { paper, ...means }: DocumentMeans & { readonly paper: Printer['paper'] },
): Promise<ComposedReceipt> {
  const receipt = cleaned(given)
  const size = papers[paper]
  const at = new Date(receipt.at)
  const { language, title, hospital } = receipt
  const about = { language, direction: 'ltr', title, author: hospital, subject: null, at } as const
  const { canvas, setter, finish } = openDocument(about, means)
  const blocks = blocksOf(receipt, size, setter)
  const inner = blocks.reduce((sum, block) => sum + heightOf(block, size), 0)
  const height = size.height ?? Math.ceil((inner + 2 * size.top) / mm) * mm
  canvas.addPage({ size: [size.width, height], margin: 0 })
  draw(canvas, blocks, { size, receipt })
  const media = size.height === null ? `custom_receipt_80x${String(Math.round(height / mm))}mm` : 'iso_a4_210x297mm'
  return { pdf: await finish(), media }
}

/** What comes from a record goes on one line, without marks that steer direction. */
function cleaned(receipt: Receipt): Receipt {
  const facts = receipt.facts.map(({ label, value }) => ({ label: oneLine(label), value: oneLine(value) }))
  const parts = receipt.parts.map(({ heading, lines }) => ({ heading: oneLine(heading), lines: lines.map(oneLine) }))
  return { ...receipt, hospital: oneLine(receipt.hospital), title: oneLine(receipt.title), facts, parts }
}

function blocksOf(receipt: Receipt, size: Paper, setter: Typesetter): readonly Block[] {
  const text = (tag: 'H1' | 'H2' | 'P', value: string, style: Style): Block => ({
    is: 'text',
    tag,
    lines: setter.lines(value, style, size.column, 'ltr'),
    style,
  })
  const room = (points: number): Block => ({ is: 'room', height: points })
  return [
    text('P', receipt.hospital, size.strong),
    room(3),
    { is: 'rule' },
    room(7),
    text('H1', receipt.title, size.title),
    room(6),
    ...receipt.facts.flatMap(({ label, value }) => [
      text('P', label, size.body),
      text('P', value, size.strong),
      room(4.5),
    ]),
    ...receipt.parts.flatMap(({ heading, lines }) => [
      room(6),
      text('H2', heading, size.heading),
      room(1.5),
      ...lines.map((line) => text('P', line, size.body)),
    ]),
    room(10),
    { is: 'code' },
    room(5),
    ...receipt.code.lines.map((line) => text('P', line, size.body)),
    room(7),
    { is: 'rule' },
    room(4),
    text('P', receipt.end, size.body),
  ]
}

const ruleWeight = 1.6

function heightOf(block: Block, size: Paper): number {
  switch (block.is) {
    case 'text':
      return block.lines.length * block.style.leading
    case 'room':
      return block.height
    case 'rule':
      return ruleWeight
    case 'code':
      return size.code
    default:
      return block satisfies never
  }
}

function draw(
  canvas: PdfCanvas,
  blocks: readonly Block[],
  { size, receipt }: { readonly size: Paper; readonly receipt: Receipt },
): void {
  const root = canvas.struct('Document')
  canvas.addStructure(root)
  let y = size.top
  for (const block of blocks) {
    if (block.is === 'text') drawText(canvas, root, block, { x: size.left, y })
    if (block.is === 'rule') {
      canvas.markContent('Artifact')
      canvas.addContent(`${[size.left, y, size.column, ruleWeight].map(number).join(' ')} re f`)
      canvas.endMarkedContent()
    }
    if (block.is === 'code') drawCode(canvas, root, receipt.code, { x: size.left, y, width: size.code })
    y += heightOf(block, size)
  }
}

function drawText(
  canvas: PdfCanvas,
  root: PdfElement,
  { tag, lines, style }: Extract<Block, { is: 'text' }>,
  { x, y }: { readonly x: number; readonly y: number },
): void {
  const element = canvas.struct(tag)
  root.add(element)
  element.add(canvas.markStructureContent(tag))
  lines.forEach((line, at) => {
    const { size, bold, leading } = style
    drawRuns(canvas, line.runs, { x, y: y + at * leading + size, size, bold })
  })
  canvas.endMarkedContent()
}

/** Dark modules as one path, a box for each row of them. Error correction M, four of quiet around it (ISO/IEC 18004). */
function drawCode(
  canvas: PdfCanvas,
  root: PdfElement,
  { text, label }: Receipt['code'],
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): void {
  const code = encode(text, { ecc: 'M', border: 4 })
  const figure = canvas.struct('Figure', { alt: label, bbox: [x, y, x + width, y + width] })
  root.add(figure)
  figure.add(canvas.markStructureContent('Figure'))
  const unit = width / code.size
  const boxes = code.data.flatMap((row, down) =>
    [
      ...row
        .map((dark) => (dark ? '#' : ' '))
        .join('')
        .matchAll(/#+/g),
    ].map(({ 0: { length }, index }) => `${String(index)} ${String(down)} ${String(length)} 1 re`),
  )
  canvas
    .save()
    .transform(unit, 0, 0, unit, x, y)
    .addContent(`${boxes.join(' ')} f`)
  canvas.restore()
  canvas.endMarkedContent()
}
