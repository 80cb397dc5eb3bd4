/** D-seal behind the document's SealKey: the certificate chain from PEM, the signature as DER. */
import { webcrypto } from 'node:crypto'
import type { SigningKey } from '../../jose/keys.ts'
import { certificates } from '../../jose/pem.ts'
import { buildCms } from './build-cms.ts'

/** Seals a SHA-256 with the device's key; main builds the signed bytes itself. Rejects when the chain is empty. */
export function sealWith(options: {
  readonly key: SigningKey
  /** PEM, leaf first. */
  readonly chain: string
  /** A token over this imprint, or null: then the seal goes without. Left out: nobody is asked. */
  readonly timeStamp?: (imprint: Uint8Array) => Promise<Uint8Array | null>
}): (digest: Uint8Array) => Promise<Uint8Array> {
  const chain = certificates(options.chain)
  const sign = async (bytes: Uint8Array): Promise<Uint8Array> => {
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
    return derSignature(new Uint8Array(await webcrypto.subtle.sign(algorithm, options.key.private, bytes)))
  }
  const { timeStamp } = options
  return (digest) => buildCms({ digest, chain, sign, ...(timeStamp === undefined ? {} : { timeStamp }) })
}

/** An ES256 signature r ‖ s (RFC 7518 section 3.4) as Ecdsa-Sig-Value in DER (RFC 3279 section 2.2.3). */
export function derSignature(raw: Uint8Array): Uint8Array {
  const integer = (bytes: Uint8Array): Uint8Array => {
    let from = 0
    while (from < bytes.length - 1 && bytes[from] === 0) from += 1
    const digits = bytes.subarray(from)
    // A leading one bit would make the number negative (X.690 section 8.3).
    const body = (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits
    return Buffer.concat([Buffer.from([0x02, body.length]), body])
  }
  const half = raw.length / 2
  const body = Buffer.concat([integer(raw.subarray(0, half)), integer(raw.subarray(half))])
  return Buffer.concat([Buffer.from([0x30, body.length]), body])
}
