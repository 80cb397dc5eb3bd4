/** The fixture of 5d62466 (tests/fixtures/5d62466), opened by the code of today on a day of choice. */
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SignJWT } from 'jose'
import * as v from 'valibot'
import type { Central } from '../../../central/compose.ts'
import { renewalType } from '../../../domain/contract/device/enrolment.ts'
import { CompactJws, DeviceId, EnvelopeId } from '../../../domain/ids.ts'
import { realDisk } from '../../../main/custody/outbox/disk.ts'
import { Outbox } from '../../../main/custody/outbox/outbox.ts'
import { readDevice } from '../../../main/trust/device-file.ts'
import { readDeviceKeys } from '../../../main/device/device-keys.ts'
import { request } from '../../../main/http/request.ts'
import { fileStore } from '../../../main/secrets/file-store.ts'
import { csr, folder, newPair, tokenRequest, training } from './kiosk.ts'

export const files = fileURLToPath(new URL('../../fixtures/5d62466/files', import.meta.url))
export const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(join(files, name)))
export const textOf = (name: string): string => readFileSync(join(files, name), 'utf8')

const kinds = ['stored', 'quarantined', 'ink', 'typed', 'acceptance', 'escrow'] as const
const About = v.strictObject({
  commit: v.literal('5d62466'),
  at: v.pipe(v.string(), v.isoTimestamp()),
  kiosk: v.string(),
  staff: v.string(),
  device: DeviceId,
  hospital: v.string(),
  names: v.strictObject(v.entriesFromList(kinds, EnvelopeId)),
})
export const about = v.parse(v.pipe(v.string(), v.parseJson(), About), textOf('about.json'))

export interface LeftBehind {
  readonly central: Central
  /** The kiosk's state folder. */
  readonly state: string
  readonly outbox: Outbox
  /** PUT with a token of the old kiosk; TLS is not what is tested, and its clock cannot be moved. */
  put(envelope: { readonly id: string; readonly jwe: string }): Promise<{ status: number; body: string }>
  close(): Promise<void>
}

/** Copies everything and opens it; the test's clock must have been set (`vi.setSystemTime`). */
export async function openLeftBehind(): Promise<LeftBehind> {
  const at = folder()
  cpSync(files, at.path, { recursive: true })
  const state = join(at.path, 'kiosk')
  const central = await training(join(at.path, 'central'))
  const device = await readDevice(state)
  if (typeof device === 'string') throw new Error(device)
  const secrets = fileStore({ folder: join(state, 'secrets'), training: true })
  const keys = await readDeviceKeys(secrets, device.account)
  if (keys === null) throw new Error('no keys')
  const outbox = await Outbox.open({
    folder: join(state, 'outbox'),
    disk: realDisk,
    alarm: (code) => {
      throw new Error(code)
    },
  })
  const ask = (options: { method: 'POST' | 'PUT'; path: string; body: string; headers: Record<string, string> }) =>
    request({
      ...options,
      url: new URL(central.kiosk + options.path),
      trust: { ca: 'none' },
      timeout: 20_000,
      limit: 1_000_000,
    })
  let auth: CryptoKey = keys.auth.private
  const signed = (typ: string | null, path: string, claims: object) =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'ES256', ...(typ === null ? {} : { typ }) })
      .setIssuer(about.device)
      .setAudience(central.kiosk + path)
      .setJti(crypto.randomUUID())
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(auth)
  const askToken = async () => await ask(tokenRequest(await signed(null, '/device/token', { sub: about.device })))
  async function token(): Promise<string> {
    let answer = await askToken()
    // Its keys have ended meanwhile: a kiosk that was away comes back by itself.
    if (answer.status === 401) {
      await renew()
      answer = await askToken()
    }
    return v.parse(v.pipe(v.string(), v.parseJson(), v.object({ access_token: v.string() })), answer.body).access_token
  }
  async function renew(): Promise<void> {
    const fresh = await newPair()
    const requests = { auth: await csr(fresh), log: await csr(await newPair()), seal: await csr(await newPair()) }
    const path = '/enrolment/renewal'
    const answer = await ask({ method: 'POST', path, body: await signed(renewalType, path, { requests }), headers: {} })
    if (answer.status !== 201) throw new Error(`not renewed: ${answer.body}`)
    auth = fresh.privateKey
  }
  return {
    central,
    state,
    outbox,
    async put({ id, jwe }) {
      const authorization = `Bearer ${await token()}`
      return await ask({ method: 'PUT', path: `/intake/envelopes/${id}`, body: jwe, headers: { authorization } })
    },
    async close() {
      await outbox.close()
      await central.close()
      at.remove()
    },
  }
}

/** The signed policies of the example hospitals. */
export const policyFiles = (): readonly { readonly name: string; readonly file: CompactJws }[] =>
  readdirSync(join(files, 'policies')).map((name) => ({ name, file: v.parse(CompactJws, textOf(`policies/${name}`)) }))
