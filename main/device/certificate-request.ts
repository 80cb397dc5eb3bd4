/** PKCS#10 requests (RFC 2986) for the three keys: each is signed by its own key, which proves that we hold it. */
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { cryptoProvider, Pkcs10CertificateRequestGenerator } from '@peculiar/x509'
import type { NewKeys, Purpose } from './device-keys.ts'

/** PEM of a request; the subject names the purpose only, the central decides what stands in a certificate. */
export async function certificateRequest(keys: NewKeys, purpose: Purpose): Promise<string> {
  cryptoProvider.set(webcrypto)
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: `CN=Balie D-${purpose}`,
    keys: keys[purpose],
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
  })
  return request.toString('pem')
}
