/** The one function of the page: bytes in, report and sentences out. Runs in any browser with Web Cryptography. */
import { portOver, type Subtle } from '../../../domain/verify/subtle-port.ts'
import { type Report, verifyPdf } from '../../../domain/verify/verify.ts'
import { sentences } from '../../../domain/verify/words.ts'

export interface Verdict {
  readonly report: Report
  readonly sentences: Readonly<Record<'nl' | 'en', readonly string[]>>
}

/** Verifies a file under the given authorities for seals and for time (DER) as of `at`. */
export async function verifyFile<Key>(
  bytes: Uint8Array,
  options: {
    readonly subtle: Subtle<Key>
    readonly anchors: readonly Uint8Array[]
    readonly timeAnchors: readonly Uint8Array[]
    readonly at: Date
  },
): Promise<Verdict> {
  const report = await verifyPdf(portOver(options.subtle), bytes, options)
  return { report, sentences: { nl: sentences(report, 'nl'), en: sentences(report, 'en') } }
}
