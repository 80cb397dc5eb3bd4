/** Time-stamping authorities that are wrong in one way, by the central's own code over certificates made to order. */
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { newAuthority, timeStampCertificate } from '../../central/keys/authority.ts'
import type { StoredAuthority } from '../../central/keys/authority.ts'
import { timeAuthority } from '../../central/time/authority.ts'
import type { TrainingTsa } from './training-tsa.ts'

x509.cryptoProvider.set(crypto)
const day = 86_400_000
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

export interface OddOptions {
  /** Days from now at which its certificate was issued; it lives 1095. */
  readonly issued?: number
  /** Days from now that its clock shows. */
  readonly clock?: number
  /** Purposes of its certificate and whether they are critical; timeStamping alone, critically, otherwise. */
  readonly usage?: { readonly purposes: readonly string[]; readonly critical: boolean }
}

/** Makes one with a root of its own. */
export async function oddAuthority(options: OddOptions = {}): Promise<Pick<TrainingTsa, 'root' | 'rootPem' | 'post'>> {
  const at = (days: number): Date => new Date(Date.now() + days * day)
  const { issued = 0, clock = 0, usage } = options
  const ca = await newAuthority({ organisation: 'Elders', name: 'Tijd', now: at(-2000) })
  const authority =
    usage === undefined
      ? await timeStampCertificate({ authority: ca, organisation: 'Elders', revocation: 'http://x/', now: at(issued) })
      : await withUsage(ca, usage)
  const own = await timeAuthority({ authority, issuer: ca.certificate, now: () => at(clock) })
  const root = new Uint8Array(x509.PemConverter.decodeFirst(ca.certificate))
  return { root, rootPem: ca.certificate, post: (query) => own.answer(query) }
}

async function withUsage(ca: StoredAuthority, usage: NonNullable<OddOptions['usage']>): Promise<StoredAuthority> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '4711',
    subject: 'CN=Elders',
    issuer: new x509.X509Certificate(ca.certificate).subject,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + 1000 * day),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: await crypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(ca.key), algorithm, false, [
      'sign',
    ]),
    extensions: [new x509.ExtendedKeyUsageExtension([...usage.purposes], usage.critical)],
  })
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return { key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'), certificate: certificate.toString('pem') }
}
