/** Whether this runtime can do what a visit needs; asked before anybody stands at the kiosk. */
import { CompactEncrypt, compactDecrypt, generateKeyPair } from 'jose'
import type { VisitKey } from './visit-key.ts'

/** One signature by V and one envelope to a throw-away key: false where any of it fails. */
export async function algorithmsWork(key: VisitKey): Promise<boolean> {
  try {
    const probe = new TextEncoder().encode('probe')
    const signature = await key.sign(probe)
    const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256' })
    const jwe = await new CompactEncrypt(probe)
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
      .encrypt(publicKey)
    const { plaintext } = await compactDecrypt(jwe, privateKey)
    return signature.length === 64 && new TextDecoder().decode(plaintext) === 'probe'
  } catch {
    return false
  }
}
