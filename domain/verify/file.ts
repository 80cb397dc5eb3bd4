/** What a file is, a form or an approval, and the verdict on it: one function for the command and for the page. */
import type { SignatureLevel } from '../document/approval.ts'
import { type ApprovalReport, verifyApproval } from './approval.ts'
import { approvalSentences } from './approval-words.ts'
import { sealedDocument } from './pdf/sealed.ts'
import { sectionsOf } from './pdf/section.ts'
import type { VerifyPort } from './base/port.ts'
import { type Report, verifyPdf, type VerifyOptions } from './verify.ts'
import { sentences, technicalSentences } from './words.ts'

export interface Verdict {
  /** `half`: an approval that is intact so far as it can be said without the form that it is about. */
  readonly verdict: 'good' | 'bad' | 'half'
  /** Whether the file is an approval: then its form is asked for. */
  readonly approval: boolean
  readonly sentences: Readonly<Record<'nl' | 'en', readonly string[]>>
  /** What only a technician asks; empty where nothing was accepted, and for an approval. */
  readonly technical: Readonly<Record<'nl' | 'en', readonly string[]>>
  readonly report: Report | ApprovalReport
}

/** Verifies a form by itself, an approval together with the form that it is about; `form` null: it was not given yet. */
export async function verifyFile(
  port: VerifyPort,
  { bytes, form }: { readonly bytes: Uint8Array; readonly form: Uint8Array | null },
  options: VerifyOptions & { readonly least?: SignatureLevel },
): Promise<Verdict> {
  if (!isApproval(bytes)) {
    const report = await verifyPdf(port, bytes, options)
    const words = { nl: sentences(report, 'nl'), en: sentences(report, 'en') }
    const technical = { nl: technicalSentences(report, 'nl'), en: technicalSentences(report, 'en') }
    return { verdict: report.accepted ? 'good' : 'bad', approval: false, sentences: words, technical, report }
  }
  // Without a form only the approval itself can be wrong; a broken one is called broken before anything more is asked.
  const report = await verifyApproval(port, { approval: bytes, form: form ?? new Uint8Array() }, options)
  if (form === null && report.problem?.which === 'form') return { verdict: 'half', approval: true, sentences: half, technical: none, report } // prettier-ignore
  const words = { nl: approvalSentences(report, 'nl'), en: approvalSentences(report, 'en') }
  return { verdict: report.accepted ? 'good' : 'bad', approval: true, sentences: words, technical: none, report }
}

const none = { nl: [], en: [] } as const

const half = {
  nl: ['Dit is een goedkeuring.', 'Kies nu ook het formulier dat is goedgekeurd.'],
  en: ['This is an approval.', 'Now choose the form that was approved as well.'],
}

/** Whether the file is made as an approval; whether it holds is another question. */
export function isApproval(bytes: Uint8Array): boolean {
  try {
    const [base] = sectionsOf(bytes)
    return base !== undefined && sealedDocument(bytes, base).attachments.has('approval.json')
  } catch {
    return false
  }
}
