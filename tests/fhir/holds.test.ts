/** FHIR's status, active, use, period and link, read in one place. */
import type { Consent, Flag, Patient, Questionnaire, RelatedPerson } from '@medplum/fhirtypes'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it, test } from 'vitest'
import {
  consentHolds,
  flagHolds,
  identifierHolds,
  isPossibly,
  isSurely,
  nameHolds,
  patientHolds,
  questionnaireHolds,
  relatedPersonHolds,
  replacedBy,
} from '../../domain/validity/holds.ts'
import { periodHolds, spanOf } from '../../domain/validity/period.ts'
import { CalendarDay, Instant } from '../../domain/ids.ts'

const day = (text: string) => v.parse(CalendarDay, text)
const at = (text: string) => v.parse(Instant, text)
const today = day('2026-12-01')

describe('machine 31: a period', () => {
  test.each([
    [undefined, 'yes'],
    [{}, 'yes'],
    [{ start: '2026-12-01' }, 'yes'],
    [{ start: '2026-12-02' }, 'no'],
    [{ end: '2026-12-01' }, 'yes'],
    [{ end: '2026-11-30' }, 'no'],
    [{ end: '2026' }, 'yes'],
    [{ end: '2026-12' }, 'yes'],
    [{ end: '2026-11' }, 'no'],
    [{ start: '2027' }, 'no'],
    [{ start: '2026-12' }, 'yes'],
    [{ start: '0001-01-01', end: '9999-12-31' }, 'yes'],
    [{ start: '0001-01-01T00:00:00Z', end: '9999-12-31T23:59:59Z' }, 'yes'],
    [{ end: '2026-12-01T08:00:00+01:00' }, 'yes'],
    // 23:30 UTC of the day before is already 1 December in Amsterdam.
    [{ end: '2026-11-30T23:30:00Z' }, 'yes'],
    [{ end: '2026-11-30T22:59:59.9999999Z' }, 'no'],
    [{ start: '2026-12-01T23:30:00Z' }, 'no'],
    [{ end: '2016-12-31T23:59:60Z' }, 'no'],
    [{ end: 'soon' }, 'unclear'],
    [{ end: '2026-02-30' }, 'unclear'],
    [{ end: '2026-02-30T10:00:00Z' }, 'unclear'],
    [{ end: '2026-13' }, 'unclear'],
    [{ end: '2026-12-01T10:00' }, 'unclear'],
    [{ start: '2027-01-01', end: '2026-01-01' }, 'unclear'],
  ] as const)('%j on 1 December 2026: %s', (period, holds) => expect(periodHolds(period, today)).toBe(holds))

  it('to the second where an instant is asked', () => {
    const period = { end: '2026-12-01T10:00:00+01:00' }
    expect(periodHolds(period, at('2026-12-01T09:00:00.999Z'))).toBe('yes')
    expect(periodHolds(period, at('2026-12-01T09:00:01Z'))).toBe('no')
    expect(periodHolds({ start: '2026-12-01T10:00:00+01:00' }, at('2026-12-01T08:59:59Z'))).toBe('no')
  })

  it('a shorter text of the same day covers it', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(days, fc.constantFrom(4, 7, 10), (date, length) => {
        const text = date.toISOString().slice(0, 10)
        const [whole, part] = [spanOf(text.slice(0, length)), spanOf(text)]
        expect(whole !== null && part !== null && whole.first <= part.first && whole.last >= part.last).toBe(true)
        expect(periodHolds({ start: text.slice(0, length), end: text.slice(0, length) }, day(text))).toBe('yes')
      }),
    )
  })
})

const flag = (more: Partial<Flag>): Flag => ({
  resourceType: 'Flag',
  status: 'active',
  code: {},
  subject: { reference: 'Patient/a' },
  ...more,
})
const consent = (more: Partial<Consent>): Consent => ({
  resourceType: 'Consent',
  status: 'active',
  scope: {},
  category: [],
  ...more,
})
const related = (more: Partial<RelatedPerson>): RelatedPerson => ({
  resourceType: 'RelatedPerson',
  patient: { reference: 'Patient/a' },
  ...more,
})
const form = (more: Partial<Questionnaire>): Questionnaire => ({
  resourceType: 'Questionnaire',
  status: 'active',
  ...more,
})
const over = { end: '2020-01-01' }
const broken = { end: 'x' }
const modifierExtension = [{ url: 'https://example.org/not-known' }]

test.each([
  ['flag', flagHolds(flag({}), today), 'yes'],
  ['flag inactive', flagHolds(flag({ status: 'inactive' }), today), 'no'],
  ['flag entered in error', flagHolds(flag({ status: 'entered-in-error' }), today), 'no'],
  ['flag over', flagHolds(flag({ period: over }), today), 'no'],
  ['flag to come', flagHolds(flag({ period: { start: '2027' } }), today), 'no'],
  ['flag with a broken period', flagHolds(flag({ period: broken }), today), 'unclear'],
  ['flag with what we do not know', flagHolds(flag({ modifierExtension }), today), 'unclear'],
  ['consent', consentHolds(consent({}), today), 'yes'],
  ['consent proposed', consentHolds(consent({ status: 'proposed' }), today), 'no'],
  ['consent over', consentHolds(consent({ provision: { period: over } }), today), 'no'],
  ['consent broken', consentHolds(consent({ provision: { period: broken } }), today), 'unclear'],
  ['related', relatedPersonHolds(related({}), today), 'yes'],
  ['related inactive', relatedPersonHolds(related({ active: false }), today), 'no'],
  ['related over', relatedPersonHolds(related({ period: over }), today), 'no'],
  ['identifier', identifierHolds({}, today), 'yes'],
  ['identifier old', identifierHolds({ use: 'old' }, today), 'no'],
  ['identifier over', identifierHolds({ use: 'official', period: over }, today), 'no'],
  ['name', nameHolds({ use: 'official' }, today), 'yes'],
  ['name maiden', nameHolds({ use: 'maiden' }, today), 'yes'],
  ['name old', nameHolds({ use: 'old' }, today), 'no'],
  ['name anonymous', nameHolds({ use: 'anonymous' }, today), 'no'],
  ['name over', nameHolds({ use: 'official', period: over }, today), 'no'],
  ['form', questionnaireHolds(form({}), today), 'yes'],
  ['form draft', questionnaireHolds(form({ status: 'draft' }), today), 'no'],
  ['form unknown', questionnaireHolds(form({ status: 'unknown' }), today), 'unclear'],
  ['form over', questionnaireHolds(form({ effectivePeriod: over }), today), 'no'],
] as const)('machine 31: %s: %s is %s', (_, found, right) => expect(found).toBe(right))

test('machine 31: an unclear block blocks, an unclear mandate gives nothing', () => {
  expect(isPossibly(flagHolds(flag({ period: broken }), today))).toBe(true)
  expect(isSurely(consentHolds(consent({ provision: { period: broken } }), today))).toBe(false)
})

test('machine 31: a patient that was replaced or is not in use', () => {
  const patient = (more: Partial<Patient>): Patient => ({ resourceType: 'Patient', ...more })
  const link = (type: 'replaced-by' | 'replaces' | 'seealso') => [{ type, other: { reference: 'Patient/b' } }]
  expect(patientHolds(patient({}))).toBe('yes')
  expect(patientHolds(patient({ active: false }))).toBe('no')
  expect(patientHolds(patient({ link: link('replaced-by') }))).toBe('no')
  expect(patientHolds(patient({ link: link('replaces') }))).toBe('yes')
  expect(patientHolds(patient({ modifierExtension }))).toBe('unclear')
  expect(replacedBy(patient({ link: link('replaced-by') }))).toEqual(['Patient/b'])
  expect(replacedBy(patient({ link: link('seealso') }))).toEqual([])
})
