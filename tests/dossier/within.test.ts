/** What a mandate lets somebody see: nothing outside of it is shown, and nothing that is in it is left out. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataKinds } from '../../domain/data-kinds.ts'
import { kindsOf, withinScope } from '../../domain/dossier/within.ts'

const types = [
  'Appointment',
  'MedicationRequest',
  'MedicationStatement',
  'AllergyIntolerance',
  'DocumentReference',
  'Communication',
  'Observation',
  'Condition',
] as const
const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] })
const resource = fc.record({
  resourceType: fc.constantFrom(...types),
  id: fc.integer({ min: 1, max: 6 }).map((id) => `r${String(id)}`),
  category: fc.subarray(['11502-2', '18748-4', '69730-0']).map((codes) => codes.map(loinc)),
})
const name = ({ resourceType, id }: { readonly resourceType: string; readonly id: string }) => `${resourceType}/${id}`
const cases = fc.record({
  resources: fc.uniqueArray(resource, { maxLength: 20, selector: name }),
  kinds: fc.subarray([...dataKinds]),
  without: fc.subarray(types.flatMap((type) => [1, 2, 3, 4, 5, 6].map((id) => `${type}/r${String(id)}`))),
})

describe('what a mandate lets somebody see', () => {
  it('is everything of the kinds that it names but what was taken out, and nothing else', () => {
    fc.assert(
      fc.property(cases, ({ resources, kinds, without }) => {
        const seen = withinScope(resources, { kinds, without })
        const due = resources.filter((one) => {
          const own = kindsOf(one)
          return own.length > 0 && own.every((kind) => kinds.includes(kind)) && !without.includes(name(one))
        })
        expect(seen).toEqual(due)
        expect(JSON.stringify(seen)).not.toMatch(/Observation|Condition/)
      }),
    )
  })

  it('is the same inside a Bundle, and takes no less with more kinds', () => {
    fc.assert(
      fc.property(cases, ({ resources, kinds, without }) => {
        const scope = { kinds, without }
        const bundle = { resourceType: 'Bundle', entry: resources.map((one) => ({ fullUrl: one.id, resource: one })) }
        const [inside] = withinScope([bundle], scope) as readonly [typeof bundle]
        expect(inside.entry.map((one) => one.resource)).toEqual(withinScope(resources, scope))
        const more = withinScope(resources, { kinds: dataKinds, without })
        expect(more).toEqual(expect.arrayContaining([...withinScope(resources, scope)]))
      }),
    )
  })

  it('names a medicine only for what refers to it', () => {
    const medicine = { resourceType: 'Medication', id: 'm', code: { text: 'Metformine' } }
    const order = { resourceType: 'MedicationRequest', id: 'o', medicationReference: { reference: 'Medication/m' } }
    const all = [medicine, order]
    expect(withinScope(all, { kinds: ['medication'], without: [] })).toEqual(all)
    expect(withinScope(all, { kinds: ['medication'], without: ['MedicationRequest/o'] })).toEqual([])
    expect(withinScope(all, { kinds: ['letters'], without: [] })).toEqual([])
  })

  it('holds a report of the laboratory only with the laboratory, and nothing that has no shape', () => {
    const report = { resourceType: 'DocumentReference', id: 'l', type: loinc('11502-2') }
    expect(withinScope([report], { kinds: ['letters'], without: [] })).toEqual([])
    expect(withinScope([report], { kinds: ['letters', 'laboratory'], without: [] })).toEqual([report])
    expect(withinScope([null, 'x', {}], { kinds: dataKinds, without: [] })).toEqual([])
  })
})
