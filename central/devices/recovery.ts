/**
 * The way back for a kiosk that was away until its keys had ended. Within the hospital's days its old key is enough; after
 * that a person says yes, once, for a day. A withdrawn kiosk never comes back this way.
 */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { approvalFor } from '../../domain/contract/device/lifetimes.ts'
import { DeviceId } from '../../domain/ids.ts'

const Row = v.object({ device: DeviceId, asked_at: v.number(), approved_until: v.nullable(v.number()) })

export interface Recovery {
  /** Kiosks that wait for a person, longest first. */
  waiting(): readonly DeviceId[]
  /** It came with a key that ended too long ago; true when a person has said yes to that. */
  ask(device: DeviceId, now: number): boolean
  /** Whether a person's yes holds; writes nothing down. */
  mayCome(device: DeviceId, now: number): boolean
  /** A person's yes. False: this kiosk does not wait for one. */
  approve(device: DeviceId, now: number): boolean
  /** It has new keys: the yes is used up. */
  done(device: DeviceId): void
}

export function recovery(database: DatabaseSync): Recovery {
  const all = database.prepare('SELECT * FROM device_recovery ORDER BY asked_at')
  const one = database.prepare('SELECT * FROM device_recovery WHERE device = ?')
  const add = database.prepare('INSERT OR IGNORE INTO device_recovery (device, asked_at) VALUES (?, ?)')
  const allow = database.prepare('UPDATE device_recovery SET approved_until = ? WHERE device = ?')
  const remove = database.prepare('DELETE FROM device_recovery WHERE device = ?')
  const approvedUntil = (device: DeviceId): number | null => {
    const row = one.get(device)
    return row === undefined ? null : v.parse(Row, row).approved_until
  }
  return {
    waiting: () =>
      all
        .all()
        .map((row) => v.parse(Row, row))
        .filter(({ approved_until }) => approved_until === null)
        .map(({ device }) => device),
    ask(device, now) {
      const until = approvedUntil(device)
      if (until !== null && now < until) return true
      if (until !== null) remove.run(device)
      add.run(device, now)
      return false
    },
    mayCome(device, now) {
      const until = approvedUntil(device)
      return until !== null && now < until
    },
    approve: (device, now) => allow.run(now + approvalFor, device).changes === 1,
    done: (device) => void remove.run(device),
  }
}
