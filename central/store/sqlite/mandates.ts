/** Mandates that are not over and what is told of them, in SQLite. The rows are written with the Consents (store/fhir). */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { CalendarDay } from '../../../domain/ids.ts'
import { recipients, told as words } from '../../../domain/lifecycle/life.ts'
import type { MandateLives } from '../../mandates/lives.ts'
import type { MandateNotices } from '../../mandates/notice-queue.ts'
import { inTransaction } from '../base/transaction.ts'

const Name = v.object({ mandate: v.string() })
const Step = v.object({ seq: v.number(), mandate: v.string(), patient: v.string(), state: v.string(), at: v.string() })
const Due = v.object({
  key: v.string(),
  mandate: v.string(),
  patient: v.string(),
  to: v.picklist(recipients),
  what: v.picklist(words),
  on: CalendarDay,
  tries: v.number(),
})

export function sqliteMandateLives(database: DatabaseSync): MandateLives {
  const open = database.prepare('SELECT mandate FROM mandate_lives WHERE open = 1 ORDER BY mandate')
  const openOf = database.prepare('SELECT mandate FROM mandate_lives WHERE open = 1 AND patient = ? ORDER BY mandate')
  const openFor = database.prepare(
    `SELECT mandate FROM mandate_people JOIN mandate_lives USING (mandate)
     WHERE person = ? AND open = 1 ORDER BY mandate`,
  )
  const steps = database.prepare('SELECT * FROM mandate_steps WHERE at >= ? ORDER BY seq DESC LIMIT ?')
  const names = (rows: readonly unknown[]) => rows.map((row) => v.parse(Name, row).mandate)
  return {
    open: async () => names(open.all()),
    openOf: async (patient) => names(openOf.all(patient)),
    openFor: async (person) => names(openFor.all(person)),
    steps: async ({ since, most }) => steps.all(since, most).map((row) => v.parse(Step, row)),
  }
}

export function sqliteMandateNotices(database: DatabaseSync): MandateNotices {
  const next = database.prepare(
    `SELECT key, mandate, patient, recipient AS "to", what, about AS "on", tries FROM mandate_notices
     WHERE told_at IS NULL AND (taken_until IS NULL OR taken_until <= ?) ORDER BY tries, seq LIMIT 1`,
  )
  const take = database.prepare('UPDATE mandate_notices SET taken_until = ?, tries = tries + 1 WHERE key = ?')
  const told = database.prepare('UPDATE mandate_notices SET told_at = ? WHERE key = ? AND told_at IS NULL')
  return {
    take: async (now, until) =>
      inTransaction(database, () => {
        const row = next.get(now)
        if (row === undefined) return null
        const due = v.parse(Due, row)
        take.run(until, due.key)
        return due
      }),
    told: async (key, at) => Number(told.run(at, key).changes) === 1,
  }
}
