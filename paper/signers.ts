/** The signatures on paper: two beside each other, each on its own line with name, role, time and how we know who it was. */
import type { DocumentModel, DocumentSigner } from '../domain/document/model.ts'
import { instantInWords } from '../domain/document/time-text.ts'
import { drawInk } from './draw.ts'
import type { PdfElement } from './pdfkit.ts'
import { number } from './spell.ts'
import { type Sheet, left, mm, styles, width } from './sheet.ts'
import type { Style } from './measure.ts'
import type { Line } from './set-line.ts'
import { wordsIn } from '../domain/document/words.ts'

const between = 9 * mm
const cardWidth = (width - between) / 2
/** Where the signing line is in the pad, from the top: as on the screen. */
const lineAt = 0.78

interface Card {
  readonly signer: DocumentSigner
  readonly padHeight: number
  /** What is on the line of somebody who typed a name. */
  readonly typed: { readonly note: readonly Line[]; readonly name: readonly Line[] }
  readonly texts: readonly { readonly lines: readonly Line[]; readonly style: Style }[]
  readonly height: number
}

/** Draws every signer's card in the order in which they signed. */
export function drawSigners(sheet: Sheet, parent: PdfElement, model: DocumentModel): void {
  const cards = model.signers.map((signer) => card(sheet, signer, model))
  for (let i = 0; i < cards.length; i += 2) {
    const row = cards.slice(i, i + 2)
    const height = Math.max(...row.map((one) => one.height))
    sheet.need(height)
    row.forEach((one, column) => draw(sheet, parent, one, left + column * (cardWidth + between), model))
    sheet.y += height
    sheet.gap(8)
  }
}

function card(sheet: Sheet, signer: DocumentSigner, model: DocumentModel): Card {
  const words = wordsIn(model.language)
  const { identity } = signer
  const shown =
    identity.documentKind === null ? words.noDocument : `${identity.documentKind} ${identity.documentNumber ?? ''}`
  const text = (value: string, style: Style): Card['texts'][number] => ({
    lines: sheet.lines(value, style, cardWidth),
    style,
  })
  const texts = [
    text(signer.name, styles.strong),
    text(`${signer.role}${words.comma} ${instantInWords({ at: signer.at, language: model.language })}`, styles.small),
    text(`${identity.method}: ${shown.trim()} (${words.assurance[identity.assurance]})`, styles.small),
  ]
  const typed = {
    note: signer.method === 'ink' ? [] : sheet.lines(words.typed, styles.small, cardWidth - 14),
    name: signer.method === 'ink' ? [] : sheet.lines(signer.name, styles.lead, cardWidth - 14),
  }
  const typedHeight = typed.note.length * styles.small.leading + typed.name.length * styles.lead.leading + 6
  // A name of many lines needs more than the pad: it would cover what is above.
  const padHeight =
    signer.method === 'ink'
      ? Math.min(34 * mm, (cardWidth * signer.ink.heightMm) / signer.ink.widthMm)
      : Math.max(22 * mm, typedHeight)
  const textHeight = texts.reduce((sum, { lines, style }) => sum + lines.length * style.leading, 0)
  return { signer, padHeight, typed, texts, height: padHeight + 6 + textHeight }
}

function draw(
  sheet: Sheet,
  parent: PdfElement,
  { signer, padHeight, typed: { note, name }, texts }: Card,
  x: number,
  model: DocumentModel,
): void {
  const words = wordsIn(model.language)
  const sect = sheet.open(parent, 'Sect')
  const top = sheet.y
  const lineY = signer.method === 'ink' ? top + padHeight * lineAt : top + padHeight - 4
  sheet.rule({ y: lineY, from: x, to: x + cardWidth, weight: 1.1 })
  const corner = (dx: number, dy: number): string => `${number(sheet.place(x + 1, 5) + dx)} ${number(lineY - 9 + dy)}`
  const cross = `${corner(0, 0)} m ${corner(5, 5)} l ${corner(0, 5)} m ${corner(5, 0)} l S`
  sheet.artifact(() => sheet.canvas.addContent(`q 0.9 w ${cross} Q`))
  if (signer.method === 'ink') {
    const { ink } = signer
    const alt = words.signatureOf(signer.name)
    const edge = sheet.place(x, cardWidth)
    const figure = sheet.open(sect, 'Figure', { alt, bbox: [edge, top, edge + cardWidth, top + padHeight] })
    const inkWidth = Math.min(cardWidth, (padHeight * ink.widthMm) / ink.heightMm)
    const inkAt = { x: sheet.place(x, inkWidth), y: top, width: inkWidth }
    sheet.tagged(figure, 'Figure', () => drawInk(sheet, ink, inkAt))
  } else {
    const nameY = lineY - name.length * styles.lead.leading - 2
    const box = { x: x + 12, width: cardWidth - 14 }
    // Two paragraphs: read aloud or copied, the name would else run on from the words before it.
    const noteY = nameY - note.length * styles.small.leading
    sheet.tagged(sheet.open(sect, 'P'), 'P', () => sheet.put(note, { ...box, y: noteY, style: styles.small }))
    sheet.tagged(sheet.open(sect, 'P'), 'P', () => sheet.put(name, { ...box, y: nameY, style: styles.lead }))
  }
  let y = top + padHeight + 3
  for (const { lines, style } of texts) {
    sheet.tagged(sheet.open(sect, 'P'), 'P', () => sheet.put(lines, { x, y, width: cardWidth, style }))
    y += lines.length * style.leading
  }
}
