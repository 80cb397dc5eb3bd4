import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compartmentSearch, patientParameter, ReadableType } from '../../central/kiosk-api/gateway/compartment.ts'

const patient = 'Patient/mother'
const allowed = new Set(['date', 'sent', 'authoredon', 'effective', 'status', 'category', 'type', '_sort', '_count'])

const names = fc.oneof(
  fc.constantFrom('patient', 'subject', 'actor', '_id', 'date', 'status', '_count', '_include', '_revinclude', '_has'),
  fc.string({ maxLength: 12 }),
)
const values = fc.oneof(
  fc.constantFrom(patient, 'mother', 'Patient/stranger', 'stranger', '1,2', 'mother,stranger', 'Patient/mother,x'),
  fc.string({ maxLength: 20 }),
)

test('no query at all leads out of the compartment of the bound patient', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ReadableType.options),
      fc.array(fc.tuple(names, values), { maxLength: 6 }),
      (type, pairs) => {
        const search = compartmentSearch({ type, query: new URLSearchParams(pairs), patient })
        if (search === null) return
        const own = patientParameter[type]
        expect(search.getAll(own)).toEqual([type === 'Patient' ? 'mother' : patient])
        for (const [name, value] of search) {
          if (name === own) continue
          expect(allowed.has(name)).toBe(true)
          expect(value).not.toMatch(/[&=?#\s]/)
        }
        expect(Number(search.get('_count'))).toBeLessThanOrEqual(100)
      },
    ),
    { numRuns: 5000 },
  )
})
