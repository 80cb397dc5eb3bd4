/** Every set of keys that a kiosk ever had, in SQLite; for use inside whatever transaction is open. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { KeySet, NewKeySet } from '../../devices/device-keys.ts'
import { PublicJwk } from '../../../domain/ids.ts'
import type { DeviceId } from '../../../domain/ids.ts'

const Jwk = v.pipe(v.string(), v.parseJson(), PublicJwk)
const Row = v.object({
  serial: v.number(),
  auth: Jwk,
  log: Jwk,
  seal: Jwk,
  seal_chain: v.string(),
  since: v.number(),
  until: v.number(),
  used_at: v.nullable(v.number()),
  replaced_at: v.nullable(v.number()),
})

export interface KeySets {
  /** Oldest first. */
  of(device: DeviceId): readonly KeySet[]
  add(device: DeviceId, keys: NewKeySet): void
  /** The kiosk came with this set: the others are replaced. False: it was known before, nothing changed. */
  used(device: DeviceId, serial: number, at: number): boolean
}

export function keySets(database: DatabaseSync): KeySets {
  const all = database.prepare('SELECT * FROM device_keys WHERE device = ? ORDER BY serial')
  const insert = database.prepare(
    'INSERT INTO device_keys (device, auth, log, seal, seal_chain, since, until) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const mark = database.prepare('UPDATE device_keys SET used_at = ? WHERE serial = ? AND used_at IS NULL')
  const replace = database.prepare(
    'UPDATE device_keys SET replaced_at = ? WHERE device = ? AND serial <> ? AND replaced_at IS NULL',
  )
  return {
    of: (device) => all.all(device).map(read),
    add(device, { auth, log, seal, sealChain, since, until }) {
      const [a, l, s] = [auth, log, seal].map((key) => JSON.stringify(key))
      insert.run(device, a ?? '', l ?? '', s ?? '', sealChain, since, until)
    },
    used(device, serial, at) {
      if (mark.run(at, serial).changes === 0) return false
      replace.run(at, device, serial)
      return true
    },
  }
}

function read(row: unknown): KeySet {
  const { seal_chain, used_at, replaced_at, ...rest } = v.parse(Row, row)
  return { ...rest, sealChain: seal_chain, usedAt: used_at, replacedAt: replaced_at }
}
