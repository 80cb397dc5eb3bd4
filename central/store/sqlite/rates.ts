/** Buckets, counts of failures and shared secrets in SQLite. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { FailureStore, RateStore, SecretStore } from '../../http/rate-store.ts'
import { leftAt, takeFrom } from '../../http/rate.ts'
import { inTransaction } from '../base/transaction.ts'

const Bucket = v.object({ caller: v.string(), left: v.number(), at: v.number() })
const Count = v.object({ wrong: v.number(), since: v.number() })
const Secret = v.object({ value: v.instance(Uint8Array) })

export function sqliteRates(volatile: DatabaseSync): RateStore {
  const one = volatile.prepare('SELECT caller, "left", at FROM rate_buckets WHERE bucket = ? AND caller = ?')
  // Callers who have all their turns again need not be remembered.
  const whole = volatile.prepare('DELETE FROM rate_buckets WHERE bucket = ? AND "left" + max(0.0, ? - at) / ? >= ?')
  const save = volatile.prepare(
    `INSERT INTO rate_buckets (bucket, caller, "left", at) VALUES (?, ?, ?, ?)
     ON CONFLICT (bucket, caller) DO UPDATE SET "left" = excluded."left", at = excluded.at`,
  )
  return {
    take: async (bucket, caller, rate, at) =>
      inTransaction(volatile, () => {
        whole.run(bucket, at, rate.every, rate.burst)
        const row = one.get(bucket, caller)
        const left = row === undefined ? rate.burst : leftAt(v.parse(Bucket, row), rate, at)
        const taken = takeFrom(left, rate)
        // Also when refused: after a clock was set back, the pause counts from now and not from then.
        save.run(bucket, caller, taken.left, at)
        return taken.wait
      }),
  }
}

export function sqliteFailures(volatile: DatabaseSync): FailureStore {
  const one = volatile.prepare('SELECT wrong, since FROM failures WHERE key = ?')
  const remove = volatile.prepare('DELETE FROM failures WHERE key = ?')
  // Deleted and written anew, so that the newest have the highest rowid.
  const insert = volatile.prepare('INSERT INTO failures (key, wrong, since, before) VALUES (?, ?, ?, ?)')
  const trim = volatile.prepare(
    'DELETE FROM failures WHERE rowid IN (SELECT rowid FROM failures ORDER BY rowid DESC LIMIT -1 OFFSET ?)',
  )
  const none = volatile.prepare('DELETE FROM failures WHERE key = ? AND wrong <= 1')
  // What went well makes no pause longer.
  const less = volatile.prepare('UPDATE failures SET wrong = wrong - 1, since = before WHERE key = ?')
  return {
    count: async (keys, { at, pause, kept }) =>
      inTransaction(volatile, () => {
        const counted = keys.map(({ key, most }) => {
          const row = one.get(key)
          const { wrong, since } = row === undefined ? { wrong: 0, since: at } : v.parse(Count, row)
          const over = at - since >= pause
          return { key, most, since: over ? at : since, wrong: over ? 0 : wrong }
        })
        if (counted.some(({ wrong, most }) => wrong >= most)) return false
        for (const { key, wrong, since } of counted) {
          remove.run(key)
          insert.run(key, wrong + 1, at, since)
        }
        trim.run(kept)
        return true
      }),
    forgive: async ({ clear, undo }) =>
      inTransaction(volatile, () => {
        for (const key of clear) remove.run(key)
        for (const key of undo) {
          none.run(key)
          less.run(key)
        }
      }),
  }
}

export function sqliteSecrets(volatile: DatabaseSync): SecretStore {
  const insert = volatile.prepare('INSERT OR IGNORE INTO secrets (name, value) VALUES (?, ?)')
  const one = volatile.prepare('SELECT value FROM secrets WHERE name = ?')
  return {
    get: async (name, fresh) =>
      inTransaction(volatile, () => {
        insert.run(name, fresh)
        return new Uint8Array(v.parse(Secret, one.get(name)).value)
      }),
  }
}
