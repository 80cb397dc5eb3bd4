/** A throw-away hospital: keys, keyset, content, a certificate for loopback, and a seal certificate for its kiosk. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair } from 'jose'
import type { CryptoKey } from 'jose'
import { makeTrainingCa } from '../../document/training-ca.ts'
import type { TrainingCa } from '../../document/training-ca.ts'
import { content } from './content.ts'

export interface HouseKey {
  readonly private: CryptoKey
  readonly jwk: { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }
  readonly kid: string
}

export async function houseKey(algorithm: 'ES256' | 'ECDH-ES' = 'ES256'): Promise<HouseKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { crv: 'P-256', extractable: true })
  const { x = '', y = '' } = await exportJWK(publicKey)
  const jwk = { kty: 'EC', crv: 'P-256', x, y } as const
  return { private: privateKey, jwk, kid: await calculateJwkThumbprint(jwk) }
}

export async function signed(key: HouseKey, typ: string, claims: unknown, header: object = {}): Promise<string> {
  return await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'ES256', typ, kid: key.kid, ...header })
    .sign(key.private)
}

export interface TestHouse {
  readonly root: HouseKey
  readonly content: HouseKey
  readonly intake: HouseKey
  readonly seal: TrainingCa
  readonly tls: { readonly key: string; readonly cert: string }
  readonly keyset: string
  readonly bundle: string
}

/** The central's time at which every test visit starts: certificates made by OpenSSL hold from now on only. */
export const start = new Date().toISOString()

/** The day or instant so many days from the start. */
export const dayFrom = (days: number): string => instantFrom(days).slice(0, 10)
export const instantFrom = (days: number): string =>
  new Date(Date.parse(start) + days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z')
const openssl = (days: number): string => `${instantFrom(days).replace(/[-:T]/g, '')}`

export async function testHouse(
  change: { readonly content?: object; readonly keyset?: object } = {},
): Promise<TestHouse> {
  const root = await houseKey()
  const contentKey = await houseKey()
  const intake = await houseKey('ECDH-ES')
  const other = await houseKey()
  const seal = makeTrainingCa({ from: openssl(-5), to: openssl(60) })
  const tls = loopbackCertificate()
  const keyset = {
    version: 1,
    hospital: 'Ziekenhuis De Brug',
    hospitalId: 'rijnmeer',
    issuedAt: instantFrom(-5),
    notAfter: instantFrom(300),
    content: [{ ...contentKey.jwk, kid: contentKey.kid, use: 'sig', alg: 'ES256' }],
    intake: [{ ...intake.jwk, kid: intake.kid, use: 'enc', alg: 'ECDH-ES' }],
    receipt: [other.jwk],
    gateway: [other.jwk],
    tlsCa: tls.cert,
    sealCa: seal.rootPem,
    ...change.keyset,
  }
  return {
    root,
    content: contentKey,
    intake,
    seal,
    tls,
    keyset: await signed(root, 'balie-keyset+jwt', keyset, { jwk: root.jwk }),
    bundle: await signed(contentKey, 'balie-content+jwt', {
      ...content,
      validUntil: instantFrom(100),
      ...change.content,
    }),
  }
}

/** A self-signed certificate for 127.0.0.1. */
export function loopbackCertificate(): { readonly key: string; readonly cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'balie-tls-'))
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  const out = ['-keyout', 'key.pem', '-out', 'cert.pem', '-days', '30', '-subj', '/CN=127.0.0.1']
  execFileSync('openssl', ['req', '-x509', ...ec, ...out, '-addext', 'subjectAltName=IP:127.0.0.1'], {
    cwd: folder,
    stdio: 'ignore',
  })
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const pair = { key: read('key.pem'), cert: read('cert.pem') }
  rmSync(folder, { recursive: true })
  return pair
}
