/** A4 sheets that fill from top to bottom: tagged text that may run over to the next sheet, lines, and the drawn house. */
import type { Direction } from '../domain/language.ts'
import type { PdfCanvas, PdfElement, PdfRef } from './pdfkit.ts'
import { drawRuns } from './draw-run.ts'
import { number } from './spell.ts'
import type { Style } from './measure.ts'
import type { Line } from './set-line.ts'
import type { Typesetter } from './typeset.ts'

/** Points per millimetre. */
export const mm = 72 / 25.4

export const page = { width: 595.28, height: 841.89 } as const
export const left = 20 * mm
export const right = page.width - 18 * mm
export const width = right - left
const top = 17 * mm
const bottom = page.height - 20 * mm

/** Black on white is what a copier keeps. This grey (0 is black) is for hairlines only. */
const hair = 0.54

export const styles = {
  title: { bold: true, size: 21, leading: 24.5 },
  heading: { bold: true, size: 12.5, leading: 16 },
  strong: { bold: true, size: 10.5, leading: 14.2 },
  lead: { bold: true, size: 11.5, leading: 15.6 },
  body: { bold: false, size: 10.5, leading: 14.2 },
  small: { bold: false, size: 8.8, leading: 11.6 },
} as const satisfies Record<string, Style>

export interface Sheet {
  readonly canvas: PdfCanvas
  readonly root: PdfElement
  /** Where the next thing goes, points from the top. */
  y: number
  /** Everything is placed as if it ran from left to right; in a right-to-left part it is mirrored in the text area. */
  direction: Direction
  /** The left edge of a box that is at `x` and is `width` wide, both as in a left-to-right part. */
  readonly place: (x: number, width: number) => number
  readonly open: (parent: PdfElement, type: string, options?: Parameters<PdfCanvas['struct']>[1]) => PdfElement
  readonly lines: (text: string, style: Style, width?: number) => readonly Line[]
  /** Starts a new sheet unless this many points are left. */
  readonly need: (points: number) => void
  /** Draws what belongs to an element of the structure tree. */
  readonly tagged: (element: PdfElement, type: string, draw: () => void) => void
  /** Draws what only decorates. */
  readonly artifact: (draw: () => void, type?: string) => void
  /** Puts lines into a box, at the side where they begin; `y` is the top of the first one. */
  readonly put: (lines: readonly Line[], box: { x: number; y: number; width: number; style: Style }) => void
  /** Text in the flow, over as many sheets as it needs, as one element. */
  readonly flow: (parent: PdfElement, type: string, text: string, style: Style, indent?: number) => void
  readonly rule: (at: { y: number; from?: number; to?: number; weight: number; grey?: number; type?: string }) => void
  readonly gap: (points: number) => void
  /** What says of a cell that it heads its row, written once for all: a form of many rows is to stay below 60 kB. */
  readonly rowHeading: () => PdfRef
}

/** Sheets on this canvas under one Document element. */
export function openSheets(canvas: PdfCanvas, setter: Typesetter, direction: Direction): Sheet {
  const root = canvas.struct('Document')
  canvas.addStructure(root)
  if (direction === 'rtl') setWritingMode(root, direction)
  const put: Sheet['put'] = (lines, { x, y, width: box, style }) => {
    lines.forEach((line, i) => {
      const from = sheet.direction === 'rtl' ? sheet.place(x, box) + box - line.width : x
      const baseline = y + style.leading * i + style.size
      drawRuns(canvas, line.runs, { x: from, y: baseline, size: style.size, bold: style.bold })
    })
  }
  const newPage = (): void => {
    canvas.addPage()
    sheet.y = top
  }
  let heading: PdfRef | null = null
  const sheet: Sheet = {
    canvas,
    root,
    y: top,
    direction,
    place: (x, box) => (sheet.direction === 'rtl' ? left + right - x - box : x),
    open: (parent, type, options) => {
      const element = canvas.struct(type, options)
      parent.add(element)
      return element
    },
    lines: (text, style, box = width) => setter.lines(text, style, box, sheet.direction),
    need: (points) => {
      if (sheet.y + points > bottom) newPage()
    },
    tagged: (element, type, draw) => {
      element.add(canvas.markStructureContent(type))
      draw()
      canvas.endMarkedContent()
    },
    artifact: (draw, type) => {
      canvas.markContent('Artifact', type === undefined ? undefined : { type })
      draw()
      canvas.endMarkedContent()
    },
    put,
    rowHeading: () => {
      if (heading !== null) return heading
      heading = canvas.ref({ O: 'Table', Scope: 'Row' })
      heading.end()
      return heading
    },
    flow: (parent, type, text, style, indent = 0) => {
      const element = sheet.open(parent, type)
      const lines = sheet.lines(text, style, width - indent)
      for (let from = 0; from < lines.length;) {
        sheet.need(style.leading)
        const room = Math.max(1, Math.floor((bottom - sheet.y) / style.leading))
        const part = lines.slice(from, from + room)
        sheet.tagged(element, type, () => put(part, { x: left + indent, y: sheet.y, width: width - indent, style }))
        sheet.y += part.length * style.leading
        from += part.length
      }
    },
    rule: ({ y, from = left, to = right, weight, grey = 0, type }) =>
      sheet.artifact(() => {
        const box = [sheet.place(from, to - from), y - weight / 2, to - from, weight].map(number).join(' ')
        canvas.addContent(grey === 0 ? `${box} re f` : `q ${number(grey)} g ${box} re f Q`)
      }, type),
    gap: (points) => {
      sheet.y = Math.min(bottom, sheet.y + points)
    },
  }
  newPage()
  return sheet
}

/** A line, the reference and the page's number at the foot of every sheet, once all of them are there. */
export function drawFoot(
  sheet: Sheet,
  { about, page: pageOf }: { readonly about: string; readonly page: (at: number, of: number) => string },
): void {
  const { count } = sheet.canvas.bufferedPageRange()
  const y = page.height - 14 * mm
  for (let i = 0; i < count; i++) {
    sheet.canvas.switchToPage(i)
    sheet.rule({ y: y - 5.6, weight: 0.8, type: 'Pagination' })
    sheet.artifact(() => {
      const reference = sheet.lines(about, styles.small)
      const where = sheet.lines(pageOf(i + 1, count), styles.small)
      const whereWidth = where[0]?.width ?? 0
      sheet.put(reference, { x: left, y, width: width - whereWidth, style: styles.small })
      sheet.put(where, { x: right - whereWidth, y, width: whereWidth, style: styles.small })
    }, 'Pagination')
  }
}

/** Which way lines and columns run in an element and what is in it (ISO 32000-1 table 344). */
export function setWritingMode(element: PdfElement, direction: Direction): void {
  element.dictionary.data['A'] = { O: 'Layout', WritingMode: direction === 'rtl' ? 'RlTb' : 'LrTb' }
}

export interface RowOptions {
  readonly labelWidth: number
  readonly label: Style
  readonly value: Style
}

/** One row of a table; several values are paragraphs of their own, each read aloud by itself. */
export interface Row {
  readonly label: string
  readonly value: string | readonly string[]
}

/** A two-column table: row headings first, then values, a hairline between rows; long values run over to the next sheet. */
export function table(
  sheet: Sheet,
  parent: PdfElement,
  rows: readonly Row[],
  { labelWidth, label, value }: RowOptions,
): void {
  const element = sheet.open(parent, 'Table')
  const space = 4.2
  const valueX = left + labelWidth
  rows.forEach((row, i) => {
    const labels = sheet.lines(row.label, label, labelWidth - 12)
    const values = [row.value].flat().map((one) => sheet.lines(one, value, right - valueX))
    const count = values.reduce((sum, lines) => sum + lines.length, 0)
    const height = Math.max(labels.length * label.leading, count * value.leading) + 2 * space
    const whole = height < (bottom - top) / 3
    // A label is kept on one sheet, however long its answer.
    sheet.need(whole ? height : Math.max(4 * value.leading, labels.length * label.leading + 2 * space))
    if (i > 0) sheet.rule({ y: sheet.y, weight: 0.5, grey: hair })
    const tr = sheet.open(element, 'TR')
    const th = sheet.open(tr, 'TH')
    th.dictionary.data['A'] = sheet.rowHeading()
    const td = sheet.open(tr, 'TD')
    sheet.y += space
    sheet.tagged(th, 'TH', () => sheet.put(labels, { x: left, y: sheet.y, width: labelWidth, style: label }))
    const labelEnd = sheet.y + labels.length * label.leading
    const { count: sheetOfLabel } = sheet.canvas.bufferedPageRange()
    const box = { x: valueX, width: right - valueX, style: value }
    for (const lines of values) {
      if (values.length === 1) run(sheet, { element: td, type: 'TD', lines, box })
      else run(sheet, { element: sheet.open(td, 'P'), type: 'P', lines, box })
    }
    // A long label on the same sheet would otherwise lie under the next row.
    if (sheet.canvas.bufferedPageRange().count === sheetOfLabel) sheet.y = Math.max(sheet.y, labelEnd)
    sheet.gap(space)
  })
}

/** Lines of one element, over as many sheets as they need. */
function run(
  sheet: Sheet,
  of: {
    readonly element: PdfElement
    readonly type: string
    readonly lines: readonly Line[]
    readonly box: { readonly x: number; readonly width: number; readonly style: Style }
  },
): void {
  const { element, type, lines, box } = of
  const { leading } = box.style
  for (let from = 0; from < lines.length;) {
    sheet.need(leading)
    const room = Math.max(1, Math.floor((bottom - sheet.y) / leading))
    const part = lines.slice(from, from + room)
    sheet.tagged(element, type, () => sheet.put(part, { ...box, y: sheet.y }))
    sheet.y += part.length * leading
    from += part.length
  }
}
