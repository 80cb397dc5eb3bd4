/** Refusals in SQLite: written in the commit of the answer, once. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { Instant } from '../../../domain/ids.ts'
import { refuseReasons } from '../../requests/decisions/decision.ts'
import type { KeptRefusal, Refusals } from '../../requests/decisions/refusal.ts'

const Row = v.object({
  request: v.string(),
  reason: v.picklist(refuseReasons),
  staff: v.string(),
  at: Instant,
  paper: v.nullable(v.instance(Uint8Array)),
})

/** Inside whatever transaction is open. */
export function refusalTable(database: DatabaseSync): { keep(refusal: KeptRefusal): void } {
  const insert = database.prepare(
    'INSERT INTO request_refusals (request, reason, staff, at, paper) VALUES (?, ?, ?, ?, ?)',
  )
  return { keep: ({ request, reason, staff, at, paper }) => void insert.run(request, reason, staff, at, paper) }
}

export function sqliteRefusals(database: DatabaseSync): Refusals {
  const one = database.prepare('SELECT * FROM request_refusals WHERE request = ?')
  return {
    of: async (request) => {
      const row = one.get(request)
      return row === undefined ? null : v.parse(Row, { ...row })
    },
  }
}
