/**
 * The PDF of an approval: a document of its own, PDF/A-3a and PDF/UA-1 as the form is, with an empty signature field for
 * the approver's key. Pure: the same content gives the same bytes.
 */
import { type ApprovalContent, approvalJson, grantedOf } from '../domain/document/approval.ts'
import { canonicalBytes } from '../domain/bytes/canonical.ts'
import { instantInWords, pdfDate } from '../domain/document/time-text.ts'
import { languageTag } from '../domain/language.ts'
import { oneLine } from '../domain/plain-text.ts'
import { approvalWords } from '../domain/document/approval-words.ts'
import { drawHouse } from './draw.ts'
import { type DocumentMeans, openDocument } from './open-document.ts'
import { drawFoot, mm, openSheets, type Sheet, styles, table } from './sheet.ts'
import { addSignatureField } from './signature-field.ts'

/** Composes it. Throws where the content does not have its shape: the caller checked it before anyone signed. */
export async function composeApproval(given: ApprovalContent, means: DocumentMeans): Promise<Uint8Array> {
  const content = cleaned(given)
  const words = approvalWords(content.language)
  const at = new Date(content.at)
  const title = words.title[content.decision.outcome]
  const about = {
    language: languageTag[content.language],
    direction: 'ltr',
    title,
    author: content.hospital,
    subject: `${words.reference} ${content.about.reference}`,
    at,
  } as const
  const { canvas, setter, finish } = openDocument(about, means)
  const sheet = openSheets(canvas, setter, 'ltr')
  write(sheet, content, title)
  drawFoot(sheet, { about: `${words.reference} ${content.about.reference}`, page: words.page })
  canvas.file(canonicalBytes(approvalJson(given)), {
    name: 'approval.json',
    type: 'application/json',
    relationship: 'Source',
    description: 'What was decided, about which document, by whom',
    modifiedDate: at,
  })
  canvas.switchToPage(0)
  addSignatureField(canvas, { date: pdfDate(content.at) })
  return await finish()
}

/** What comes from a record, a badge or another document goes on one line, without marks that steer direction. */
function cleaned(content: ApprovalContent): ApprovalContent {
  const { about, approver, policy } = content
  const patient = about.patient.map(({ label, value }) => ({ label: oneLine(label), value: oneLine(value) }))
  const granted = grantedOf(content).map(({ label, value }) => ({ label: oneLine(label), value: oneLine(value) }))
  return {
    ...content,
    ...(content.balie === 'approval/2' ? { granted } : {}),
    hospital: oneLine(content.hospital),
    about: { ...about, title: oneLine(about.title), reference: oneLine(about.reference), patient },
    approver: { ...approver, name: oneLine(approver.name), identified: oneLine(approver.identified) },
    policy: { ...policy, hospital: oneLine(policy.hospital) },
  }
}

function write(sheet: Sheet, content: ApprovalContent, title: string): void {
  const words = approvalWords(content.language)
  const { about, approver, decision, signature, policy } = content
  sheet.flow(sheet.root, 'P', content.hospital, styles.strong)
  sheet.gap(12)
  drawHouse(sheet, sheet.y)
  sheet.gap(15)
  sheet.flow(sheet.root, 'H1', title, styles.title)
  section(sheet, words.decision, [
    { label: words.decision, value: words.outcome[decision.outcome] },
    { label: words.reason, value: words.reasons[decision.reason] },
    ...grantedOf(content),
    { label: words.at, value: instantInWords({ at: content.at, language: content.language }) },
  ])
  section(sheet, words.about, [
    { label: words.form, value: about.title },
    { label: words.reference, value: about.reference },
    ...about.patient,
    { label: words.version, value: `${about.form.url}, ${about.form.version}` },
    { label: words.digest, value: about.sha256 },
  ])
  section(sheet, words.approver, [
    { label: words.name, value: approver.name },
    { label: words.role, value: words.roles[approver.role] },
    ...(approver.registration === null ? [] : [{ label: words.registration, value: approver.registration }]),
    { label: words.identified, value: approver.identified },
  ])
  section(sheet, words.signature, [
    { label: words.level, value: words.levels[signature.level] },
    { label: words.asked, value: words.levels[signature.asked] },
    { label: words.policy, value: `${policy.hospital}, ${String(policy.version)}` },
    { label: words.check, value: words.checkText },
  ])
}

function section(
  sheet: Sheet,
  heading: string,
  rows: readonly { readonly label: string; readonly value: string }[],
): void {
  sheet.gap(15)
  sheet.need(styles.heading.leading + 60)
  const parent = sheet.open(sheet.root, 'Sect')
  sheet.flow(parent, 'H2', heading, styles.heading)
  sheet.gap(3)
  table(sheet, parent, rows, { labelWidth: 48 * mm, label: styles.body, value: styles.strong })
}
