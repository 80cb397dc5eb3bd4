/** What was taken out of mandates, in SQLite. Written in the commit of the form and never changed: a change is a new form. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { Withheld } from '../../requests/withheld.ts'

const Row = v.object({ item: v.string() })

/** Inside whatever transaction is open. */
export function withheldTable(database: DatabaseSync): {
  keep(mandate: string, items: readonly string[]): void
  of(mandate: string): readonly string[]
} {
  const insert = database.prepare('INSERT INTO mandate_withheld (mandate, item) VALUES (?, ?)')
  const all = database.prepare('SELECT item FROM mandate_withheld WHERE mandate = ? ORDER BY item')
  return {
    keep: (mandate, items) => {
      for (const item of items) insert.run(mandate, item)
    },
    of: (mandate) => all.all(mandate).map((row) => v.parse(Row, row).item),
  }
}

export function sqliteWithheld(database: DatabaseSync): Withheld {
  const table = withheldTable(database)
  return { of: async (mandate) => table.of(mandate) }
}
