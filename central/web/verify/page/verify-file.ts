/** The one function of the page: bytes in, report and sentences out. Runs in any browser with Web Cryptography. */
import { verifyApproval } from '../../../../domain/verify/approval.ts'
import { approvalSentences } from '../../../../domain/verify/approval-words.ts'
import { sealedDocument } from '../../../../domain/verify/pdf/sealed.ts'
import { sectionsOf } from '../../../../domain/verify/pdf/section.ts'
import { portOver, type Subtle } from '../../../../domain/verify/subtle-port.ts'
import { verifyPdf } from '../../../../domain/verify/verify.ts'
import { sentences } from '../../../../domain/verify/words.ts'

export interface Verdict {
  /** `half`: an approval that is intact so far as it can be said without the form that it is about. */
  readonly verdict: 'good' | 'bad' | 'half'
  /** Whether the file is an approval: then the page asks for its form. */
  readonly approval: boolean
  readonly sentences: Readonly<Record<'nl' | 'en', readonly string[]>>
}

interface Options<Key> {
  readonly subtle: Subtle<Key>
  readonly anchors: readonly Uint8Array[]
  readonly timeAnchors: readonly Uint8Array[]
  readonly at: Date
}

/**
 * Verifies a file under the given authorities for seals and for time (DER) as of `at`: a form by itself, an approval
 * together with the form that it is about.
 */
export async function verifyFile<Key>(
  { bytes, form }: { readonly bytes: Uint8Array; readonly form: Uint8Array | null },
  options: Options<Key>,
): Promise<Verdict> {
  const port = portOver(options.subtle)
  if (!isApproval(bytes)) {
    const report = await verifyPdf(port, bytes, options)
    const words = { nl: sentences(report, 'nl'), en: sentences(report, 'en') }
    return { verdict: report.accepted ? 'good' : 'bad', approval: false, sentences: words }
  }
  // Without a form only the approval itself can be wrong; a broken one is called broken before anything more is asked.
  const report = await verifyApproval(port, { approval: bytes, form: form ?? new Uint8Array() }, options)
  if (form === null && report.problem?.which === 'form') return { verdict: 'half', approval: true, sentences: half }
  const words = { nl: approvalSentences(report, 'nl'), en: approvalSentences(report, 'en') }
  return { verdict: report.accepted ? 'good' : 'bad', approval: true, sentences: words }
}

const half = {
  nl: ['Dit is een goedkeuring.', 'Kies nu ook het formulier dat is goedgekeurd.'],
  en: ['This is an approval.', 'Now choose the form that was approved as well.'],
}

/** Whether a file says that it is an approval; what it is worth, the verifier says. */
function isApproval(bytes: Uint8Array): boolean {
  try {
    const [base] = sectionsOf(bytes)
    return base !== undefined && sealedDocument(bytes, base).attachments.has('approval.json')
  } catch {
    return false
  }
}
