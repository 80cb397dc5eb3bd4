/** The enrolled kiosks: their public keys by purpose and their seal certificate. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { DeviceId, PublicJwk } from '../../domain/ids.ts'

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
  readonly withdrawn: boolean
  /** ISO 8601; null as long as the kiosk is one of ours. From then on its seal certificate counts as revoked. */
  readonly withdrawnAt: string | null
}

export interface DeviceTable {
  find(device: DeviceId): EnrolledDevice | null
  all(): readonly EnrolledDevice[]
  add(device: Omit<EnrolledDevice, 'number' | 'withdrawn' | 'withdrawnAt'>): void
  /** Takes away every right of a kiosk; its envelopes that are on the way go to quarantine. */
  withdraw(device: DeviceId, at: Date): void
}

/** `withdrawn`: 0, or the second since 1970 at which it was. */
const schema = `
  CREATE TABLE IF NOT EXISTS devices (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    device TEXT NOT NULL UNIQUE,
    auth TEXT NOT NULL,
    log TEXT NOT NULL,
    seal TEXT NOT NULL,
    seal_chain TEXT NOT NULL,
    enrolled_at TEXT NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0
  ) STRICT;`

const Jwk = v.pipe(v.string(), v.parseJson(), PublicJwk)
const Row = v.object({
  number: v.number(),
  device: DeviceId,
  auth: Jwk,
  log: Jwk,
  seal: Jwk,
  seal_chain: v.string(),
  enrolled_at: v.string(),
  withdrawn: v.number(),
})

export function deviceTable(database: DatabaseSync): DeviceTable {
  database.exec(schema)
  // Before revocation had a date this column held 1; read as a second of 1970 it would spoil every seal of that kiosk.
  const undated = database.prepare('SELECT 1 FROM devices WHERE withdrawn = 1').get() !== undefined
  // Only then, because readers open this database too.
  if (undated) database.exec('UPDATE devices SET withdrawn = unixepoch() WHERE withdrawn = 1')
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
    add({ device, auth, log, seal, sealChain, enrolledAt }) {
      insert.run(device, JSON.stringify(auth), JSON.stringify(log), JSON.stringify(seal), sealChain, enrolledAt)
    },
    withdraw(device, at) {
      remove.run(Math.floor(at.getTime() / 1000), device)
    },
  }
}

function read(row: unknown): EnrolledDevice {
  const { seal_chain, enrolled_at, withdrawn, ...rest } = v.parse(Row, row)
  const withdrawnAt = withdrawn === 0 ? null : new Date(withdrawn * 1000).toISOString()
  return { ...rest, sealChain: seal_chain, enrolledAt: enrolled_at, withdrawn: withdrawn !== 0, withdrawnAt }
}
