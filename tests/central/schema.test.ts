/** docs/schema.md describes the database as it is: every table and column of it, and nothing else. */
import { readFileSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../central/store/database.ts'
import { openVolatile } from '../../central/store/sqlite/volatile.ts'

const text = readFileSync(new URL('../../docs/schema.md', import.meta.url), 'utf8')

/** Columns by table, as the rows of the page's tables name them. */
function described(heading: string): Record<string, string[]> {
  const part = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const sections = part.split('\n### ').slice(1)
  return Object.fromEntries(
    sections.map((section) => {
      const [title = '', ...lines] = section.split('\n')
      const columns = lines.flatMap((line) => /^\| `(\w+)`\s+\|/.exec(line)?.[1] ?? [])
      return [title.replaceAll('`', '').trim(), columns.toSorted()]
    }),
  )
}

function real(database: DatabaseSync): Record<string, string[]> {
  const names = (sql: string) =>
    database
      .prepare(sql)
      .all()
      .map(({ name }) => String(name))
  const tables = names("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
  return Object.fromEntries(tables.map((table) => [table, names(`PRAGMA table_info(${table})`).toSorted()]))
}

describe('docs/schema.md', () => {
  it('names every table and column on the disk', () => {
    const database = openDatabase(':memory:')
    expect(described('On the disk')).toEqual(real(database))
    database.close()
  })

  it('names every table and column in memory', () => {
    const database = openVolatile()
    expect(described('In memory')).toEqual(real(database))
    database.close()
  })

  it('says how many migrations there are', () => {
    const database = openDatabase(':memory:')
    const version = database.prepare('PRAGMA user_version').get()?.['user_version']
    expect(text).toContain(`form ${String(version)}`)
    database.close()
  })
})
