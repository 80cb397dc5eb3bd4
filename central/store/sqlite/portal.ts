/** What portals ask by, in SQLite: their keys, and who may see what. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { PublicJwk } from '../../../domain/ids.ts'
import type { PortalClients } from '../../portal/clients.ts'
import type { Entitlements } from '../../portal/entitlements.ts'
import { entitlementTable } from '../fhir/entitlement-table.ts'

const Row = v.object({ id: v.string(), name: v.string(), jwk: v.pipe(v.string(), v.parseJson(), PublicJwk) })

export function sqlitePortalClients(database: DatabaseSync): PortalClients {
  const add = database.prepare('INSERT INTO portal_clients (id, name, jwk, added_at) VALUES (?, ?, ?, ?)')
  const one = database.prepare('SELECT id, name, jwk FROM portal_clients WHERE id = ? AND withdrawn_at IS NULL')
  const withdraw = database.prepare('UPDATE portal_clients SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL')
  return {
    add: async ({ id, name, key }, at) => void add.run(id, name, JSON.stringify(key), at),
    find: async (id) => {
      const row = one.get(id)
      if (row === undefined) return null
      const { jwk: key, ...client } = v.parse(Row, { ...row })
      return { ...client, key }
    },
    withdraw: async (id, at) => Number(withdraw.run(at, id).changes) === 1,
  }
}

export function sqliteEntitlements(database: DatabaseSync): Entitlements {
  const table = entitlementTable(database)
  return { between: async (person, patient) => table.between(person, patient) }
}
