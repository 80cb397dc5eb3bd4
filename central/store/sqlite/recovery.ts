/** Who waits for a person's yes after a long absence, in SQLite. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { Recovery } from '../../devices/recovery.ts'
import { approvalFor } from '../../../domain/contract/device/lifetimes.ts'
import { DeviceId } from '../../../domain/ids.ts'
import { inTransaction } from '../base/transaction.ts'

const Row = v.object({ device: DeviceId, asked_at: v.number(), approved_until: v.nullable(v.number()) })

/** For use inside whatever transaction is open. */
export interface RecoveryTable {
  /** Whether a person's yes holds. */
  holds(device: DeviceId, now: number): boolean
  remove(device: DeviceId): void
}

export function recoveryTable(database: DatabaseSync): RecoveryTable {
  const one = database.prepare('SELECT 1 FROM device_recovery WHERE device = ? AND approved_until > ?')
  const remove = database.prepare('DELETE FROM device_recovery WHERE device = ?')
  return {
    holds: (device, now) => one.get(device, now) !== undefined,
    remove: (device) => void remove.run(device),
  }
}

export function sqliteRecovery(database: DatabaseSync): Recovery {
  const table = recoveryTable(database)
  const all = database.prepare('SELECT * FROM device_recovery WHERE approved_until IS NULL ORDER BY asked_at')
  const over = database.prepare('DELETE FROM device_recovery WHERE device = ? AND approved_until IS NOT NULL')
  const add = database.prepare('INSERT OR IGNORE INTO device_recovery (device, asked_at) VALUES (?, ?)')
  const allow = database.prepare('UPDATE device_recovery SET approved_until = ? WHERE device = ?')
  return {
    waiting: async () => all.all().map((row) => v.parse(Row, row).device),
    ask: async (device, now) =>
      inTransaction(database, () => {
        if (table.holds(device, now)) return true
        over.run(device)
        add.run(device, now)
        return false
      }),
    approve: async (device, now) => allow.run(now + approvalFor, device).changes === 1,
  }
}
