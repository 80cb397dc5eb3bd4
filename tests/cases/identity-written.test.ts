/** Names as somebody types them, as they stand on paper, and records that are not whole. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { narrowPatient } from '../../central/kiosk-api/gateway/narrow-patient.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { knownPatient } from '../../domain/identity/known-patient.ts'
import { isOwnName } from '../../domain/identity/same-person.ts'
import { documentName, formerSpelling } from '../../domain/identity/written-name.ts'
import { readPatient } from '../../session/central/read-patient.ts'

const today = v.parse(CalendarDay, '2026-12-01')
const bsn = 'http://fhir.nl/fhir/NamingSystem/bsn'

describe('identity 3: who types the own letters signs', () => {
  it.each([
    ['Jörg Müller', 'MUELLER', 'JOERG'],
    ['Jörg Müller', 'MULLER', 'JORG'],
    ['jörg mueller', 'MUELLER', 'JORG'],
    ['Łukasz Wójcik', 'WOJCIK', 'LUKASZ'],
    ['Søren Jørgensen', 'JORGENSEN', 'SOREN'],
    ['Işıl Yıldız', 'YILDIZ', 'ISIL'],
    ['Klaus Großmann', 'GROSSMANN', 'KLAUS'],
    ['Anne-Marie de Vries', 'DE VRIES', 'ANNE MARIE'],
    ["Piet 't Hart", 'HET HART', 'PIET'],
    ['Hart, Piet', 'HART', 'PIET'],
    ["Seán O'Neill", 'ONEILL', 'SEAN'],
    ['Suharto', 'SUHARTO', ''],
    ['IÑAKI NÚÑEZ', 'NUNXXEZ', 'INAKI'],
  ])('%s for %s, %s', (typed, family, given) => expect(isOwnName(typed, { family, given }, today)).toBe(true))

  it.each([
    ['', 'DE VRIES', 'ANNA'],
    ['Anna', 'DE VRIES', 'ANNA'],
    ['de Vries', 'DE VRIES', 'ANNA'],
    ['A. de Vries', 'DE VRIES', 'ANNA'],
    ['Ukasz Wojcik', 'WOJCIK', 'LUKASZ'],
    ['Jɛan de Vries', 'DE VRIES', 'JAN'],
    ['Jan de Vriesძ', 'DE VRIES', 'JAN'],
    ['Anna Bakker', 'DE VRIES', 'ANNA'],
    ['-', 'DE VRIES', 'ANNA'],
  ])('%s is not %s, %s', (typed, family, given) => expect(isOwnName(typed, { family, given }, today)).toBe(false))
})

describe('identity 4: names on the paper', () => {
  it.each([
    ['LE', 'VAN ANH', 'VAN ANH LE'],
    ['DU', 'WEI', 'WEI DU'],
    ['IJZERMAN', 'IJSBRAND', 'IJSBRAND IJZERMAN'],
    ['T HART', 'PIET', 'PIET T HART'],
    ['SUHARTO', '', 'SUHARTO'],
  ])('%s, %s stays as on the document', (family, given, right) => expect(documentName({ family, given })).toBe(right))

  it('the former spelling is still known, for forms that hold it', () => {
    expect(formerSpelling({ family: 'DE BRUIJN', given: 'WILLEKE LISELOTTE' })).toBe('Willeke Liselotte de Bruijn')
  })

  const url = (part: string) => `http://hl7.org/fhir/StructureDefinition/${part}`
  const ext = (part: string, valueString: string) => ({ url: url(`humanname-${part}`), valueString })
  const kinds = (...codes: string[]) =>
    codes.map((valueCode) => ({ extension: [{ url: url('iso21090-EN-qualifier'), valueCode }] }))
  it.each([
    ['the official one', [{ use: 'usual', family: 'Smit', given: ['Jo'] }, { use: 'official', family: 'IJzerman', given: ['IJsbrand'] }], 'IJsbrand', 'IJzerman'],
    ['not the old one that stands first', [{ use: 'old', family: 'Smit', given: ['An'] }, { family: 'Bos', given: ['An'] }], 'An', 'Bos'],
    ['not the ended official one', [{ use: 'official', period: { end: '2020' }, family: 'Smit' }, { family: 'Bos', given: ['An'] }], 'An', 'Bos'],
    ['each given name once', [{ family: 'Bos', given: ['Johanna', 'Maria', 'J.M.', 'Jo'], _given: kinds('BR', 'BR', 'IN', 'CL') }], 'Johanna Maria', 'Bos'],
    ['initials when there is nothing else', [{ family: 'Bos', given: ['J.M.'], _given: kinds('IN') }], 'J.M.', 'Bos'],
    ['the prefix of its own field', [{ family: 'Hart', given: ['Piet'], _family: { extension: [ext('own-prefix', "'t")] } }], 'Piet', "'t Hart"],
    ['composed by the order of use', [{ given: ['Anna'], _family: { extension: [ext('own-name', 'Vries'), ext('own-prefix', 'de'), ext('partner-name', 'Bos')] }, extension: [{ url: url('humanname-assembly-order'), valueCode: 'NL3' }] }], 'Anna', 'Bos-de Vries'],
    ['a call name beside it', [{ use: 'usual', given: ['Hanneke'] }, { use: 'official', family: 'Bos', given: ['Johanna'] }], 'Johanna', 'Bos'],
  ] as const)('a record’s name is %s', (_, name, given, family) => {
    expect(knownPatient({ resourceType: 'Patient', id: 'a', name }, today)).toMatchObject({ given, family })
  }) // prettier-ignore
})

describe('identity 9: records that are not whole can be opened', () => {
  const mandates = { existing: [], blocked: false, suspended: false }
  const open = (more: object) =>
    readPatient(
      narrowPatient(
        JSON.parse(JSON.stringify({ resourceType: 'Patient', id: 'a', birthDate: '1950-01-02', ...more })),
        today,
      ),
      mandates,
      today,
    )
  const name = [{ family: 'Bos', given: ['An'] }]

  it.each(['1950', '1950-01', '1950-01-02'])('a birth date of %s', (birthDate) =>
    expect(open({ name, birthDate })).toMatchObject({ patient: { birthDate, given: 'An', family: 'Bos' } }),
  )
  it('a gap in the given names', () =>
    expect(open({ name: [{ family: 'Bos', given: [null, 'B'] }] })).toMatchObject({ patient: { given: 'B' } }))
  it('a name that is one text', () =>
    expect(open({ name: [{ text: 'An Bos' }] })).toMatchObject({ patient: { given: '', family: 'An Bos' } }))
  it('the BSN in use, not an old one before it', () => {
    const identifier = [
      { system: bsn, value: '999990068', use: 'old' },
      { system: bsn, value: '999990032', period: { end: '2020-01-01' } },
      { system: bsn, value: '999990044', use: 'official' },
    ]
    expect(open({ name, identifier })).toMatchObject({ patient: { bsn: '999990044' } })
    expect(open({ name, identifier: identifier.slice(0, 2) })).toMatchObject({ patient: { bsn: null } })
  })
  it('two numbers in use are none, and a number that fails its test neither', () => {
    const of = (...values: string[]) => ({ identifier: values.map((value) => ({ system: bsn, value })) })
    expect(open({ name, ...of('999990032', '999990044') })).toMatchObject({ patient: { bsn: null } })
    expect(open({ name, ...of('123456789') })).toMatchObject({ patient: { bsn: null } })
  })
  it('without a name or any birth date there is nothing to show', () => {
    expect(open({ name: [] })).toBeNull()
    expect(open({ name, birthDate: undefined })).toBeNull()
  })
})
