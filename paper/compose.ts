/**
 * The PDF of a signed form: one pure function from the model to bytes. PDF/A-3a (ISO 19005-3) and PDF/UA-1
 * (ISO 14289-1) in one file, with an empty signature field that {@link prepareSeal} fills.
 */
import { directionOf, documentLanguageTag } from '../domain/language.ts'
import { type DocumentModel, type DocumentSigner, type Fact, type SignerIdentity, type Wording, inksOf, modelProblem } from '../domain/document/model.ts' // prettier-ignore
import { oneLine } from '../domain/plain-text.ts'
import { inkProblem } from '../domain/document/ink.ts'
import { pdfDate } from '../domain/document/time-text.ts'
import { declared, evidenceSheet, factRows, head, questions, section } from './form-parts.ts'
import { type DocumentMeans, openDocument } from './open-document.ts'
import type { PdfElement } from './pdfkit.ts'
import { drawFoot, type Sheet, openSheets, setWritingMode, styles, table } from './sheet.ts'
import { addSignatureField } from './signature-field.ts'
import { drawSigners } from './signers.ts'
import { wordsIn } from '../domain/document/words.ts'

/** A file inside the PDF (ISO 19005-3 annex E): what it is to the document is said by `relationship`. */
export interface Attachment {
  /** File name without a folder, letters, digits, "." and "-". */
  readonly name: string
  readonly mime: string
  readonly relationship: 'Source' | 'Data' | 'Supplement'
  readonly description: string
  readonly bytes: Uint8Array
}

/**
 * Composes the document. The same input gives the same bytes on every machine. Throws where the model or its ink breaks
 * what {@link modelProblem} and {@link inkProblem} promise: the caller checked both before anyone signed.
 */
export async function composePdf(
  given: DocumentModel,
  { attachments, ...means }: DocumentMeans & { readonly attachments: readonly Attachment[] },
): Promise<Uint8Array> {
  const model = cleaned(given)
  const problem = modelProblem(model) ?? model.signers.flatMap(inksOf).map(inkProblem).find(Boolean)
  if (problem) throw new Error(`a document needs ${problem}`)
  const words = wordsIn(model.language)
  const at = new Date(model.at)
  const direction = directionOf(model.language)
  const about = {
    language: documentLanguageTag[model.language],
    direction,
    title: model.title,
    author: model.hospital,
    subject: `${words.subject} ${model.reference}`,
    at,
  }
  const { canvas, setter, finish } = openDocument(about, means)
  const sheet = openSheets(canvas, setter, direction)
  head(sheet, model)
  form(sheet, model)
  section(sheet, sheet.root, words.signatures, (parent) => drawSigners(sheet, parent, model), 150)
  if (model.dutch !== null) dutchText(sheet, model.dutch, { words, signers: model.signers.length })
  evidenceSheet(sheet, { lead: words.evidenceLead, rows: model.evidence, form: model.form }, words)
  drawFoot(sheet, { about: `${words.reference} ${model.reference}`, page: words.page })
  for (const file of attachments) canvas.file(file.bytes, { ...file, type: file.mime, modifiedDate: at })
  canvas.switchToPage(0)
  addSignatureField(canvas, { date: pdfDate(model.at) })
  return await finish()
}

/**
 * Names, numbers and facts come from records, cards and readers: each goes on a line of its own, without marks that steer direction. The
 * hospital's own sentences may have several lines.
 */
function cleaned(model: DocumentModel): DocumentModel {
  const facts = (rows: readonly Fact[]): readonly Fact[] =>
    rows.map(({ label, value }) => ({ label: oneLine(label), value: oneLine(value) }))
  return {
    ...model,
    title: oneLine(model.title),
    hospital: oneLine(model.hospital),
    reference: oneLine(model.reference),
    form: { url: oneLine(model.form.url), version: oneLine(model.form.version) },
    patient: facts(model.patient),
    representative: model.representative === null ? null : facts(model.representative),
    signers: model.signers.map(cleanedSigner),
    evidence: facts(model.evidence),
  }
}

function cleanedSigner(one: DocumentSigner): DocumentSigner {
  const identity = ({ method, assurance, documentKind, documentNumber }: SignerIdentity): SignerIdentity => {
    const plain = (text: string | null): string | null => (text === null ? null : oneLine(text))
    return { method: oneLine(method), assurance, documentKind: plain(documentKind), documentNumber: plain(documentNumber) } // prettier-ignore
  }
  const said = { name: oneLine(one.name), role: oneLine(one.role), identity: identity(one.identity) }
  if (one.method !== 'witnessed') return { ...one, ...said }
  const { name, identity: known, ink } = one.witness
  return { ...one, ...said, witness: { name: oneLine(name), identity: identity(known), ink } }
}

function form(sheet: Sheet, model: DocumentModel): void {
  const words = wordsIn(model.language)
  section(sheet, sheet.root, words.patient, (parent) => table(sheet, parent, model.patient, factRows))
  const { representative } = model
  if (representative !== null)
    section(sheet, sheet.root, words.representative, (parent) => table(sheet, parent, representative, factRows))
  wording(sheet, sheet.root, model, words)
}

function wording(sheet: Sheet, root: PdfElement, text: Wording, words: { answers: string; signedFor: string }): void {
  questions(sheet, root, text.answers, words.answers)
  section(sheet, root, words.signedFor, (parent) => {
    sheet.flow(parent, 'P', text.statement, styles.lead)
    if (text.declarations.length === 0) return
    sheet.gap(4)
    declared(sheet, parent, text.declarations)
  })
}

function dutchText(
  sheet: Sheet,
  dutch: Wording,
  { words, signers }: { readonly words: ReturnType<typeof wordsIn>; readonly signers: number },
): void {
  sheet.gap(15)
  sheet.need(120)
  sheet.rule({ y: sheet.y, weight: 1.2 })
  section(sheet, sheet.root, words.dutch, (parent) => sheet.flow(parent, 'P', words.dutchLead(signers), styles.small))
  sheet.gap(4)
  const part = sheet.open(sheet.root, 'Sect', { lang: 'nl' })
  const { direction } = sheet
  if (direction === 'rtl') setWritingMode(part, 'ltr')
  sheet.direction = 'ltr'
  sheet.flow(part, 'P', dutch.title, styles.lead)
  wording(sheet, part, dutch, wordsIn('nl'))
  sheet.direction = direction
}
