/** Where kiosks found this central, now and before: a form may wait for days while the central moves. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'

export interface KioskOrigins {
  /** Remembers one, without a slash at its end. */
  add(origin: string): void
  all(): readonly string[]
}

export function kioskOrigins(database: DatabaseSync): KioskOrigins {
  const insert = database.prepare('INSERT OR IGNORE INTO kiosk_origins (origin) VALUES (?)')
  const every = database.prepare('SELECT origin FROM kiosk_origins')
  return {
    add: (origin) => void insert.run(origin),
    all: () => every.all().map((row) => v.parse(v.object({ origin: v.string() }), row).origin),
  }
}
