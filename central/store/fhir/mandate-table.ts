/**
 * Which mandates are not over, whose they are, what became of each, and who has to be told: written with the Consent, in the same
 * transaction. The Consent itself says all of it; these rows are how it is found.
 */
import type { DatabaseSync } from 'node:sqlite'
import type { Consent } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { lifeOf, noticesIn } from '../../../domain/fhir/mandate-life.ts'
import { isFinal } from '../../../domain/lifecycle/states.ts'

export interface MandateTable {
  /** As this version of the Consent says. */
  set(consent: Consent): void
}

const State = v.object({ state: v.string() })

export function mandateTable(database: DatabaseSync): MandateTable {
  const before = database.prepare('SELECT state FROM mandate_lives WHERE mandate = ?')
  const save = database.prepare(
    `INSERT INTO mandate_lives (mandate, patient, state, open) VALUES (?, ?, ?, ?)
     ON CONFLICT (mandate) DO UPDATE SET state = excluded.state, open = excluded.open`,
  )
  const person = database.prepare('INSERT OR IGNORE INTO mandate_people (person, mandate) VALUES (?, ?)')
  const step = database.prepare('INSERT INTO mandate_steps (mandate, patient, state, at) VALUES (?, ?, ?, ?)')
  const notice = database.prepare(
    `INSERT INTO mandate_notices (key, mandate, patient, recipient, what, about) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (key) DO NOTHING`,
  )
  return {
    set(consent) {
      const mandate = `Consent/${consent.id ?? ''}`
      const patient = consent.patient?.reference ?? ''
      for (const { to, what, on } of noticesIn(consent))
        notice.run(`${mandate} ${what} ${to} ${on}`, mandate, patient, to, what, on)
      const life = lifeOf(consent)
      const known = before.get(mandate)
      if (life === null) {
        if (known !== undefined) save.run(mandate, patient, consent.status ?? '', 0)
        return
      }
      const { name } = life.state
      save.run(mandate, patient, name, isFinal(life.state) ? 0 : 1)
      for (const { reference } of consent.provision?.actor ?? [])
        if (reference.reference !== undefined) person.run(reference.reference, mandate)
      const last = known === undefined ? null : v.parse(State, { ...known }).state
      if (last !== name) step.run(mandate, patient, name, consent.meta?.lastUpdated ?? '')
    },
  }
}
