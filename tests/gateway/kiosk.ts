/** The kiosk's half of the gateway's protocol: D-log, V, certificates, proofs. */
import { createHash, randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { CryptoKey } from 'jose'
import * as v from 'valibot'
import { DeviceId, PublicJwk, VisitId } from '../../domain/ids.ts'

export interface Pair {
  readonly privateKey: CryptoKey
  readonly jwk: PublicJwk
}

export async function pair(): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  return { privateKey, jwk: v.parse(PublicJwk, await exportJWK(publicKey)) }
}

export interface Kiosk {
  readonly device: DeviceId
  readonly log: Pair
}

export async function kiosk(): Promise<Kiosk> {
  return { device: v.parse(DeviceId, randomUUID()), log: await pair() }
}

export const newVisit = (): VisitId => v.parse(VisitId, randomUUID())

export interface CertificateWish {
  readonly kiosk: Kiosk
  readonly visit: VisitId
  readonly key: Pair
  readonly origin: string
  readonly now: Date
  readonly signer?: Pair
  readonly audience?: string
  readonly lifetime?: number
  readonly typ?: string
}

export async function certificate(wish: CertificateWish): Promise<string> {
  const iat = Math.floor(wish.now.getTime() / 1000)
  return await new SignJWT({
    iss: wish.kiosk.device,
    sub: wish.visit,
    aud: wish.audience ?? `${wish.origin}/token`,
    jti: randomUUID(),
    iat,
    exp: iat + (wish.lifetime ?? 4 * 60 * 60),
    cnf: { jwk: wish.key.jwk },
    build: { app: '0.1.0', build: 'development', runtime: 'test', host: 'rehearsal', content: 1 },
  })
    .setProtectedHeader({ alg: 'ES256', typ: wish.typ ?? 'balie-visit+jwt' })
    .sign((wish.signer ?? wish.kiosk.log).privateKey)
}

export interface ProofWish {
  readonly key: Pair
  readonly method: string
  readonly url: string
  readonly now: Date
  readonly token?: string
  readonly jti?: string
}

export async function proof({ key, method, url, now, token, jti }: ProofWish): Promise<string> {
  return await new SignJWT({
    jti: jti ?? randomUUID(),
    htm: method,
    htu: url,
    iat: Math.floor(now.getTime() / 1000),
    ...(token === undefined ? {} : { ath: createHash('sha256').update(token).digest('base64url') }),
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty: 'EC', crv: 'P-256', x: key.jwk.x, y: key.jwk.y } })
    .sign(key.privateKey)
}

export async function askToken({
  origin,
  assertion,
  dpop,
}: {
  readonly origin: string
  readonly assertion: string
  readonly dpop: string
}): Promise<Response> {
  return await fetch(`${origin}/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', dpop },
    body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }),
  })
}
