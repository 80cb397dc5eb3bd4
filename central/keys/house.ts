/**
 * All keys of the house. Training keeps Root's private half beside the others; a hospital takes it out of the file (`d` is
 * gone) and drops each new Keyset in (keyset.ts).
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { lifetimes, renewalFrom } from '../../domain/contract/device/lifetimes.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { CompactJws, HospitalId, PublicJwk } from '../../domain/ids.ts'
import type { Sha256 } from '../../domain/ids.ts'
import { instantOf } from '../clock/clock.ts'
import { writePrivate } from '../store/base/private-file.ts'
import { newAuthority } from './authority.ts'
import type { StoredAuthority } from './authority.ts'
import { houseKey, newPrivateJwk, PrivateJwk, signClaims, thumbprintOf } from './house-key.ts'
import type { HouseKey } from './house-key.ts'
import { droppedKeysetFile, readDropped } from './keyset.ts'
import type { KeysetRefusal, OwnKeys } from './keyset.ts'

const Authority = v.strictObject({ key: v.string(), certificate: v.string() })
const Stored = v.strictObject({
  /** Without its private half (`d`) Root is kept offline. */
  root: v.union([PrivateJwk, v.omit(PrivateJwk, ['d'])]),
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
    /** Missing in a file from before: then the JWS says it. */
    issuedAt: v.optional(v.string()),
    notAfter: v.string(),
    jws: CompactJws,
    hospitalId: v.optional(HospitalId),
  }),
})
type Stored = v.InferOutput<typeof Stored>
/** What a house of today has. */
type Whole = Stored & { readonly timeCa: StoredAuthority; readonly escrow: PublicJwk }

export interface House {
  /** Public half; the private one is needed only where a Keyset is signed. */
  readonly root: PublicJwk & { readonly kid: Sha256 }
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
  /** Of this moment: signed by Root, whose public half stands in the header as `jwk`. */
  readonly keyset: CompactJws
  readonly keysetVersion: number
  readonly rootThumbprint: Sha256
  /** Looks for a dropped Keyset, and signs the next one where Root is here and it is time. True: a newer one holds. */
  tend(now: Date): Promise<boolean>
}

/** Private half of the training hospital's escrow key, for whoever keeps it elsewhere. */
export const escrowFile = 'escrow/private-key.json'

/** Reads `keys.json` of the data folder, or makes it at the first start. */
export async function openHouse(options: {
  readonly data: string
  readonly hospital: string
  readonly hospitalId: HospitalId
  readonly now: Date
  /** Why a dropped Keyset is not taken, once for each file. */
  readonly onRefused?: (why: KeysetRefusal) => void
}): Promise<House> {
  const { data, hospital, hospitalId, onRefused } = options
  const file = join(data, 'keys.json')
  const before = existsSync(file) ? readFileSync(file, 'utf8') : null
  const known = before === null ? null : v.parse(v.pipe(v.string(), v.parseJson(), Stored), before)
  const stored = known ?? (await makeStored(options))
  const { kept, newer } = await completed(stored, options)
  const text = JSON.stringify(kept, null, 2)
  if (text !== before) writePrivate(file, text)
  const house = await usable(kept)
  const live = new LiveKeyset({ file, stored: kept, own: ownKeys(house), hospital, hospitalId, onRefused })
  if (!newer) await live.tend(options.now)
  return {
    ...house,
    get keyset() {
      return live.now.jws
    },
    get keysetVersion() {
      return live.now.version
    },
    tend: (now) => live.tend(now),
  }
}

interface LiveOptions {
  readonly file: string
  readonly own: OwnKeys
  readonly hospital: string
  readonly hospitalId: HospitalId
  readonly onRefused: ((why: KeysetRefusal) => void) | undefined
}

/** The Keyset of this moment, and how a newer one comes. */
class LiveKeyset {
  readonly #options: LiveOptions
  #stored: Whole
  #looked = ''

  constructor(options: LiveOptions & { readonly stored: Whole }) {
    this.#options = options
    this.#stored = options.stored
  }

  get now(): Whole['keyset'] {
    return this.#stored.keyset
  }

  async tend(now: Date): Promise<boolean> {
    const next = (await this.#dropped(now)) ?? (await this.#signed(now))
    if (next === null) return false
    // On the disk before any kiosk hears of it: after a restart a version must not go back.
    const stored = { ...this.#stored, keyset: next }
    writePrivate(this.#options.file, JSON.stringify(stored, null, 2))
    this.#stored = stored
    return true
  }

  async #signed(now: Date): Promise<Whole['keyset'] | null> {
    const { hospital, hospitalId } = this.#options
    const { issuedAt, notAfter, version } = this.now
    const until = Date.parse(notAfter)
    const from = issuedAt === undefined ? until - lifetimes.keyset : Date.parse(issuedAt)
    const root = signingRoot(this.#stored)
    if (root === null || now.getTime() < renewalFrom({ from, until })) return null
    return signKeyset({ keys: this.#stored, root, version: version + 1, hospital, hospitalId, now })
  }

  async #dropped(now: Date): Promise<Whole['keyset'] | null> {
    const { file, own, hospitalId, onRefused } = this.#options
    const path = join(dirname(file), droppedKeysetFile)
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    if (text === this.#looked) return null
    this.#looked = text
    if (text === '') return null
    const { root } = this.#stored
    const newest = this.now.version
    const read = await readDropped({ text, root, own, hospitalId, newest, now: now.getTime() })
    if (typeof read === 'string') {
      if (read !== 'current') onRefused?.(read)
      return null
    }
    const { version, issuedAt, notAfter } = read.keyset
    return { version, issuedAt, notAfter, jws: read.jws, hospitalId }
  }
}

async function makeStored(options: {
  readonly data: string
  readonly hospital: string
  readonly hospitalId: HospitalId
  readonly now: Date
}): Promise<Whole> {
  const { data, hospital, hospitalId, now } = options
  const root = await newPrivateJwk()
  const keys = {
    root,
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
    keyset: await signKeyset({ keys: { ...keys, escrow }, root, version: 1, hospital, hospitalId, now }),
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

/**
 * A house from before there was an escrow key, an authority for time or its own id in the keyset gets a keyset with it;
 * where Root is offline that one has to be dropped in.
 */
async function completed(
  stored: Stored,
  options: { readonly data: string; readonly hospital: string; readonly hospitalId: HospitalId; readonly now: Date },
): Promise<{ readonly kept: Whole; readonly newer: boolean }> {
  const { data, hospital, hospitalId, now } = options
  const { keyset, timeCa, escrow, ...others } = stored
  const keys = {
    ...others,
    timeCa: timeCa ?? (await newTimeAuthority(hospital, now)),
    escrow: escrow ?? (await newEscrowKey(data)),
  }
  const whole = timeCa !== undefined && escrow !== undefined && keyset.hospitalId === hospitalId
  const root = signingRoot(stored)
  if (whole || root === null) return { kept: { ...keys, keyset }, newer: false }
  const next = await signKeyset({ keys, root, version: keyset.version + 1, hospital, hospitalId, now })
  return { kept: { ...keys, keyset: next }, newer: true }
}

/** Root with its private half; null where that is kept offline. */
function signingRoot({ root }: Pick<Stored, 'root'>): PrivateJwk | null {
  return 'd' in root ? root : null
}

async function signKeyset(options: {
  readonly keys: Omit<Whole, 'keyset'>
  readonly root: PrivateJwk
  readonly version: number
  readonly hospital: string
  readonly hospitalId: HospitalId
  readonly now: Date
}): Promise<Whole['keyset']> {
  const { keys, version, hospital, hospitalId, now } = options
  const root = await houseKey(options.root, 'ES256')
  const issuedAt = instantOf(now)
  const notAfter = instantOf(new Date(now.getTime() + lifetimes.keyset))
  const claims = v.parse(Keyset, {
    version,
    hospital,
    hospitalId,
    issuedAt,
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
  return { version, issuedAt, notAfter, jws, hospitalId }
}

async function usable(stored: Whole): Promise<Omit<House, 'keyset' | 'keysetVersion' | 'tend'>> {
  const { kty, crv, x, y } = stored.root
  const kid = await thumbprintOf({ kty, crv, x, y })
  return {
    root: { kty, crv, x, y, kid },
    escrow: stored.escrow,
    content: await houseKey(stored.content, 'ES256'),
    intake: await houseKey(stored.intake, 'ECDH-ES'),
    receipt: await houseKey(stored.receipt, 'ES256'),
    gateway: await houseKey(stored.gateway, 'ES256'),
    tlsCa: stored.tlsCa,
    sealCa: stored.sealCa,
    timeCa: stored.timeCa,
    rootThumbprint: kid,
  }
}

function ownKeys(house: Omit<House, 'keyset' | 'keysetVersion' | 'tend'>): OwnKeys {
  return {
    content: house.content.public,
    intake: house.intake.public,
    receipt: house.receipt.public,
    gateway: house.gateway.public,
    tlsCa: house.tlsCa.certificate,
    sealCa: house.sealCa.certificate,
    timeCa: house.timeCa.certificate,
  }
}
