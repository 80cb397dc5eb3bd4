/** Opens a pen movement with the key of its keeper. Nothing of the running central imports this. */
import { compactDecrypt, importJWK } from 'jose'
import * as v from 'valibot'
import { EscrowedPen, EscrowHeader } from '../../domain/document/escrow.ts'
import type { PrivateJwk } from '../../central/keys/house-key.ts'

/** Throws where the JWE is not for this key, was changed, or holds the movement of another envelope than it names. */
export async function openEscrow(jwe: string, key: PrivateJwk): Promise<EscrowedPen> {
  const { plaintext, protectedHeader } = await compactDecrypt(jwe, await importJWK({ ...key }, 'ECDH-ES'), {
    keyManagementAlgorithms: ['ECDH-ES'],
    contentEncryptionAlgorithms: ['A256GCM'],
  })
  const { id } = v.parse(EscrowHeader, protectedHeader)
  const inside = v.parse(v.pipe(v.string(), v.parseJson(), EscrowedPen), Buffer.from(plaintext).toString('utf8'))
  if (inside.set !== id) throw new Error('the movement of another envelope')
  return inside
}
