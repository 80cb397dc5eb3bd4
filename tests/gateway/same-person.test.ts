import type { Patient } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { findPatients } from '../../central/record/find-patients.ts'
import { samePerson } from '../../central/record/same-person.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { bsnSystem } from '../../central/record/naming.ts'
import { claimOf } from './bench.ts'
import { memoryStore } from './memory-store.ts'

const claim = { family: 'VERHOEVEN', given: 'SANNE MARIA', birthDate: v.parse(CalendarDay, '1984-06-14') }
const file = (family: string, given: string[]): Patient => ({
  resourceType: 'Patient',
  birthDate: '1984-06-14',
  name: [{ family, given }],
})

test('the person on the document is found in the file in any writing of the name', () => {
  expect(samePerson(file('Verhoeven', ['Sanne', 'Maria']), claim)).toBe(true)
  const german = { ...claim, family: 'MUELLER', given: 'JOERG' }
  for (const family of ['Müller', 'Mueller']) expect(samePerson(file(family, ['Jörg']), german)).toBe(true)
  const frisian = { ...claim, family: 'VAN DER MEER', given: 'S' }
  expect(samePerson(file('van der Meer', ['S.', 'M.']), frisian)).toBe(true)
})

test('a twin, a namesake or a file without a name is not that person', () => {
  const of = (family: string, given: string, birthDate = '1984-06-14') =>
    samePerson({ ...file(family, [given]), birthDate }, claim)
  expect(of('Verhoeven', 'Lotte')).toBe(false)
  expect(of('Verhoef', 'Sanne')).toBe(false)
  expect(of('Verhoeven', 'Sanne', '1984-06-15')).toBe(false)
  expect(samePerson({ resourceType: 'Patient', birthDate: '1984-06-14' }, claim)).toBe(false)
  expect(of('', '')).toBe(false)
})

test('a file with only an initial is not opened by a document, which a twin could hold, but is with its BSN', async () => {
  const bsn = '999990093'
  const initial = {
    ...file('Verhoeven', ['S.']),
    id: 'initial',
    identifier: [{ system: bsnSystem, value: bsn }],
  }
  const fhir = memoryStore([initial])
  const self = claimOf('self')
  expect(await findPatients({ fhir, claim: self, lookUp: { by: 'document' } })).toEqual([])
  const lookUp = { by: 'birthDateAndBsn', birthDate: self.birthDate, bsn } as const
  expect(await findPatients({ fhir, claim: self, lookUp })).toMatchObject([{ id: 'initial' }])
  const full = memoryStore([{ ...initial, name: [{ family: 'Verhoeven', given: ['Sanne'] }] }])
  expect(await findPatients({ fhir: full, claim: self, lookUp: { by: 'document' } })).toMatchObject([{ id: 'initial' }])
})
