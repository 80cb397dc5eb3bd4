/** The enrolled kiosks: their public keys by purpose and their seal certificate, those of now and all before. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { DeviceId, PublicJwk } from '../../domain/ids.ts'
import { keySets } from './device-keys.ts'
import type { KeySet, NewKeySet } from './device-keys.ts'

export interface EnrolledDevice {
  readonly device: DeviceId
  /** Counts from 1 in the order of enrolment: "zuil 2" for people. */
  readonly number: number
  readonly auth: PublicJwk
  readonly log: PublicJwk
  readonly seal: PublicJwk
  /** PEM, leaf first. */
  readonly sealChain: string
  readonly enrolledAt: string
  /** Every set of keys that it ever had, oldest first; `auth`, `log`, `seal` and `sealChain` are those that it uses. */
  readonly keys: readonly KeySet[]
  readonly withdrawn: boolean
  /** ISO 8601; null as long as the kiosk is one of ours. From then on its seal certificate counts as revoked. */
  readonly withdrawnAt: string | null
}

export interface DeviceTable {
  find(device: DeviceId): EnrolledDevice | null
  all(): readonly EnrolledDevice[]
  /** `until`: milliseconds since 1970 at which its keys end. */
  add(device: Omit<EnrolledDevice, 'number' | 'keys' | 'withdrawn' | 'withdrawnAt'> & { readonly until: number }): void
  /** A set that it has asked for; the one it uses stays until it comes with this one. */
  addKeys(device: DeviceId, keys: NewKeySet): void
  /** It came with a set for the first time: from now on that is the one it uses. Later calls change nothing. */
  usedKeys(device: DeviceId, set: KeySet, at: number): void
  /** Takes away every right of a kiosk; its envelopes that are on the way go to quarantine. */
  withdraw(device: DeviceId, at: Date): void
}

const Jwk = v.pipe(v.string(), v.parseJson(), PublicJwk)
const Row = v.object({
  number: v.number(),
  device: DeviceId,
  auth: Jwk,
  log: Jwk,
  seal: Jwk,
  seal_chain: v.string(),
  enrolled_at: v.string(),
  /** 0, or the second since 1970 at which it was. */
  withdrawn: v.number(),
})

export function deviceTable(database: DatabaseSync): DeviceTable {
  const sets = keySets(database)
  const update = database.prepare('UPDATE devices SET auth = ?, log = ?, seal = ?, seal_chain = ? WHERE device = ?')
  const read = (row: unknown): EnrolledDevice => {
    const known = rowOf(row)
    return { ...known, keys: sets.of(known.device) }
  }
  const byId = database.prepare('SELECT * FROM devices WHERE device = ?')
  const every = database.prepare('SELECT * FROM devices ORDER BY number')
  const insert = database.prepare(
    'INSERT INTO devices (device, auth, log, seal, seal_chain, enrolled_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const remove = database.prepare('UPDATE devices SET withdrawn = ? WHERE device = ? AND withdrawn = 0')
  return {
    find(device) {
      const row = byId.get(device)
      return row === undefined ? null : read(row)
    },
    all: () => every.all().map(read),
    add({ device, auth, log, seal, sealChain, enrolledAt, until }) {
      insert.run(device, JSON.stringify(auth), JSON.stringify(log), JSON.stringify(seal), sealChain, enrolledAt)
      sets.add(device, { auth, log, seal, sealChain, since: Date.parse(enrolledAt), until })
    },
    addKeys: (device, keys) => sets.add(device, keys),
    usedKeys(device, { serial, usedAt, auth, log, seal, sealChain }, at) {
      if (usedAt !== null || !sets.used(device, serial, at)) return
      update.run(JSON.stringify(auth), JSON.stringify(log), JSON.stringify(seal), sealChain, device)
    },
    withdraw(device, at) {
      remove.run(Math.floor(at.getTime() / 1000), device)
    },
  }
}

function rowOf(row: unknown): Omit<EnrolledDevice, 'keys'> {
  const { seal_chain, enrolled_at, withdrawn, ...rest } = v.parse(Row, row)
  const withdrawnAt = withdrawn === 0 ? null : new Date(withdrawn * 1000).toISOString()
  return { ...rest, sealChain: seal_chain, enrolledAt: enrolled_at, withdrawn: withdrawn !== 0, withdrawnAt }
}
