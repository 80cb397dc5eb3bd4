/** The parts of which every signed form is made, each in one way: head, sections, questions, declarations, evidence. */
import type { Answer, Fact } from '../domain/document/model.ts'
import { instantInWords } from '../domain/document/time-text.ts'
import type { Instant } from '../domain/ids.ts'
import type { DocumentLanguage } from '../domain/language.ts'
import { wordsIn, type Words } from '../domain/document/words.ts'
import { drawHouse } from './draw.ts'
import type { PdfElement } from './pdfkit.ts'
import { left, mm, type RowOptions, type Sheet, styles, table } from './sheet.ts'
import { number } from './spell.ts'

/** The hospital, its house, what it is, its number and when it was composed. */
export function head(
  sheet: Sheet,
  about: {
    readonly hospital: string
    readonly title: string
    readonly reference: string
    readonly at: Instant
    readonly language: DocumentLanguage
  },
): void {
  const words = wordsIn(about.language)
  sheet.flow(sheet.root, 'P', about.hospital, styles.strong)
  sheet.gap(12)
  drawHouse(sheet, sheet.y)
  sheet.gap(15)
  sheet.flow(sheet.root, 'H1', about.title, styles.title)
  sheet.gap(4)
  const composed = instantInWords({ at: about.at, language: about.language })
  sheet.flow(sheet.root, 'P', `${words.reference} ${about.reference}  ·  ${composed}`, styles.body)
}

/** A heading and what belongs to it; `room`: points that must be left under the heading. */
export function section(
  sheet: Sheet,
  root: PdfElement,
  heading: string,
  body: (parent: PdfElement) => void,
  room = 60,
): void {
  sheet.gap(15)
  sheet.need(styles.heading.leading + room)
  const parent = sheet.open(root, 'Sect')
  sheet.flow(parent, 'H2', heading, styles.heading)
  sheet.gap(3)
  body(parent)
}

export const factRows: RowOptions = { labelWidth: 48 * mm, label: styles.body, value: styles.strong }

/** Questions and answers, where any were asked. */
export function questions(sheet: Sheet, root: PdfElement, answers: readonly Answer[], heading: string): void {
  const rows = answers.map(({ question, answer }) => ({ label: question, value: answer }))
  if (rows.length > 0)
    section(sheet, root, heading, (parent) =>
      table(sheet, parent, rows, { labelWidth: 78 * mm, label: styles.body, value: styles.strong }),
    )
}

/** Declarations with a dot each. */
export function declared(sheet: Sheet, parent: PdfElement, declarations: readonly string[]): void {
  const list = sheet.open(parent, 'L')
  for (const declaration of declarations) {
    sheet.need(styles.body.leading)
    const dot = `${number(sheet.place(left + 0.5, 3.4) + 1.7)} ${number(sheet.y + styles.body.leading / 2 + 0.6)}`
    // A round end without a line: the shortest way to write a dot.
    sheet.artifact(() => sheet.canvas.addContent(`q 1 J 3.4 w ${dot} m ${dot} l S Q`))
    sheet.flow(sheet.open(list, 'LI'), 'LBody', declaration, styles.body, 11)
    sheet.gap(1.5)
  }
}

/** The evidence sheet: rows of this form, then which form it is and how to check it. */
export function evidenceSheet(
  sheet: Sheet,
  about: { readonly lead: string; readonly rows: readonly Fact[]; readonly form: { url: string; version: string } },
  words: Words,
): void {
  section(
    sheet,
    sheet.root,
    words.evidence,
    (parent) => {
      sheet.flow(parent, 'P', about.lead, styles.body)
      sheet.gap(4)
      const rows = [
        ...about.rows,
        { label: words.form, value: `${about.form.url}, ${about.form.version}` },
        { label: words.seal, value: words.sealText },
        { label: words.check, value: words.checkText },
      ]
      table(sheet, parent, rows, { labelWidth: 48 * mm, label: styles.small, value: styles.small })
    },
    120,
  )
}
