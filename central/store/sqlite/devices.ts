/** The enrolled kiosks in SQLite. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { DeviceTable, EnrolledDevice, NewDevice } from '../../devices/device-table.ts'
import { DeviceId, PublicJwk } from '../../../domain/ids.ts'
import { inTransaction } from '../base/transaction.ts'
import { codeTable } from './codes.ts'
import { keySets } from './key-sets.ts'
import { recoveryTable } from './recovery.ts'

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

export function sqliteDevices(database: DatabaseSync): DeviceTable {
  const sets = keySets(database)
  const codes = codeTable(database)
  const recovery = recoveryTable(database)
  const update = database.prepare('UPDATE devices SET auth = ?, log = ?, seal = ?, seal_chain = ? WHERE device = ?')
  const byId = database.prepare('SELECT * FROM devices WHERE device = ?')
  const every = database.prepare('SELECT * FROM devices ORDER BY number')
  const insert = database.prepare(
    'INSERT INTO devices (device, auth, log, seal, seal_chain, enrolled_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const remove = database.prepare('UPDATE devices SET withdrawn = ? WHERE device = ? AND withdrawn = 0')
  const read = (row: unknown): EnrolledDevice => {
    const known = rowOf(row)
    return { ...known, keys: sets.of(known.device) }
  }
  const find = (device: DeviceId): EnrolledDevice | null => {
    const row = byId.get(device)
    return row === undefined ? null : read(row)
  }
  const add = ({ device, auth, log, seal, sealChain, enrolledAt, until }: NewDevice): void => {
    insert.run(device, JSON.stringify(auth), JSON.stringify(log), JSON.stringify(seal), sealChain, enrolledAt)
    sets.add(device, { auth, log, seal, sealChain, since: Date.parse(enrolledAt), until })
  }
  return {
    find: async (device) => find(device),
    all: async () => every.all().map(read),
    enrol: async ({ hash, at }, device) =>
      inTransaction(database, () => {
        if (!codes.use(hash, at)) return codes.look(hash, at)
        add(device)
        return 'enrolled'
      }),
    renew: async (device, keys, { approval, now }) =>
      inTransaction(database, () => {
        const known = find(device)
        if (known === null) return 'unknown'
        if (known.withdrawn) return 'withdrawn'
        if (approval && !recovery.holds(device, now)) return 'approvalNeeded'
        sets.add(device, keys)
        recovery.remove(device)
        return 'renewed'
      }),
    usedKeys: async (device, { serial, usedAt, auth, log, seal, sealChain }, at) =>
      inTransaction(database, () => {
        if (usedAt !== null || !sets.used(device, serial, at)) return
        update.run(JSON.stringify(auth), JSON.stringify(log), JSON.stringify(seal), sealChain, device)
      }),
    withdraw: async (device, at) =>
      inTransaction(database, () => {
        if (remove.run(Math.floor(at.getTime() / 1000), device).changes === 0) return false
        recovery.remove(device)
        return true
      }),
  }
}

function rowOf(row: unknown): Omit<EnrolledDevice, 'keys'> {
  const { seal_chain, enrolled_at, withdrawn, ...rest } = v.parse(Row, row)
  const withdrawnAt = withdrawn === 0 ? null : new Date(withdrawn * 1000).toISOString()
  return { ...rest, sealChain: seal_chain, enrolledAt: enrolled_at, withdrawn: withdrawn !== 0, withdrawnAt }
}
