/**
 * The paper of a complete set of acts, composed by the house after the last of them: in Dutch, with each signer's own words
 * beside it (edition 6). It composes nothing that the verifier would refuse, so a set with a no never becomes paper.
 */
import { webcrypto } from 'node:crypto'
import { canonicalBytes } from '../domain/bytes/canonical.ts'
import type { DocumentSigner } from '../domain/document/model.ts'
import type { StepClaims } from '../domain/document/steps.ts'
import { pdfDate } from '../domain/document/time-text.ts'
import { wordsIn } from '../domain/document/words.ts'
import { documentLanguageTag } from '../domain/language.ts'
import { oneLine } from '../domain/plain-text.ts'
import { type ActPartOnPage, type ActsPage, actsPage } from '../domain/requests/acts/acts-page.ts'
import { visitRows } from '../domain/requests/acts/visit-rows.ts'
import { actWords } from '../domain/requests/acts/words.ts'
import { type ActsRead, readActs } from '../domain/verify/acts.ts'
import type { Drawn } from '../domain/verify/attached.ts'
import { Refusal } from '../domain/verify/base/refusal.ts'
import { portOver } from '../domain/verify/base/subtle-port.ts'
import type { ActsPaper, ComposedActs } from './acts-paper.ts'
import type { Attachment } from './compose.ts'
import { formEvidence } from './form-evidence.ts'
import { actFiles } from './form-files.ts'
import { declared, evidenceSheet, factRows, head, questions, section } from './form-parts.ts'
import { type DocumentMeans, openDocument } from './open-document.ts'
import type { PdfElement } from './pdfkit.ts'
import { drawFoot, openSheets, type Sheet, styles, table } from './sheet.ts'
import { addSignatureField } from './signature-field.ts'
import { drawSigners } from './signers.ts'

const words = wordsIn('nl')

/** Composes it; the same input gives the same bytes. Why not is a value: acts come from many visits. */
export async function composeActs(input: ActsPaper, means: DocumentMeans): Promise<ComposedActs> {
  const files = { steps: plain(input.acts), decision: plain(input.decision), fhir: plain(input.response) }
  try {
    const of = { deviceKeys: input.deviceKeys, composed: Date.parse(input.at) }
    const read = await readActs(portOver(webcrypto.subtle), files, of)
    return { ok: true, composed: await drawActs(input, read, { ...means, attachments: attachmentsOf(files) }) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ok: false, problem: error.problem, detail: error.message }
  }
}

/** As whoever reads the file gets it: undefined members are dropped. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** The files inside, in canonical JSON. */
export function attachmentsOf({ steps, decision, fhir }: Parameters<typeof readActs>[1]): readonly Attachment[] {
  const bytes = (value: unknown): Uint8Array => canonicalBytes(plain(value))
  return actFiles({ steps: bytes(steps), decision: bytes(decision), fhir: bytes(fhir) })
}

/** The pages of acts that were read, with these files: what {@link composeActs} does once it has looked at them. */
export async function drawActs(
  input: Omit<ActsPaper, 'acts' | 'response' | 'deviceKeys'>,
  { acts, drawn }: Omit<ActsRead, 'visits'>,
  { attachments, ...means }: DocumentMeans & { readonly attachments: readonly Attachment[] },
): Promise<Uint8Array> {
  const page = cleaned(actsPage(acts))
  const reference = oneLine(input.reference)
  const at = new Date(input.at)
  const about = {
    language: documentLanguageTag.nl,
    direction: 'ltr',
    title: page.title,
    author: page.hospital,
    subject: `${words.subject} ${reference}`,
    at,
  } as const
  const { canvas, setter, finish } = openDocument(about, means)
  const sheet = openSheets(canvas, setter, 'ltr')
  head(sheet, { hospital: page.hospital, title: page.title, reference, at: input.at, language: 'nl' })
  section(sheet, sheet.root, words.patient, (parent) => table(sheet, parent, page.patient, factRows))
  questions(sheet, sheet.root, page.answers, words.answers)
  page.parts.forEach((part, i) => onePart(sheet, part, actWords.signer(i + 1, page.parts.length)))
  if (page.declarations.length > 0)
    section(sheet, sheet.root, actWords.shared, (parent) => declared(sheet, parent, page.declarations))
  const signers = acts.map(({ step }, i) => signerOf(step.claims, drawn[i]))
  section(sheet, sheet.root, words.signatures, (parent) => drawSigners(sheet, parent, { signers, language: 'nl' }), 150)
  const rows = [...evidenceOf(input, acts), ...visitRows(acts)]
  evidenceSheet(sheet, { lead: actWords.evidenceLead, rows: rows.map(cleanedFact), form: page.form }, words)
  drawFoot(sheet, { about: `${words.reference} ${reference}`, page: words.page })
  for (const file of attachments) canvas.file(file.bytes, { ...file, type: file.mime, modifiedDate: at })
  canvas.switchToPage(0)
  addSignatureField(canvas, { date: pdfDate(input.at) })
  return await finish()
}

/** One signer: who, what he gives, the sentence and what he declared; then the same as he read it himself. */
function onePart(sheet: Sheet, { facts, statement, declarations, own }: ActPartOnPage, heading: string): void {
  section(sheet, sheet.root, heading, (parent) => {
    table(sheet, parent, facts, factRows)
    sheet.gap(4)
    said(sheet, parent, { statement, declarations })
    if (own === null) return
    sheet.gap(6)
    sheet.need(60)
    sheet.flow(parent, 'P', actWords.own[own.language], styles.small)
    sheet.gap(2)
    const part = sheet.open(parent, 'Sect', { lang: documentLanguageTag[own.language] })
    sheet.flow(part, 'P', own.title, styles.strong)
    said(sheet, part, own)
  })
}

function said(
  sheet: Sheet,
  parent: PdfElement,
  { statement, declarations }: Pick<ActPartOnPage, 'statement' | 'declarations'>,
): void {
  sheet.flow(parent, 'P', statement, styles.lead)
  if (declarations.length === 0) return
  sheet.gap(4)
  declared(sheet, parent, declarations)
}

/** The signer of a step as the pages draw him; the ink was held to the step before. */
function signerOf(claims: StepClaims, drawn: Drawn | undefined): DocumentSigner {
  const known = ({ method, documentKind, documentNumber, assurance }: StepClaims['identity']) => {
    const plainOf = (text: string | null): string | null => (text === null ? null : oneLine(text))
    return { method: oneLine(method), assurance, documentKind: plainOf(documentKind), documentNumber: plainOf(documentNumber) } // prettier-ignore
  }
  const base = {
    role: oneLine(claims.role),
    name: oneLine(claims.name),
    at: claims.at,
    identity: known(claims.identity),
  }
  const { method, witness } = claims
  if (method === 'typed' || method === 'tapped') return { ...base, method }
  const own = drawn?.own ?? null
  if (own === null) throw new Error('a drawn act has ink')
  if (witness === undefined) return { ...base, method: 'ink', ink: own }
  const beside = drawn?.witness ?? null
  if (beside === null) throw new Error('a witness has ink')
  const { name, identity } = witness
  return {
    ...base,
    method: 'witnessed',
    ink: own,
    witness: { name: oneLine(name), identity: known(identity), ink: beside },
  }
}

/** What the rules and the policy say of this form, and the papers that were seen; visits have rows of their own. */
function evidenceOf(input: Parameters<typeof drawActs>[0], acts: ActsRead['acts']) {
  return formEvidence({
    language: 'nl',
    papers: input.evidence,
    policy: input.policy,
    decision: input.decision,
    device: null,
    visit: null,
    escrowHashes: acts.map(({ step }) => step.claims.escrowHash ?? null),
  })
}

const cleanedFact = ({ label, value }: ActsPage['patient'][number]) => ({
  label: oneLine(label),
  value: oneLine(value),
})

/** What comes from records and documents goes on one line, without marks that steer direction. */
function cleaned(page: ActsPage): ActsPage {
  const { form } = page
  return {
    ...page,
    title: oneLine(page.title),
    hospital: oneLine(page.hospital),
    form: { url: oneLine(form.url), version: oneLine(form.version) },
    patient: page.patient.map(cleanedFact),
    parts: page.parts.map((part) => ({
      ...part,
      facts: part.facts.map(cleanedFact),
      own: part.own === null ? null : { ...part.own, title: oneLine(part.own.title) },
    })),
  }
}
