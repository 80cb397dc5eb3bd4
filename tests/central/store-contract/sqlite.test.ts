/** The embedded SQLite adapter under the contract. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { openDatabase } from '../../../central/store/database.ts'
import { loadDefinitions } from '../../../central/store/fhir/definitions.ts'
import { sqliteStores } from '../../../central/store/sqlite/stores.ts'
import { openVolatile } from '../../../central/store/sqlite/volatile.ts'
import { storeContract } from './contract.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'balie-contract-'))
  loadDefinitions(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('SQLite', () => {
  let databases = 0
  storeContract(async (now) => {
    const path = join(folder, `${String((databases += 1))}.sqlite`)
    // Two connections to one file: what one has not committed, the other does not see.
    const [one, other] = [openDatabase(path), openDatabase(path)]
    // A power cut is not what is tested here, and a thousand visits would wait for the disk.
    for (const each of [one, other]) each.exec('PRAGMA synchronous = OFF')
    const volatile = openVolatile()
    return {
      one: sqliteStores(one, now, volatile),
      other: sqliteStores(other, now, volatile),
      async close() {
        one.close()
        other.close()
        volatile.close()
      },
    }
  })
})
