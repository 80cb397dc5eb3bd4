/** The seal key in software; others live behind PKCS#11 or in the machine's TPM. */
import { createPrivateKey, sign as nodeSign } from 'node:crypto'
import type { SealKey } from '../../../domain/contract/device/seal-key.ts'

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
