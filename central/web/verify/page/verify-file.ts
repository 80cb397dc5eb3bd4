/** The one function of the page: bytes in, verdict out. Runs in any browser with Web Cryptography. */
import { type Verdict, verifyFile as verify } from '../../../../domain/verify/file.ts'
import { portOver, type Subtle } from '../../../../domain/verify/base/subtle-port.ts'

export type { Verdict }

interface Options<Key> {
  readonly subtle: Subtle<Key>
  readonly anchors: readonly Uint8Array[]
  readonly timeAnchors: readonly Uint8Array[]
  readonly at: Date
}

/** Verifies a file under the given authorities for seals and for time (DER) as of `at`; see `domain/verify/file`. */
export async function verifyFile<Key>(
  files: { readonly bytes: Uint8Array; readonly form: Uint8Array | null },
  { subtle, ...options }: Options<Key>,
): Promise<Verdict> {
  return await verify(portOver(subtle), files, options)
}
