/** The last look at a sealed file before anyone is told that it is signed. */
import { prepareSeal } from './seal.ts'

/** Why a finished file must not leave the session. */
export const sealedPdfProblems = ['changed', 'seal'] as const
export type SealedPdfProblem = (typeof sealedPdfProblems)[number]

/**
 * Reads the finished file again: it must be the composed file with its seal filled in and nothing else, and the seal
 * must be over exactly that. Null when all is well.
 */
export async function checkSealedPdf({
  composed,
  sealed,
}: {
  readonly composed: Uint8Array
  readonly sealed: Uint8Array
}): Promise<SealedPdfProblem | null> {
  const { parts, sha256 } = prepareSeal(composed)
  const [before, after] = parts
  const file = Buffer.from(sealed)
  if (file.length !== composed.length || !file.subarray(0, before.length).equals(before)) return 'changed'
  if (!file.subarray(file.length - after.length).equals(after)) return 'changed'
  const contents = file.subarray(before.length, file.length - after.length).toString('latin1')
  return await Promise.resolve(contents.includes(Buffer.from(sha256).toString('hex').toUpperCase()) ? null : 'seal')
}
