/** D-seal behind the document's SealKey: the certificate chain from PEM, the signature as DER. */
import { webcrypto } from 'node:crypto'
import type { SigningKey } from '../../jose/keys.ts'
import { certificates } from '../../jose/pem.ts'
import { buildCms } from './build-cms.ts'
import { ecdsaValue } from './ecdsa-value.ts'

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
    return ecdsaValue(new Uint8Array(await webcrypto.subtle.sign(algorithm, options.key.private, bytes)))
  }
  const { timeStamp } = options
  return (digest) => buildCms({ digest, chain, sign, ...(timeStamp === undefined ? {} : { timeStamp }) })
}
