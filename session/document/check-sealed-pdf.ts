/** The last look at a sealed file before anyone is told that it is signed. */
import { webcrypto } from 'node:crypto'
import { portOver } from '../../domain/verify/subtle-port.ts'
import { type Report, verifyPdf } from '../../domain/verify/verify.ts'
import { prepareSeal } from './seal.ts'

/** Why a finished file must not leave the session: `changed`, or what the verifier says. */
export type SealedPdfProblem = 'changed' | NonNullable<Report['problem']>['id']

/**
 * Reads the finished file again as anyone else would: it must be the composed file with its seal filled in and nothing
 * else, and the verifier must accept it under the hospital's authority (DER) at `at`. Null when all is well.
 */
export async function checkSealedPdf({
  composed,
  sealed,
  anchors,
  at,
}: {
  readonly composed: Uint8Array
  readonly sealed: Uint8Array
  readonly anchors: readonly Uint8Array[]
  readonly at: Date
}): Promise<SealedPdfProblem | null> {
  const [before, after] = prepareSeal(composed).parts
  const file = Buffer.from(sealed)
  if (file.length !== composed.length || !file.subarray(0, before.length).equals(before)) return 'changed'
  if (!file.subarray(file.length - after.length).equals(after)) return 'changed'
  const report = await verifyPdf(portOver(webcrypto.subtle as never), sealed, { anchors, at })
  return report.problem?.id ?? null
}
