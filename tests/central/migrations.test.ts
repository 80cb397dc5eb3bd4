/** The database's form: numbered, brought up to date once, never opened by a program that is too old for it. */
import { DatabaseSync } from 'node:sqlite'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../central/store/database.ts'
import { migrate, NewerDatabase } from '../../central/store/migrations/migrate.ts'
import { folder } from './support/kiosk.ts'
import { files } from './support/left-behind.ts'

const forms = (database: DatabaseSync) =>
  database
    .prepare('SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name')
    .all()
    .map(({ name, sql }) => `${String(name)} ${String(sql).replaceAll(/\s+/g, ' ')}`)
const versionOf = (database: DatabaseSync) => database.prepare('PRAGMA user_version').get()?.['user_version']

describe('migrations', () => {
  it('bring the database of 5d62466 to the very form of a new one, rows and all', () => {
    const at = folder()
    const path = join(at.path, 'central.sqlite')
    copyFileSync(join(files, 'central/central.sqlite'), path)
    const before = new DatabaseSync(path)
    const count = (database: DatabaseSync) => database.prepare('SELECT count(*) AS n FROM fhir_versions').get()?.['n']
    const rows = count(before)
    expect(versionOf(before)).toBe(0)
    before.close()
    const database = openDatabase(path)
    const fresh = openDatabase(':memory:')
    expect(versionOf(database)).toBe(versionOf(fresh))
    expect(forms(database)).toEqual(forms(fresh))
    expect(count(database)).toBe(rows)
    database.close()
    // Opened again, nothing happens.
    const again = openDatabase(path)
    expect(forms(again)).toEqual(forms(fresh))
    again.close()
    at.remove()
  })

  it('stop at a database of a later program, and leave nothing half done after a failure', () => {
    const later = openDatabase(':memory:')
    later.exec('PRAGMA user_version = 9999')
    expect(() => migrate(later)).toThrow(NewerDatabase)
    const odd = new DatabaseSync(':memory:')
    odd.exec('PRAGMA user_version = 1')
    odd.exec('CREATE TABLE kiosk_origins (other TEXT)')
    expect(() => migrate(odd)).toThrow()
    expect(odd.isTransaction).toBe(false)
    expect(versionOf(odd)).toBe(1)
  })
})
