/** A kiosk as the central meets it: enrolled over HTTPS with keys of its own, delivering what a session signed. */
import 'reflect-metadata'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, SignJWT } from 'jose'
import * as v from 'valibot'
import * as x509 from '@peculiar/x509'
import type { SqliteStores } from '../../../central/store/sqlite/stores.ts'
import { startCentral } from '../../../central/compose.ts'
import type { Central } from '../../../central/compose.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { signPolicy } from '../../../central/published/policy/file.ts'
import type { Faults } from '../../../central/kiosk-api/intake/faults.ts'
import { EnrolmentAnswer, splitEnrolmentCode, EnrolmentCode } from '../../../domain/contract/device/enrolment.ts'
import type { DeviceId } from '../../../domain/ids.ts'
import { PublicJwk } from '../../../domain/ids.ts'
import { request } from '../../../main/http/request.ts'
import type { HttpAnswer } from '../../../main/http/request.ts'
import { softwareSealKey } from '../../../main/custody/seal/seal-key.ts'
import type { SealKey } from '../../../domain/contract/device/seal-key.ts'

x509.cryptoProvider.set(crypto)
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
type Pair = CryptoKeyPair

export interface Folder {
  readonly path: string
  remove(): void
}

export function folder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'balie-central-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export async function training(
  data: string,
  {
    policy,
    ...more
  }: {
    faults?: Faults
    now?: () => Date
    markers?: boolean
    policy?: HospitalPolicy
    policyFile?: string
    recoverDays?: number
    postTimeQuery?: (query: Uint8Array) => Promise<Uint8Array>
    around?: (stores: SqliteStores) => SqliteStores
  } = {},
) {
  const central = await startCentral({ data, training: true, port: 0, staffPort: 0, markers: false, ...more })
  if (policy !== undefined) await publish(central, policy)
  return central
}

/** Publishes a policy as the hospital would: the next version, signed, through the one acceptance. */
export async function publish(central: Central, policy: HospitalPolicy): Promise<HospitalPolicy> {
  const next = { ...policy, version: central.content.policy.version + 1 }
  const result = await central.publishPolicy(await signPolicy(next, central.house.content))
  if (result.kind === 'fault') throw new Error(`${result.id} ${result.path}`)
  return result.policy
}

export const newPair = (): Promise<Pair> => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])

export async function publicOf(pair: Pair): Promise<PublicJwk> {
  const { kty, crv, x, y } = await exportJWK(pair.publicKey)
  return v.parse(PublicJwk, { kty, crv, x, y })
}

export async function csr(pair: Pair): Promise<string> {
  const made = await x509.Pkcs10CertificateRequestGenerator.create({
    name: 'CN=test',
    keys: pair,
    signingAlgorithm: algorithm,
  })
  return made.toString('pem')
}

/** One exchange with the kiosk-facing listener, trusting its CA. */
export function ask(
  central: Central,
  options: {
    method: 'GET' | 'POST' | 'PUT'
    path: string
    body?: string
    headers?: Readonly<Record<string, string>>
  },
): Promise<HttpAnswer> {
  const { method, path, body, headers } = options
  return request({
    method,
    url: new URL(central.kiosk + path),
    trust: { ca: central.house.tlsCa.certificate },
    timeout: 20_000,
    limit: 4_000_000,
    ...(body === undefined ? {} : { body }),
    ...(headers === undefined ? {} : { headers }),
  })
}

export interface TestKiosk {
  readonly device: DeviceId
  readonly auth: Pair
  readonly log: Pair
  readonly seal: SealKey
  readonly sealChain: string
  token(): Promise<string>
  assertion(change?: {
    readonly aud?: string
    readonly jti?: string
    readonly exp?: number
    key?: Pair
  }): Promise<string>
}

/** Enrols with a fresh code. */
export async function enrolKiosk(central: Central): Promise<TestKiosk> {
  const [auth, log, seal] = [await newPair(), await newPair(), await newPair()]
  const { secret } = splitEnrolmentCode(v.parse(EnrolmentCode, await central.issueCode()))
  const requests = { auth: await csr(auth), log: await csr(log), seal: await csr(seal) }
  const body = JSON.stringify({ secret, requests, app: 'test' })
  const answer = await ask(central, { method: 'POST', path: '/enrolment', body })
  const { device, sealChain } = v.parse(v.pipe(v.string(), v.parseJson(), EnrolmentAnswer), answer.body)
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', seal.privateKey))
  const chain = x509.PemConverter.decode(sealChain).map((der) => new Uint8Array(der))
  const assertion: TestKiosk['assertion'] = (change = {}) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(device)
      .setSubject(device)
      .setAudience(change.aud ?? `${central.kiosk}/device/token`)
      .setJti(change.jti ?? randomUUID())
      .setIssuedAt()
      .setExpirationTime(change.exp ?? '1m')
      .sign((change.key ?? auth).privateKey)
  return {
    device,
    auth,
    log,
    sealChain,
    seal: softwareSealKey({ pkcs8, chain }),
    assertion,
    async token() {
      const given = await ask(central, tokenRequest(await assertion()))
      return v.parse(v.pipe(v.string(), v.parseJson(), v.object({ access_token: v.string() })), given.body).access_token
    },
  }
}

export function tokenRequest(assertion: string) {
  return {
    method: 'POST' as const,
    path: '/device/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }).toString(),
  }
}
