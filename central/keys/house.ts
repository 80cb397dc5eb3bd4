/** All keys of the house. Training keeps Root beside the others; a real hospital keeps it offline and gives a Keyset. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { Keyset } from '../../domain/device/keyset.ts'
import { CompactJws, HospitalId, PublicJwk } from '../../domain/ids.ts'
import type { Sha256 } from '../../domain/ids.ts'
import { instantOf } from '../clock.ts'
import { writePrivate } from '../store/private-file.ts'
import { newAuthority } from './authority.ts'
import type { StoredAuthority } from './authority.ts'
import { houseKey, newPrivateJwk, PrivateJwk, signClaims, thumbprintOf } from './house-key.ts'
import type { HouseKey } from './house-key.ts'

const Authority = v.strictObject({ key: v.string(), certificate: v.string() })
const Stored = v.strictObject({
  root: PrivateJwk,
  content: PrivateJwk,
  intake: PrivateJwk,
  receipt: PrivateJwk,
  gateway: PrivateJwk,
  /** Public half only, see {@link newEscrowKey}. */
  escrow: v.optional(PublicJwk),
  tlsCa: Authority,
  sealCa: Authority,
  /** Missing in a house from before time stamps. */
  timeCa: v.optional(Authority),
  /** `hospitalId`: missing in a keyset from before kiosks asked whose policy it is. */
  keyset: v.strictObject({
    version: v.number(),
    notAfter: v.string(),
    jws: CompactJws,
    hospitalId: v.optional(HospitalId),
  }),
})
type Kept = v.InferOutput<typeof Stored>
type Stored = Kept & { readonly timeCa: StoredAuthority }

export interface House {
  readonly root: HouseKey
  readonly content: HouseKey
  readonly intake: HouseKey
  readonly receipt: HouseKey
  readonly gateway: HouseKey
  /** What is encrypted to it stays closed here. */
  readonly escrow: PublicJwk
  readonly tlsCa: StoredAuthority
  readonly sealCa: StoredAuthority
  /** Issues the certificate of the time-stamping authority: the anchor of every time stamp. */
  readonly timeCa: StoredAuthority
  /** Signed by Root, whose public half stands in the header as `jwk`. */
  readonly keyset: CompactJws
  readonly keysetVersion: number
  readonly rootThumbprint: Sha256
}

const day = 24 * 60 * 60 * 1000
/** A keyset holds for a year; within the last 60 days a start makes the next version. */
const keysetDays = 365
const renewDays = 60
/** Private half of the training hospital's escrow key, for whoever keeps it elsewhere. */
export const escrowFile = 'escrow/private-key.json'

/** Reads `keys.json` of the data folder, or makes it at the first start. */
export async function openHouse(options: {
  readonly data: string
  readonly hospital: string
  readonly hospitalId: HospitalId
  readonly now: Date
}): Promise<House> {
  const file = join(options.data, 'keys.json')
  const before = existsSync(file) ? readFileSync(file, 'utf8') : null
  const known = before === null ? null : v.parse(v.pipe(v.string(), v.parseJson(), Stored), before)
  const stored = known ?? (await makeStored(options))
  const kept = await renewed(stored, options)
  const text = JSON.stringify(kept, null, 2)
  if (text !== before) writePrivate(file, text)
  return await usable(kept)
}

async function makeStored(options: {
  readonly data: string
  readonly hospital: string
  readonly hospitalId: HospitalId
  readonly now: Date
}): Promise<Stored> {
  const { data, hospital, hospitalId, now } = options
  const keys = {
    root: await newPrivateJwk(),
    content: await newPrivateJwk(),
    intake: await newPrivateJwk(),
    receipt: await newPrivateJwk(),
    gateway: await newPrivateJwk(),
    tlsCa: await newAuthority({ organisation: hospital, name: `${hospital} TLS`, now }),
    sealCa: await newAuthority({ organisation: hospital, name: `${hospital} zegels`, now }),
    timeCa: await newTimeAuthority(hospital, now),
  }
  const escrow = await newEscrowKey(data)
  return {
    ...keys,
    escrow,
    keyset: await signKeyset({ keys: { ...keys, escrow }, version: 1, hospital, hospitalId, now }),
  }
}

/**
 * Makes the escrow key at the first start of a training hospital, keeps its public half and puts the private one into a
 * file that nothing here ever reads again. A real hospital has it made and kept by somebody else.
 */
async function newEscrowKey(data: string): Promise<PublicJwk> {
  const key = await newPrivateJwk()
  mkdirSync(join(data, 'escrow'), { recursive: true, mode: 0o700 })
  writePrivate(join(data, escrowFile), `${JSON.stringify(key)}\n`)
  const { kty, crv, x, y } = key
  const kid = await thumbprintOf({ kty, crv, x, y })
  return { kty, crv, x, y, kid, use: 'enc', alg: 'ECDH-ES' }
}

const newTimeAuthority = (hospital: string, now: Date): Promise<StoredAuthority> =>
  newAuthority({ organisation: hospital, name: `${hospital} tijd`, now })

/** A house from before there was an escrow key, an authority for time or its own id in the keyset gets a keyset with it. */
async function renewed(
  stored: Kept,
  options: { readonly data: string; readonly hospital: string; readonly hospitalId: HospitalId; readonly now: Date },
): Promise<Stored> {
  const { data, hospital, hospitalId, now } = options
  const { keyset, timeCa, escrow, ...others } = stored
  const keys = {
    ...others,
    timeCa: timeCa ?? (await newTimeAuthority(hospital, now)),
    escrow: escrow ?? (await newEscrowKey(data)),
  }
  const holds = Date.parse(keyset.notAfter) - now.getTime() > renewDays * day
  const whole = timeCa !== undefined && escrow !== undefined && keyset.hospitalId === hospitalId
  if (holds && whole) return { ...keys, keyset }
  return { ...keys, keyset: await signKeyset({ keys, version: keyset.version + 1, hospital, hospitalId, now }) }
}

async function signKeyset(options: {
  readonly keys: Omit<Stored, 'keyset'>
  readonly version: number
  readonly hospital: string
  readonly hospitalId: HospitalId
  readonly now: Date
}): Promise<Stored['keyset']> {
  const { keys, version, hospital, hospitalId, now } = options
  const root = await houseKey(keys.root, 'ES256')
  const notAfter = instantOf(new Date(now.getTime() + keysetDays * day))
  const claims = v.parse(Keyset, {
    version,
    hospital,
    hospitalId,
    issuedAt: instantOf(now),
    notAfter,
    content: [(await houseKey(keys.content, 'ES256')).public],
    intake: [(await houseKey(keys.intake, 'ECDH-ES')).public],
    receipt: [(await houseKey(keys.receipt, 'ES256')).public],
    gateway: [(await houseKey(keys.gateway, 'ES256')).public],
    escrow: keys.escrow,
    tlsCa: keys.tlsCa.certificate,
    sealCa: keys.sealCa.certificate,
    timeCa: keys.timeCa.certificate,
  })
  const { kty, crv, x, y } = root.public
  const jws = await signClaims({ key: root, typ: 'balie-keyset+jwt', claims, header: { jwk: { kty, crv, x, y } } })
  return { version, notAfter, jws, hospitalId }
}

async function usable(stored: Stored): Promise<House> {
  const root = await houseKey(stored.root, 'ES256')
  if (stored.escrow === undefined) throw new Error('a house has an escrow key')
  return {
    root,
    escrow: stored.escrow,
    content: await houseKey(stored.content, 'ES256'),
    intake: await houseKey(stored.intake, 'ECDH-ES'),
    receipt: await houseKey(stored.receipt, 'ES256'),
    gateway: await houseKey(stored.gateway, 'ES256'),
    tlsCa: stored.tlsCa,
    sealCa: stored.sealCa,
    timeCa: stored.timeCa,
    keyset: stored.keyset.jws,
    keysetVersion: stored.keyset.version,
    rootThumbprint: root.kid,
  }
}
