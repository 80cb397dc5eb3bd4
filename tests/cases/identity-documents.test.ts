/** What a zone says about the document: far years, zones that are right and cannot be used, and who is identified by it. */
import { describe, expect, it } from 'vitest'
import { readMrz } from '../../domain/identity/mrz.ts'
import { zoneHolds } from '../../domain/identity/mrz-arithmetic.ts'
import { day } from '../rules/sample.ts'
import { cardOf, checkDigit, man, mother, passportOf } from '../session/support/people.ts'

const today = day('2026-12-01')
const read = (text: string, others: 'accepted' | 'refused' = 'refused', on = today) =>
  readMrz({ text, overflow: false, today: on, others })
const problem = (text: string, others: 'accepted' | 'refused' = 'refused', on = today) => {
  const reading = read(text, others, on)
  return reading.ok ? null : reading.problem
}
const expires = (text: string) => {
  const reading = read(text)
  return reading.ok ? reading.read.document.expires : reading.problem
}
const filled = (text: string, length: number) => text.padEnd(length, '<').slice(0, length)

describe('identity 5: a year that two digits cannot tell is never "expired"', () => {
  const older = { ...man, birth: '460412' }
  it.each([
    ['a card that never ends, 01-01-9999', cardOf({ ...mother, issuer: 'ESP', expiry: '990101' }), '9999-12-31'],
    ['a card that never ends, 31-12-9999', cardOf({ ...mother, issuer: 'ITA', expiry: '991231' }), '9999-12-31'],
    ['a passport of somebody born in 1946, year 81', passportOf({ ...older, expiry: '810412' }), '9999-12-31'],
    ['a year before the holder was born', cardOf({ ...mother, birth: '050101', expiry: '980101' }), '9999-12-31'],
    ['31 years ago', passportOf({ ...older, expiry: '951130' }), '9999-12-31'],
    ['30 years ago', passportOf({ ...older, expiry: '961201' }), 'documentExpired'],
    ['a Czech card for 35 years', cardOf({ ...mother, issuer: 'CZE', expiry: '610101' }), '2061-01-01'],
    ['yesterday', passportOf({ ...man, expiry: '261130' }), 'documentExpired'],
    ['today', passportOf({ ...man, expiry: '261201' }), '2026-12-01'],
    ['ten years ago', passportOf({ ...man, expiry: '161201' }), 'documentExpired'],
    ['in ten years', passportOf({ ...man, expiry: '361201' }), '2036-12-01'],
    ['a passport of year 75, which is neither 1975 nor 2075', passportOf({ ...man, expiry: '750101' }), '9999-12-31'],
    ['a passport for twelve years', passportOf({ ...man, expiry: '381201' }), '9999-12-31'],
    ['a passport for ten years and nine months', passportOf({ ...man, expiry: '370901' }), '2037-09-01'],
    ['fillers', endless(cardOf(mother)), '9999-12-31'],
  ])('%s', (_, zone, right) => expect(expires(zone)).toBe(right))

  /** A card whose last valid day is left open. */
  function endless(card: string): string {
    const [first = '', second = '', names = ''] = card.split('\n')
    const open = `${second.slice(0, 8)}<<<<<<<${second.slice(15, 29)}`
    const composite = checkDigit(`${first.slice(5)}${open.slice(0, 7)}${open.slice(8, 15)}${open.slice(18)}`)
    return [first, `${open}${composite}`, names].join('\n')
  }
})

/** Visas have no check digit over the whole (ICAO 9303 part 7). */
function visaOf(width: 44 | 36): string {
  const number = 'L8988901C'
  const second = `${number}${checkDigit(number)}XXX4009078F9612109`
  return [filled('V<UTOERIKSSON<<ANNA<MARIA', width), filled(second, width)].join('\n')
}
const broken = (zone: string, at: number) => `${zone.slice(0, at)}${zone[at] === '7' ? '8' : '7'}${zone.slice(at + 1)}`

describe('identity 6: a zone without a fault that cannot be used here', () => {
  const noFamily = passportOf({ ...man, issuer: 'IND' }).replace(/^P<IND[A-Z<]+/, filled('P<IND<<RAVI<KUMAR', 44))
  it.each([
    ['a visa of two long lines', visaOf(44)],
    ['a visa of two short lines', visaOf(36)],
    ['an Indian passport without a family name', noFamily],
    ['a passport of an issuer that nobody knows', passportOf({ ...man, issuer: 'ZZZ' })],
    ['a card of an issuer that nobody knows', cardOf({ ...mother, issuer: 'ZZZ' })],
    ['a nationality that nobody knows', withNationality(passportOf(man), 'QQQ')],
    ['no name at all', passportOf(man).replace(/^P<NLD[A-Z<]+/, filled('P<NLD', 44))],
    ['a birth date that is open', cardOf({ ...mother, birth: '65<<<<' })],
    ['a Belgian driving licence', 'D1BEL15094962111659VW87Z78NB84'],
    ['a French driving licence', 'D1FRA13AA000026181231MARTIN<<9'],
    ['a German driving licence', 'D<D<<B072RRE2I55<<<<<<<<<<<<<8'],
  ])('%s is unknown, not misread', (_, zone) => expect(problem(zone)).toBe('documentUnknown'))

  it.each([
    ['a visa with one wrong digit', broken(visaOf(44), 45 + 14)],
    ['an unknown issuer and one wrong digit', broken(passportOf({ ...man, issuer: 'ZZZ' }), 45 + 14)],
    ['a digit in the issuer', passportOf(man).replace('NLD', 'N1D')],
    ['a digit in the name', passportOf(man).replace('JANSEN', 'JAN5EN')],
    ['a card whose issuer is unknown and whose number is wrong', broken(cardOf({ ...mother, issuer: 'ZZZ' }), 10)],
  ])('%s is misread', (_, zone) => expect(problem(zone)).toBe('mrzMisread'))

  it('the arithmetic holds for what is read, and for nothing that was read wrongly', () => {
    for (const zone of [passportOf(man), cardOf(mother), visaOf(44), visaOf(36)])
      expect(zoneHolds(zone.split('\n'))).toBe(true)
    expect(zoneHolds(['A'.repeat(30)])).toBe(false)
    expect(zoneHolds([])).toBe(false)
  })

  function withNationality(zone: string, code: string): string {
    const [first = '', second = ''] = zone.split('\n')
    return [first, `${second.slice(0, 10)}${code}${second.slice(13)}`].join('\n')
  }
})

/** A card that a state gave to somebody who is no national of it. */
const foreigners: readonly (readonly [string, string, string])[] = (
  ['C ITA MAR', 'ID ITA ALB', 'C ITA FRA', 'ID EST XXX', 'ID LVA XXA', 'I NLD SUR', 'ID D TUR'] as const
).map((said) => {
  const [code = '', issuer = '', nationality = ''] = said.split(' ')
  return [`a card for a foreigner, ${said}`, cardOf({ ...mother, issuer, nationality, code }), 'documentUnknown']
})

describe('identity 7: which documents identify a person in Dutch care', () => {
  it.each<readonly [string, string, string | null]>([
    ['a Dutch passport', passportOf(man), null],
    ['a passport of another state', passportOf({ ...man, issuer: 'USA' }), null],
    ['a German passport', passportOf({ ...man, issuer: 'D' }), null],
    ['a service passport', passportOf({ ...man, code: 'PS' }), null],
    ['a Dutch card', cardOf(mother), null],
    ['a German card', cardOf({ ...mother, issuer: 'D', code: 'ID' }), null],
    ['a Swiss card', cardOf({ ...mother, issuer: 'CHE' }), null],
    ['a Norwegian card', cardOf({ ...mother, issuer: 'NOR' }), null],
    ['an Italian card', cardOf({ ...mother, issuer: 'ITA', code: 'C' }), null],
    ['a Dutch residence document', cardOf({ ...mother, code: 'IR' }), null],
    ['a crew certificate', cardOf({ ...mother, code: 'AC' }), 'documentUnknown'],
    [
      'a crew certificate of the Netherlands in two lines',
      cardOf({ ...mother, code: 'AC', issuer: 'NLD' }),
      'documentUnknown',
    ],
    ['a Turkish card', cardOf({ ...mother, issuer: 'TUR' }), 'documentUnknown'],
    ['a British card', cardOf({ ...mother, issuer: 'GBR' }), 'documentUnknown'],
    ['an Albanian card', cardOf({ ...mother, issuer: 'ALB' }), 'documentUnknown'],
    ['a residence permit of Belgium', cardOf({ ...mother, issuer: 'BEL', code: 'IR' }), 'documentUnknown'],
    ...foreigners,
    ['a Dutch residence document of a Moroccan', cardOf({ ...mother, code: 'IR', nationality: 'MAR' }), null],
    ['a laissez-passer of the United Nations', passportOf({ ...man, issuer: 'UNO' }), 'documentUnknown'],
  ])('%s', (_, zone, right) => {
    expect(problem(zone)).toBe(right)
    // The wide value of the cell takes all of them, as before.
    expect(problem(zone, 'accepted')).toBeNull()
  })

  it('an old policy file keeps what it meant', async () => {
    const { withEveryCell } = await import('../../domain/policy/formats.ts')
    expect(withEveryCell({ identity: {} }, 'balie-policy/1')).toMatchObject({
      identity: { otherDocuments: 'accepted' },
    })
  })
})
