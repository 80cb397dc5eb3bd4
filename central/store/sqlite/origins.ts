/** Addresses of this central, in SQLite. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { KioskOrigins } from '../origins.ts'

const Row = v.object({ origin: v.string() })

export function sqliteOrigins(database: DatabaseSync): KioskOrigins {
  const insert = database.prepare('INSERT OR IGNORE INTO kiosk_origins (origin) VALUES (?)')
  const every = database.prepare('SELECT origin FROM kiosk_origins')
  return {
    add: async (origin) => void insert.run(origin),
    all: async () => every.all().map((row) => v.parse(Row, row).origin),
  }
}
