/** How far each kiosk's wipe journal was when it last said so: a journal that was cut goes back, and that shows. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { Sha256 } from '../../domain/ids.ts'
import type { DeviceId, Instant } from '../../domain/ids.ts'

export interface JournalHead {
  readonly seq: number
  readonly head: Sha256
}

export interface JournalHeads {
  /** `goesOn`: the same line as before, or a later one, now remembered. `wentBack`: cut off, or another history. */
  take(device: DeviceId, said: JournalHead, at: Instant): 'goesOn' | 'wentBack'
}

const Row = v.object({ seq: v.number(), head: Sha256 })

export function journalHeads(database: DatabaseSync): JournalHeads {
  const newest = database.prepare('SELECT seq, head FROM journal_heads WHERE device = ? ORDER BY seq DESC LIMIT 1')
  const insert = database.prepare('INSERT INTO journal_heads (device, seq, head, at) VALUES (?, ?, ?, ?)')
  return {
    take(device, { seq, head }, at) {
      const row = newest.get(device)
      const last = row === undefined ? null : v.parse(Row, row)
      if (last !== null && seq < last.seq) return 'wentBack'
      if (last?.seq === seq) return last.head === head ? 'goesOn' : 'wentBack'
      insert.run(device, seq, head, at)
      return 'goesOn'
    },
  }
}
