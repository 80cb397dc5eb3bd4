/**
 * Who may see what by the mandates of the record, one row for a person and a mandate: written with the Consent, in the same
 * transaction, so that the question and the record never differ.
 */
import type { DatabaseSync } from 'node:sqlite'
import type { Consent } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { DataKind } from '../../../domain/data-kinds.ts'
import { entitlingOf } from '../../../domain/entitlements/entitling.ts'
import type { Entitling } from '../../../domain/entitlements/entitling.ts'

export interface EntitlementTable {
  /** As this version of the Consent says; one that gives nothing has no row. */
  set(consent: Consent): void
  /** Of this person in this patient's file, whatever the day. One look into one index. */
  between(person: string, patient: string): readonly Entitling[]
}

const Row = v.object({
  mandate: v.string(),
  patient: v.string(),
  person: v.string(),
  first: v.number(),
  last: v.number(),
  kinds: v.pipe(v.string(), v.parseJson(), v.array(DataKind)),
})

export function entitlementTable(database: DatabaseSync): EntitlementTable {
  const remove = database.prepare('DELETE FROM entitlements WHERE mandate = ?')
  const add = database.prepare(
    'INSERT OR REPLACE INTO entitlements (person, patient, mandate, first, last, kinds) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const between = database.prepare('SELECT * FROM entitlements WHERE person = ? AND patient = ?')
  return {
    set(consent) {
      remove.run(`Consent/${consent.id ?? ''}`)
      const one = entitlingOf(consent)
      if (one === null) return
      const { mandate, patient, people, kinds, first, last } = one
      for (const person of people) add.run(person, patient, mandate, first, last, JSON.stringify(kinds))
    },
    between: (person, patient) =>
      between.all(person, patient).map((row) => {
        const { person: who, ...rest } = v.parse(Row, row)
        return { ...rest, people: [who] }
      }),
  }
}
