/** What is known of each kiosk now, in SQLite. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { after, unheard } from '../../devices/kiosk-state.ts'
import type { KioskNow, KioskStates } from '../../devices/kiosk-state.ts'
import { ClockState } from '../../../domain/contract/device/channel.ts'
import { HelpReason } from '../../../domain/contract/control/help-reason.ts'
import { HelpState, ReaderTrouble } from '../../../domain/contract/control/renderer.ts'
import { Step } from '../../../domain/contract/control/step.ts'
import { CallNumber, DeviceId, Instant, Sha256, VisitId } from '../../../domain/ids.ts'
import { inTransaction } from '../base/transaction.ts'

const Body = v.strictObject({
  streams: v.number(),
  visit: v.nullable(VisitId),
  step: v.nullable(Step),
  callNumber: v.nullable(CallNumber),
  help: HelpState,
  helpSince: v.nullable(Instant),
  helpWhy: v.optional(v.nullable(HelpReason), null),
  clock: v.nullable(v.strictObject({ state: ClockState, wipeAt: v.nullable(Instant) })),
  reached: v.array(Step),
  reader: v.nullable(ReaderTrouble),
  outOfService: v.nullable(v.string()),
  waiting: v.number(),
  app: v.nullable(v.string()),
  journal: v.nullable(v.strictObject({ seq: v.number(), head: Sha256 })),
  lastSeen: v.nullable(Instant),
})
const Row = v.object({ device: DeviceId, body: v.pipe(v.string(), v.parseJson(), Body) })

export function sqliteKioskStates(volatile: DatabaseSync): KioskStates {
  const every = volatile.prepare('SELECT device, body FROM kiosk_states')
  const one = volatile.prepare('SELECT device, body FROM kiosk_states WHERE device = ?')
  const save = volatile.prepare(
    'INSERT INTO kiosk_states (device, body) VALUES (?, ?) ON CONFLICT (device) DO UPDATE SET body = excluded.body',
  )
  const of = (device: DeviceId): KioskNow => {
    const row = one.get(device)
    return row === undefined ? unheard : v.parse(Row, row).body
  }
  return {
    of: async (device) => of(device),
    async all() {
      const rows = every.all().map((row) => v.parse(Row, row))
      return new Map(rows.map(({ device, body }) => [device, body]))
    },
    happen: async (device, event) =>
      inTransaction(volatile, () => {
        const before = of(device)
        const now = after(before, event)
        save.run(device, JSON.stringify(now))
        return { before, now }
      }),
  }
}
