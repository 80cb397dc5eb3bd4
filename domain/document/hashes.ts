/** The two hashes that a step carries. */
import * as v from 'valibot'
import { Sha256 } from '../ids.ts'
import { base64url } from '../bytes/bytes.ts'
import { canonicalBytes } from '../bytes/canonical.ts'
import { type InkPath, inkForDocument } from './ink.ts'
import { type SignedPart, signedContent } from './model.ts'
import type { Hash } from './steps.ts'

/** SHA-256 over the canonical JSON of what the signers sign for. */
export async function formHash(model: SignedPart, sha256: Hash): Promise<Sha256> {
  return v.parse(Sha256, base64url(await sha256(canonicalBytes(signedContent(model)))))
}

/** SHA-256 over the canonical JSON of the ink as the document keeps it (thinned, see {@link inkForDocument}). */
export async function inkHash(ink: InkPath, sha256: Hash): Promise<Sha256> {
  return v.parse(Sha256, base64url(await sha256(canonicalBytes(inkForDocument(ink)))))
}
