/** The signatures on paper: two beside each other, each on its own line with name, role, time and how we know who it was. */
import type { DocumentModel, DocumentSigner, DocumentWitness, SignerIdentity } from '../domain/document/model.ts'
import type { DocumentLanguage } from '../domain/language.ts'
import type { InkPath } from '../domain/document/ink.ts'
import { instantInWords } from '../domain/document/time-text.ts'
import { drawInk } from './draw.ts'
import type { PdfElement } from './pdfkit.ts'
import { number } from './spell.ts'
import { type Sheet, left, mm, styles, width } from './sheet.ts'
import type { Style } from './measure.ts'
import type { Line } from './set-line.ts'
import { wordsIn, type Words } from '../domain/document/words.ts'

const between = 9 * mm
const cardWidth = (width - between) / 2
/** Where the signing line is in the pad, from the top: as on the screen. */
const lineAt = 0.78

/** What stands on the line: ink with what a reader says aloud of it, or a name under words that say what it is. */
type OnLine =
  | { readonly drawn: true; readonly ink: InkPath; readonly alt: string }
  | { readonly drawn: false; readonly note: readonly Line[]; readonly name: readonly Line[] }

interface Card {
  readonly onLine: OnLine
  readonly padHeight: number
  readonly texts: readonly { readonly lines: readonly Line[]; readonly style: Style }[]
  readonly height: number
}

/** Draws every signer's card in the order in which they signed; a witness stands beside the mark that he saw. */
export function drawSigners(
  sheet: Sheet,
  parent: PdfElement,
  { signers, language }: Pick<DocumentModel, 'signers' | 'language'>,
): void {
  const rows: Card[][] = []
  for (const signer of signers) {
    const own = cardsOf(sheet, signer, language)
    const last = rows.at(-1)
    if (own.length === 1 && last?.length === 1) last.push(...own)
    else rows.push([...own])
  }
  for (const row of rows) {
    const height = Math.max(...row.map((one) => one.height))
    sheet.need(height)
    row.forEach((one, column) => draw(sheet, parent, one, left + column * (cardWidth + between)))
    sheet.y += height
    sheet.gap(8)
  }
}

function cardsOf(sheet: Sheet, signer: DocumentSigner, language: DocumentLanguage): readonly Card[] {
  const words = wordsIn(language)
  const said = [`${signer.role}${words.comma} ${instantInWords({ at: signer.at, language })}`]
  const known = identityLine(signer.identity, words)
  switch (signer.method) {
    case 'ink':
      return [card(sheet, drawnBy(signer, words.signatureOf(signer.name)), [signer.name, ...said, known])]
    case 'typed':
    case 'tapped':
      return [card(sheet, named(sheet, signer.name, words[signer.method]), [signer.name, ...said, known])]
    case 'witnessed': {
      const mark = drawnBy(signer, words.markOf(signer.name))
      return [
        card(sheet, mark, [signer.name, ...said, known, words.marked]),
        witnessCard(sheet, signer.witness, words.witnessOf(signer.name), words),
      ]
    }
    default:
      return signer satisfies never
  }
}

function witnessCard(sheet: Sheet, witness: DocumentWitness, saw: string, words: Words): Card {
  const ink = drawnBy(witness, words.signatureOf(witness.name))
  return card(sheet, ink, [witness.name, saw, identityLine(witness.identity, words)])
}

/** "Document vergeleken door een medewerker: Paspoort NX47B2K91 (gezien en vergeleken)". */
function identityLine(identity: SignerIdentity, words: Words): string {
  const shown =
    identity.documentKind === null ? words.noDocument : `${identity.documentKind} ${identity.documentNumber ?? ''}`
  return `${identity.method}: ${shown.trim()} (${words.assurance[identity.assurance]})`
}

const drawnBy = ({ ink }: { readonly ink: InkPath }, alt: string): OnLine => ({ drawn: true, ink, alt })

const named = (sheet: Sheet, name: string, note: string): OnLine => ({
  drawn: false,
  note: sheet.lines(note, styles.small, cardWidth - 14),
  name: sheet.lines(name, styles.lead, cardWidth - 14),
})

function card(sheet: Sheet, onLine: OnLine, [name = '', ...more]: readonly string[]): Card {
  const text = (value: string, style: Style): Card['texts'][number] => ({
    lines: sheet.lines(value, style, cardWidth),
    style,
  })
  const texts = [text(name, styles.strong), ...more.map((one) => text(one, styles.small))]
  const padHeight = padHeightOf(onLine)
  const textHeight = texts.reduce((sum, { lines, style }) => sum + lines.length * style.leading, 0)
  return { onLine, padHeight, texts, height: padHeight + 6 + textHeight }
}

function padHeightOf(onLine: OnLine): number {
  if (onLine.drawn) return Math.min(34 * mm, (cardWidth * onLine.ink.heightMm) / onLine.ink.widthMm)
  const { note, name } = onLine
  // A name of many lines needs more than the pad: it would cover what is above.
  return Math.max(22 * mm, note.length * styles.small.leading + name.length * styles.lead.leading + 6)
}

function draw(sheet: Sheet, parent: PdfElement, { onLine, padHeight, texts }: Card, x: number): void {
  const sect = sheet.open(parent, 'Sect')
  const top = sheet.y
  const lineY = onLine.drawn ? top + padHeight * lineAt : top + padHeight - 4
  sheet.rule({ y: lineY, from: x, to: x + cardWidth, weight: 1.1 })
  const corner = (dx: number, dy: number): string => `${number(sheet.place(x + 1, 5) + dx)} ${number(lineY - 9 + dy)}`
  const cross = `${corner(0, 0)} m ${corner(5, 5)} l ${corner(0, 5)} m ${corner(5, 0)} l S`
  sheet.artifact(() => sheet.canvas.addContent(`q 0.9 w ${cross} Q`))
  if (onLine.drawn) {
    const { ink, alt } = onLine
    const edge = sheet.place(x, cardWidth)
    const figure = sheet.open(sect, 'Figure', { alt, bbox: [edge, top, edge + cardWidth, top + padHeight] })
    const inkWidth = Math.min(cardWidth, (padHeight * ink.widthMm) / ink.heightMm)
    const inkAt = { x: sheet.place(x, inkWidth), y: top, width: inkWidth }
    sheet.tagged(figure, 'Figure', () => drawInk(sheet, ink, inkAt))
  } else {
    const { note, name } = onLine
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
