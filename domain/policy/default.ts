/**
 * The default policy: the profile of an academic hospital whose terms name a child form and two adult forms, under an
 * invented name. Its values are the defaults in the description of the cells, so the two cannot differ.
 */
import * as v from 'valibot'
import { aboutOf, newestFormat } from './cell.ts'
import { HospitalPolicy, policyCells } from './policy.ts'

/** Every cell at its default, without a hospital's name. */
export function defaultCells(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return Object.fromEntries(
    Object.entries(policyCells).map(([group, schema]) => [
      group,
      Object.fromEntries(
        Object.entries<v.GenericSchema>(schema.entries).map(([key, cell]) => [key, aboutOf(cell).default]),
      ),
    ]),
  )
}

/** Academisch Ziekenhuis Rijnmeer does not exist; it is the hospital of training and tests. */
export const defaultPolicy: HospitalPolicy = v.parse(HospitalPolicy, {
  format: newestFormat,
  hospital: { id: 'rijnmeer', name: 'Academisch Ziekenhuis Rijnmeer' },
  version: 1,
  validFrom: '2026-01-01',
  ...defaultCells(),
})
