/** The key that seals documents, wherever it lives: in software, behind PKCS#11, in the machine's TPM. */
import { createPrivateKey, sign as nodeSign } from 'node:crypto'

export interface SealKey {
  /** DER certificates, the key's own first, then its issuers; the root may be left out. */
  readonly chain: readonly Uint8Array[]
  /** ECDSA P-256 over SHA-256 of these bytes, as DER `Ecdsa-Sig-Value` (RFC 3279 section 2.2.3). */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>
}

/** A key from PKCS#8 PEM or DER. Throws where it is not P-256: the project has one curve. */
export function softwareSealKey({
  pkcs8,
  chain,
}: {
  pkcs8: Uint8Array | string
  chain: readonly Uint8Array[]
}): SealKey {
  const key =
    typeof pkcs8 === 'string'
      ? createPrivateKey(pkcs8)
      : createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new Error('a seal key is P-256')
  return { chain, sign: (bytes) => Promise.resolve(nodeSign('sha256', bytes, key)) }
}
