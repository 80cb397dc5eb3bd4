/** Certificate requests of a kiosk (PKCS#10, RFC 2986): each is signed by its own key, which proves possession. */
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import * as v from 'valibot'
import { PublicJwk } from '../../../domain/ids.ts'

x509.cryptoProvider.set(webcrypto)

export interface VerifiedRequest {
  readonly request: x509.Pkcs10CertificateRequest
  readonly key: PublicJwk
}

/** The request when it is well formed, over a P-256 key and signed by that key; null otherwise. */
export async function verifyRequest(pem: string): Promise<VerifiedRequest | null> {
  try {
    const request = new x509.Pkcs10CertificateRequest(pem)
    if (!(await request.verify())) return null
    const exported = await webcrypto.subtle.exportKey('jwk', await request.publicKey.export())
    const { kty, crv, x, y } = exported
    const key = v.safeParse(PublicJwk, { kty, crv, x, y })
    return key.success ? { request, key: key.output } : null
  } catch {
    return null
  }
}
