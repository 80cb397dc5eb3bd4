/** The last look at a sealed file before anyone is told that it is signed. */
import { webcrypto } from 'node:crypto'
import { signedData } from '../domain/verify/base/cms.ts'
import { sealedDocument } from '../domain/verify/pdf/sealed.ts'
import { sectionsOf } from '../domain/verify/pdf/section.ts'
import { portOver } from '../domain/verify/base/subtle-port.ts'
import { claimedTime, type Report, verifyPdf } from '../domain/verify/verify.ts'
import { prepareSeal } from './seal.ts'

/** Why a finished file must not leave the session: `changed`, or what the verifier says. */
export type SealedPdfProblem = 'changed' | NonNullable<Report['problem']>['id']

/**
 * Reads the finished file again as anyone else would: it must be the composed file with its seal filled in and nothing
 * else, and the verifier must accept it. `anchors` are the hospital's authorities (DER), `timeAnchors` those that it
 * believes about time, and `at` the visit's clock; left out, the seal's own top certificate and its own time take their place, which checks everything but whose kiosk this is: the
 * central asks that again with anchors of its own. Null when all is well.
 */
export async function checkSealedPdf({
  composed,
  sealed,
  anchors,
  timeAnchors = [],
  at,
}: {
  readonly composed: Uint8Array
  readonly sealed: Uint8Array
  readonly anchors?: readonly Uint8Array[]
  readonly timeAnchors?: readonly Uint8Array[]
  readonly at?: Date
}): Promise<SealedPdfProblem | null> {
  const [before, after] = prepareSeal(composed).parts
  const file = Buffer.from(sealed)
  if (file.length !== composed.length || !file.subarray(0, before.length).equals(before)) return 'changed'
  if (!file.subarray(file.length - after.length).equals(after)) return 'changed'
  const port = portOver(webcrypto.subtle)
  const own = await ownWords(sealed).catch(() => null)
  if (own === null) return 'sealForm'
  const report = await verifyPdf(port, sealed, { anchors: anchors ?? own.anchors, timeAnchors, at: at ?? own.at })
  return report.problem?.id ?? null
}

/** What the file says of itself: the authorities in its seal and its claimed time. */
async function ownWords(sealed: Uint8Array): Promise<{ readonly anchors: readonly Uint8Array[]; readonly at: Date }> {
  const [base] = sectionsOf(sealed)
  if (base === undefined) throw new Error('no section')
  const { cms, claimed } = sealedDocument(sealed, base)
  const { certificates } = await signedData(portOver(webcrypto.subtle), cms, 'sealForm')
  return { anchors: certificates.filter(({ isCa }) => isCa).map(({ der }) => der), at: new Date(claimedTime(claimed)) }
}
