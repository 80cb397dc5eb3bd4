/** What a hospital may set, and the closed lists: described in full, with a source that we name. */
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { otherHospitals } from '../../tools/rules/hospitals.ts'
import { dataKinds, purposes } from '../../domain/policy/kinds.ts'
import { everyCell } from '../../domain/policy/narrow.ts'
import { relations } from '../../domain/rules/basis/relations.ts'
import { marks, unnamed } from './covered/sources.ts'

describe.each(everyCell().map(({ path, cell }) => [path, v.getMetadata(cell)] as const))('the cell %s', (_, about) => {
  it('has a title in both languages, a unit, a source and what kind of line it is', () => {
    expect(about['title']).toMatch(/^[A-Z].+ \/ .+$/)
    expect(['', 'years', 'months', 'days', 'persons']).toContain(about['unit'])
    expect(marks).toContain(about['mark'])
    expect(about['source'] === '' ? [] : unnamed(String(about['source']))).toEqual([])
  })
})

describe('the closed lists', () => {
  it('hold the hospitals that reproduce what others publish', () => {
    const ids = otherHospitals.map(({ hospital }) => hospital.id)
    expect(ids).toEqual('domstad amstelveld maasdal brabantzicht waalrand friesewold havenstad gooiland'.split(' '))
  })
  it('hold the relations of Dutch representation law and those without a right', () => {
    expect([...relations].sort()).toEqual(
      [
        'self',
        'parentWithAuthority',
        'parentWithoutAuthority',
        'otherHolderOfAuthority',
        'guardian',
        'supervisionWorker',
        'fosterParent',
        'stepParent',
        'carer',
        'otherRelation',
        'voluntaryProxy',
        'curator',
        'mentor',
        'administrator',
        'writtenProxy',
        'partner',
        'parentOfAdult',
        'childOfAdult',
        'sibling',
        'grandparent',
        'grandchild',
      ].sort(),
    )
  })
  it('hold the kinds of data and the purposes of a mandate', () => {
    expect(dataKinds).toEqual(['summary', 'medication', 'laboratory', 'imaging', 'letters', 'appointments', 'messages'])
    expect(purposes).toEqual(['look', 'arrangeCare', 'decideOnCare'])
  })
})
