/** Looking a patient up at the real gateway: twins, doubt, strangers, and records that are not whole. */
import type { AuditEvent, Patient, Resource } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import * as v from 'valibot'
import { PatientLookUpAnswer } from '../../domain/contract/gateway/visit-record.ts'
import { bench, claimOf, clerk } from '../gateway/bench.ts'

let desk: Awaited<ReturnType<typeof bench>>
beforeEach(async () => {
  desk = await bench()
})
afterEach(() => desk.close())

const bsn = 'http://fhir.nl/fhir/NamingSystem/bsn'
const documents = 'https://balie.example/fhir/NamingSystem/identity-document'
const born = '1991-03-04'
const record = (id: string, family: string, given: readonly string[], more: Partial<Patient> = {}): Patient => ({
  resourceType: 'Patient',
  id,
  name: [{ use: 'official', family, given: [...given] }],
  birthDate: born,
  ...more,
})

/** Somebody with this document, whom the clerk has identified. */
async function holder(family: string, given: string, more: { door?: 'self' | 'child'; birthDate?: string } = {}) {
  const visitor = await desk.visitor()
  const { door = 'self', birthDate = born } = more
  await visitor.post('/visit/identity', { ...claimOf(door), family, given, birthDate })
  await desk.visits.identify(visitor.visit, '2014', clerk)
  return visitor
}
type Visitor = Awaited<ReturnType<typeof holder>>
const lookUp = async (visitor: Visitor, by: unknown) =>
  v.parse(PatientLookUpAnswer, await (await visitor.post('/visit/patient', by)).json())
const document = { by: 'document' } as const
const candidates = async (visitor: Visitor) => (await desk.visits.find(visitor.visit))?.candidates
const audits = () => desk.fhir.all.filter((one): one is AuditEvent => one.resourceType === 'AuditEvent')

describe('identity 1: a twin', () => {
  const ali = record('ali', 'Khan', ['Muhammad', 'Ali'], { identifier: [{ system: bsn, value: '999990032' }] })

  it.each([
    ['Khan', ['Muhammad', 'Ali'], 'KHAN', 'MUHAMMAD UMAR'],
    ['Khan', ['Muhammad Ali'], 'KHAN', 'MUHAMMAD UMAR'],
    ['Jansen', ['Anne Marie'], 'JANSEN', 'ANNE SOPHIE'],
    ['Jansen', ['Anne-Marie'], 'JANSEN', 'ANNE SOPHIE'],
    ['de Vries', ['Jan', 'Piet'], 'DE VRIES', 'JAN KEES'],
    ['Sjöberg', ['Åsa', 'Maria'], 'SJOEBERG', 'AASA MARTA'],
  ])('%s, %j is not opened by %s, %s: the clerk picks', async (family, given, onFamily, onGiven) => {
    desk.fhir.all.push(record('twin', family, given))
    const visitor = await holder(onFamily, onGiven)
    expect(await lookUp(visitor, document)).toMatchObject({ result: 'deskPicks', record: { patient: null } })
    expect(await candidates(visitor)).toEqual(['Patient/twin'])
  })

  it('nor with the BSN of the other', async () => {
    desk.fhir.all.push(ali)
    const visitor = await holder('KHAN', 'MUHAMMAD UMAR')
    const answer = await lookUp(visitor, { by: 'birthDateAndBsn', birthDate: born, bsn: '999990032' })
    expect(answer).toMatchObject({ result: 'deskPicks', record: { patient: null } })
  })

  it('opens the own record when both are there, in full', async () => {
    desk.fhir.all.push(ali, record('umar', 'Khan', ['Muhammad', 'Umar']))
    const visitor = await holder('KHAN', 'MUHAMMAD UMAR')
    expect(await lookUp(visitor, document)).toMatchObject({ result: 'bound', record: { patient: 'Patient/umar' } })
  })

  it('opens neither when one record has the shared name only', async () => {
    desk.fhir.all.push(record('ali', 'Khan', ['Muhammad']), record('umar', 'Khan', ['Muhammad', 'Umar']))
    const visitor = await holder('KHAN', 'MUHAMMAD ALI')
    expect((await lookUp(visitor, document)).result).toBe('deskPicks')
    expect((await candidates(visitor))?.toSorted()).toEqual(['Patient/ali', 'Patient/umar'])
  })

  it('with initials only, the document is not enough and the BSN is', async () => {
    desk.fhir.all.push(record('m', 'Khan', ['M.A.'], { identifier: [{ system: bsn, value: '999990032' }] }))
    const visitor = await holder('KHAN', 'MUHAMMAD ALI')
    expect((await lookUp(visitor, document)).result).toBe('notFound')
    const answer = await lookUp(visitor, { by: 'birthDateAndBsn', birthDate: born, bsn: '999990032' })
    expect(answer).toMatchObject({ result: 'bound', record: { patient: 'Patient/m' } })
  })

  it('a recorded document does not open a record with another name', async () => {
    const identifier = [{ system: documents, value: 'NLD-SPECI2014' }]
    desk.fhir.all.push({ ...ali, identifier })
    expect((await lookUp(await holder('KHAN', 'MUHAMMAD UMAR'), document)).result).toBe('deskPicks')
    expect((await lookUp(await holder('KHAN', 'MUHAMMAD ALI'), document)).result).toBe('bound')
  })
})

describe('identity 2: a doubt goes to the clerk and never binds by itself', () => {
  it.each([
    ['van der Berg', ['Anna'], 'DE VRIES', 'ANNA'],
    ['Jansen', ['Hans'], 'JANSEN', 'JOHANNES'],
    ['García', ['José'], 'GARCIA MARQUEZ', 'JOSE'],
  ])('%s, %j and %s, %s', async (family, given, onFamily, onGiven) => {
    desk.fhir.all.push(record('one', family, given))
    const visitor = await holder(onFamily, onGiven)
    expect((await lookUp(visitor, document)).result).toBe('deskPicks')
    expect((await desk.visits.find(visitor.visit))?.record.patient).toBeNull()
  })

  it('of people with one name each only the one with that name is found', async () => {
    const others = ['Mulyadi', 'Sukarno', 'Budi'].map((name) => record(name, name, []))
    desk.fhir.all.push(...others)
    expect((await lookUp(await holder('HARTONO', ''), document)).result).toBe('notFound')
    desk.fhir.all.push(record('own', 'Hartono', []))
    expect(await lookUp(await holder('HARTONO', ''), document)).toMatchObject({ record: { patient: 'Patient/own' } })
  })

  it('a letter that no table spells binds nobody by the document alone', async () => {
    desk.fhir.all.push(record('ola', 'Mensah', ['Ɔla']))
    expect((await lookUp(await holder('MENSAH', 'LA'), document)).result).toBe('deskPicks')
  })

  it('a name of which every part was cut opens with the BSN, and not without', async () => {
    const identifier = [{ system: bsn, value: '999990032' }]
    const family = 'Bennelong Wooloomooloo Warrandyte Warnambool'
    desk.fhir.all.push(record('long', family, ['Dingo', 'Potoroo'], { identifier }))
    const visitor = await holder('BENNE WOOLO WARRA WARNA', 'DIN PO')
    expect((await lookUp(visitor, document)).result).not.toBe('bound')
    const answer = await lookUp(visitor, { by: 'birthDateAndBsn', birthDate: born, bsn: '999990032' })
    expect(answer).toMatchObject({ result: 'bound', record: { patient: 'Patient/long' } })
  })

  it('who only shares a birthday is nobody to choose from', async () => {
    desk.fhir.all.push(record('other', 'Bakker', ['Piet']), record('letter', 'Smit', ['A.']))
    expect((await lookUp(await holder('DE VRIES', 'ANNA'), document)).result).toBe('notFound')
  })
})

describe('identity 8: a stranger who asks for "my child"', () => {
  const number = '999990044'
  const child = record('kid', 'Smit', ['Eva'], {
    birthDate: '2018-02-02',
    identifier: [{ system: bsn, value: number }],
  })
  const flag: Resource = {
    resourceType: 'Flag',
    id: 'own-flag',
    status: 'active',
    code: { coding: [{ system: 'https://balie.example/fhir/CodeSystem/access-flag', code: 'blocked' }] },
    subject: { reference: 'Patient/kid' },
  }
  const cases: readonly (readonly [string, readonly Resource[], string | null])[] = [
    ['unknown', [], null],
    ['61 years old', [{ ...child, birthDate: '1965-02-02' }], 'adult'],
    ['18 today', [{ ...child, birthDate: '2008-11-23' }], 'adult'],
    ['blocked', [child, flag], 'blocked'],
    ['dead', [{ ...child, deceasedBoolean: true }], 'deceased'],
    ['not in use any more', [{ ...child, active: false }], null],
  ]

  it('hears the same of whoever is unknown, of age, blocked, dead or out of use', async () => {
    const answers: unknown[] = []
    for (const [, seed, why] of cases) {
      desk.fhir.all.splice(0, desk.fhir.all.length, ...seed)
      const birthDate =
        seed.flatMap((one) => (one.resourceType === 'Patient' ? [one.birthDate] : []))[0] ?? '2018-02-02'
      const visitor = await holder('SMIT', 'JAN', { door: 'child' })
      const sent = performance.now()
      const response = await visitor.post('/visit/patient', { by: 'birthDateAndBsn', birthDate, bsn: number })
      const took = performance.now() - sent
      const { visit, callNumber, claim, ...said } = v.parse(PatientLookUpAnswer, await response.clone().json()).record
      answers.push({ status: response.status, said, headers: [...response.headers.keys()].toSorted() })
      expect({ visit, callNumber, claim, took: took >= 119 }).toMatchObject({ took: true })
      // Staff can read in the log what the kiosk was not told.
      expect(audits()).toHaveLength(1)
      expect(audits()[0]).toMatchObject({ outcome: '4', outcomeDesc: why ?? 'none' })
      expect(JSON.stringify(audits())).not.toContain(number)
      const again = await lookUp(visitor, { by: 'birthDateAndBsn', birthDate, bsn: number })
      const third = await lookUp(visitor, { by: 'birthDateAndBsn', birthDate, bsn: number })
      expect([again.result, third.result]).toEqual(['notFound', 'deskPicks'])
      expect(await candidates(visitor)).toEqual([])
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })

  it('17 years old is found; a block on a second record of one number closes both', async () => {
    const teenager = { ...child, birthDate: '2008-11-24' }
    desk.fhir.all.push(teenager)
    const asked = { by: 'birthDateAndBsn', birthDate: '2008-11-24', bsn: number }
    expect((await lookUp(await holder('SMIT', 'JAN', { door: 'child' }), asked)).result).toBe('bound')
    desk.fhir.all.push({ ...teenager, id: 'second' }, flag)
    expect((await lookUp(await holder('SMIT', 'JAN', { door: 'child' }), asked)).result).toBe('notFound')
  })

  it('every look-up is in the access log, before the answer leaves', async () => {
    desk.fhir.all.push(child)
    const asked = { by: 'birthDateAndBsn', birthDate: '2018-02-02', bsn: number }
    await lookUp(await holder('SMIT', 'JAN', { door: 'child' }), asked)
    expect(audits()[0]).toMatchObject({
      outcome: '0',
      outcomeDesc: 'one',
      agent: [{}, {}, { who: { identifier: { value: 'NLD-SPECI2014' } } }],
      entity: [{}, { what: { reference: 'Patient/kid' } }],
    })
    const visitor = await holder('SMIT', 'JAN', { door: 'child' })
    desk.fhir.failing = true
    expect((await visitor.post('/visit/patient', { ...asked, bsn: '999990056' })).status).toBeGreaterThanOrEqual(500)
  })

  it('the session gets only what it shows', async () => {
    desk.fhir.all.push({
      ...child,
      name: [
        { use: 'old', family: 'Oud', given: ['Eva'] },
        { use: 'official', family: 'Smit', given: ['Eva', 'Maria'], text: 'dr. E.M. Smit' },
      ],
      address: [{ line: ['Dorpsstraat 1'], city: 'Ons Dorp' }],
      telecom: [{ system: 'phone', value: '0612345678' }],
      contact: [{ name: { text: 'Vader Smit' } }],
      generalPractitioner: [{ display: 'dr. Huis' }],
      identifier: [
        { system: bsn, value: '999990068', use: 'old' },
        { system: bsn, value: number, use: 'official' },
        { system: documents, value: 'NLD-ABC' },
      ],
      text: { status: 'generated', div: '<div>Dorpsstraat</div>' },
    })
    const visitor = await holder('SMIT', 'JAN', { door: 'child' })
    await lookUp(visitor, { by: 'birthDateAndBsn', birthDate: '2018-02-02', bsn: number })
    const whole = {
      resourceType: 'Patient',
      id: 'kid',
      name: [{ use: 'official', family: 'Smit', given: ['Eva Maria'] }],
      identifier: [{ use: 'official', system: bsn, value: number }],
      birthDate: '2018-02-02',
    }
    expect(await (await visitor.get('/visit/fhir/Patient/kid')).json()).toEqual(whole)
    expect(await (await visitor.get('/visit/fhir/Patient')).json()).toMatchObject({ entry: [{ resource: whole }] })
  })
})

describe('identity 9, machine 31: what a record says of itself', () => {
  const number = '999990044'
  const asked = { by: 'birthDateAndBsn', birthDate: born, bsn: number }
  const identifier = [{ system: bsn, value: number }]

  test('an inactive record is not bound', async () => {
    desk.fhir.all.push(record('gone', 'de Vries', ['Anna'], { active: false, identifier }))
    const visitor = await holder('DE VRIES', 'ANNA')
    expect((await lookUp(visitor, document)).result).toBe('notFound')
    expect((await lookUp(visitor, asked)).result).toBe('notFound')
  })

  test('a merged record leads to the one that replaced it', async () => {
    const link = [{ type: 'replaced-by' as const, other: { reference: 'Patient/new' } }]
    desk.fhir.all.push(record('old', 'de Vries', ['Anna'], { identifier, link }), record('new', 'de Vries', ['Anna']))
    expect(await lookUp(await holder('DE VRIES', 'ANNA'), asked)).toMatchObject({ record: { patient: 'Patient/new' } })
    expect(await lookUp(await holder('DE VRIES', 'ANNA'), document)).toMatchObject({
      record: { patient: 'Patient/new' },
    })
  })

  test.each([
    ['in a circle', ['Patient/b'], ['Patient/a']],
    ['to nowhere', ['Patient/none'], []],
    ['to two', ['Patient/b', 'Patient/c'], []],
    ['to another server', ['https://example.org/Patient/b'], []],
  ])('a merge that leads %s binds nobody', async (_, first, second) => {
    const link = (to: readonly string[]) =>
      to.map((reference) => ({ type: 'replaced-by' as const, other: { reference } }))
    desk.fhir.all.push(
      record('a', 'de Vries', ['Anna'], { identifier, link: link(first) }),
      record('b', 'de Vries', ['Anna'], second.length === 0 ? { birthDate: '1950-01-01' } : { link: link(second) }),
    )
    expect((await lookUp(await holder('DE VRIES', 'ANNA'), asked)).result).toBe('notFound')
  })

  test('an old BSN finds nobody, an ended one neither', async () => {
    for (const over of [{ use: 'old' as const }, { period: { end: '2020-01-01' } }]) {
      desk.fhir.all.splice(
        0,
        desk.fhir.all.length,
        record('a', 'de Vries', ['Anna'], { identifier: [{ ...identifier[0], ...over }] }),
      )
      expect((await lookUp(await holder('DE VRIES', 'ANNA'), asked)).result).toBe('notFound')
    }
  })

  test('a birth date that is only a year or a month is for the clerk', async () => {
    for (const birthDate of ['1991', '1991-03']) {
      desk.fhir.all.splice(0, desk.fhir.all.length, record('a', 'de Vries', ['Anna'], { birthDate, identifier }))
      expect((await lookUp(await holder('DE VRIES', 'ANNA'), asked)).result).toBe('deskPicks')
    }
  })

  test('a name that is one text, or has a gap, is found', async () => {
    const given = JSON.parse('[null, "Anna"]')
    for (const name of [[{ text: 'Anna de Vries' }], [{ family: 'de Vries', given }]]) {
      desk.fhir.all.splice(0, desk.fhir.all.length, record('a', '', [], { name }))
      expect((await lookUp(await holder('DE VRIES', 'ANNA'), document)).result).toBe('bound')
    }
  })
})
