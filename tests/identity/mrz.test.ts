/** What the kiosk reads from an identity document, and everything that it refuses. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMrz } from '../../domain/identity/mrz.ts'
import type { MrzReading } from '../../domain/identity/mrz.ts'
import { day } from '../rules/sample.ts'
import { cardOf, checkDigit, man, mother, passportOf } from '../session/support/people.ts'

const today = day('2026-11-23')
const read = (text: string, on = today): MrzReading => readMrz({ text, overflow: false, today: on })
const problem = (text: string, on = today) => {
  const reading = read(text, on)
  return reading.ok ? null : reading.problem
}

/** Dutch specimens of the 2014 model (public test data). */
const specimenCard = 'I<NLDSPECI20142999999990<<<<<8\n6503101F2403096NLD<<<<<<<<<<<8\nDE<BRUIJN<<WILLEKE<LISELOTTE<<'
const specimenPassport = 'P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<\nSPECI20142NLD6503101F2403096999999990<<<<<84'

describe('reading a document', () => {
  it('reads the Dutch specimens and drops the BSN that old documents hold', () => {
    for (const zone of [specimenCard, specimenPassport]) {
      const reading = read(zone, day('2020-01-01'))
      expect(reading).toMatchObject({
        ok: true,
        read: { family: 'DE BRUIJN', given: 'WILLEKE LISELOTTE', birthDate: '1965-03-10' },
      })
      expect(JSON.stringify(reading)).toContain('"number":"SPECI2014"')
      expect(JSON.stringify(reading)).not.toContain('999999990')
    }
  })

  it('reads passports, identity cards and residence documents', () => {
    expect(read(passportOf(man))).toMatchObject({ read: { document: { kind: 'passport', issuer: 'NLD' } } })
    expect(read(cardOf(mother))).toMatchObject({ read: { document: { kind: 'identityCard' } } })
    expect(read(cardOf({ ...mother, code: 'IR' }))).toMatchObject({ read: { document: { kind: 'residenceDocument' } } })
    expect(read(passportOf({ ...man, issuer: 'D' }))).toMatchObject({ read: { document: { issuer: 'D' } } })
  })

  it('reads what scanners make of it: lower case, returns, tabs, lines run together', () => {
    const card = cardOf(mother)
    const whole = read(card)
    expect(whole.ok).toBe(true)
    for (const way of [
      card.toLowerCase(),
      card.replaceAll('\n', '\r\n'),
      `\r${card}\r`,
      card.replaceAll('\n', '\t\n'),
      card.replaceAll('\n', ''),
    ])
      expect(read(way)).toEqual(whole)
  })

  it('reads names without given names, and long ones that are cut off', () => {
    expect(read(cardOf({ ...mother, family: 'Suharto', given: '' }))).toMatchObject({
      read: { family: 'SUHARTO', given: '' },
    })
    const long = read(passportOf({ ...man, family: 'van der Meulen-Hoogendoornstra', given: 'Johannes' }))
    expect(long).toMatchObject({ read: { family: 'VAN DER MEULEN HOOGENDOORNSTRA' } })
    const whole = read(passportOf({ ...man, family: 'Abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq', given: 'Jan' }))
    expect(whole).toMatchObject({ read: { given: '' } })
  })

  it('takes the last valid day as valid, by the hospital’s calendar', () => {
    expect(problem(cardOf(mother), day('2031-03-09'))).toBeNull()
    expect(problem(cardOf(mother), day('2031-03-10'))).toBe('documentExpired')
  })

  it('resolves the century: births lie in the past, expiry near today', () => {
    const born = (birth: string) => {
      const reading = read(cardOf({ ...mother, birth }))
      return reading.ok ? reading.read.birthDate : null
    }
    expect(born('261123')).toBe('2026-11-23')
    expect(born('261124')).toBe('1926-11-24')
    expect(born('000229')).toBe('2000-02-29')
    const expires = read(cardOf({ ...mother, expiry: '750101' }))
    expect(expires).toMatchObject({ read: { document: { expires: '2075-01-01' } } })
    expect(problem(cardOf({ ...mother, expiry: '960101' }))).toBe('documentExpired')
    expect(problem(cardOf({ ...mother, expiry: '770101' }))).toBeNull()
  })
})

describe('refusing a document', () => {
  it('says misread to one wrong digit, swapped lines, a missing line and nothing at all', () => {
    const [one = '', two = '', three = ''] = cardOf(mother).split('\n')
    expect(problem([one.replace('2014', '2015'), two, three].join('\n'))).toBe('mrzMisread')
    expect(problem([two, one, three].join('\n'))).toBe('mrzMisread')
    expect(problem([three, two, one].join('\n'))).toBe('mrzMisread')
    expect(problem(passportOf(man).split('\n').reverse().join('\n'))).toBe('mrzMisread')
    expect(problem([one, two].join('\n'))).toBe('mrzMisread')
    expect(problem('')).toBe('mrzMisread')
    expect(problem('hello')).toBe('mrzMisread')
  })

  it('says misread to control characters that no document has', () => {
    for (const control of ['\u0000', '\u0002', '\u001d', '\u007f', '\u00a0', '\u200b'])
      expect(problem(cardOf(mother).replace('NLD', `NLD${control}`))).toBe('mrzMisread')
  })

  it('says too long to a reader that does not stop', () => {
    expect(problem('A'.repeat(513))).toBe('mrzTooLong')
    expect(readMrz({ text: cardOf(mother), overflow: true, today })).toEqual({ ok: false, problem: 'mrzTooLong' })
  })

  it('says unknown to driving licences, visas and other documents', () => {
    expect(problem('D1NLD15094962111659VW87Z78NB84')).toBe('documentUnknown')
    expect(problem(passportOf({ ...man, code: 'V' }))).toBe('documentUnknown')
    expect(problem(cardOf({ ...mother, code: 'X' }))).toBe('documentUnknown')
  })

  it('sends a document without a whole birth date to the desk', () => {
    expect(problem(cardOf({ ...mother, birth: '65<<<<' }))).toBe('documentUnknown')
    expect(problem(cardOf({ ...mother, birth: '650231' }))).toBe('documentUnknown')
  })
})

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${String(length)}}$`))
const holder = fc.record({
  family: fc.stringMatching(/^[A-Z]{2,12}$/),
  given: fc.stringMatching(/^[A-Z]{0,8}$/),
  number: fc.stringMatching(/^[A-Z0-9]{8}[0-9]$/),
  birth: fc.constantFrom('880229', '600412', '190514', '000101'),
  expiry: fc.constantFrom('310309', '300101', '351231'),
})

describe('for every document', () => {
  it('what was printed is what is read', () => {
    fc.assert(
      fc.property(holder, fc.boolean(), (person, card) => {
        const reading = read(card ? cardOf(person) : passportOf(person))
        expect(reading).toMatchObject({
          ok: true,
          read: { family: person.family, given: person.given, document: { number: person.number } },
        })
      }),
    )
  })

  it('any one digit read wrongly in a checked field is noticed', () => {
    fc.assert(
      fc.property(holder, fc.nat(200), fc.integer({ min: 1, max: 9 }), (person, where, by) => {
        const zone = passportOf(person)
        const second = zone.indexOf('\n') + 1
        const checked = [...zone].flatMap((character, at) => (at >= second && /\d/.test(character) ? [at] : []))
        const at = checked[where % checked.length] ?? second
        const wrong = `${zone.slice(0, at)}${String((Number(zone[at]) + by) % 10)}${zone.slice(at + 1)}`
        expect(problem(wrong)).toBe('mrzMisread')
      }),
    )
  })

  it('nothing that anybody types throws, and nothing is read without its check digits', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), (text) => {
        expect(read(text).ok).toBe(false)
      }),
    )
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Z0-9<]{30}$/), { maxLength: 4 }), (lines) => {
        const reading = read(lines.join('\n'))
        if (!reading.ok) return
        expect(checkDigit((lines[1] ?? '').slice(0, 6))).toBe((lines[1] ?? '')[6])
      }),
    )
    fc.assert(fc.property(digits(90), (text) => !read(text).ok))
  })
})
