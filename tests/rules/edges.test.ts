/** Small promises at the edges: the line at fault, sets, the calendar, the life of a mandate and withdrawal. */
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { addDays, addMonths, addYears } from '../../domain/days/calendar.ts'
import { startOfDay } from '../../domain/days/amsterdam.ts'
import { next, type Event } from '../../domain/lifecycle/machine.ts'
import { givesAccess, type State } from '../../domain/lifecycle/states.ts'
import { acceptPolicy } from '../../domain/policy/accept.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { everyKind, intersection, KindSet } from '../../domain/policy/kinds.ts'
import { HospitalId } from '../../domain/ids.ts'
import { readPolicy, readPolicyText } from '../../domain/policy/read.ts'
import { readFacts, readFactsText } from '../../domain/rules/read-facts.ts'
import { decideWithdrawal } from '../../domain/rules/withdrawal.ts'
import { day, motherOfSeven, today } from './sample.ts'

describe('a fault names the line where it stands', () => {
  const text = JSON.stringify({ ...defaultPolicy, version: 4 })
  const signed = (change: object) =>
    acceptPolicy({
      signature: { by: 'ours', text },
      hospital: v.parse(HospitalId, 'rijnmeer'),
      newestSeen: 4,
      today,
      ...change,
    })
  it.each<[string, unknown, string, string]>([
    ['of another format', readPolicy({}), 'policy.unknownFormat', 'format'],
    [
      'of a child that signs at the age when access ends',
      readPolicy({ ...defaultPolicy, ages: { ...defaultPolicy.ages, childSigns: 16, parentAccessEnds: 16 } }),
      'policy.contradicts',
      'ages.childSigns',
    ],
    ['of a policy that is no JSON: none', readPolicyText('{'), 'policy.notJson', ''],
    ['of an unsigned policy: none', signed({ signature: { by: 'nobody' } }), 'policy.unsigned', ''],
    ['of another hospital', signed({ hospital: 'domstad' }), 'policy.otherHospital', 'hospital.id'],
    ['of an older version', signed({ newestSeen: 5 }), 'policy.older', 'version'],
    ['of a first day to come', signed({ today: day('2025-12-31') }), 'policy.notYetValid', 'validFrom'],
    ['of facts that are no JSON: none', readFactsText('{'), 'facts.notJson', ''],
    ['of facts that are no object: none', readFacts(1), 'facts.wrongValue', ''],
  ])('%s', (_, result, id, path) => {
    expect(result).toMatchObject({ kind: 'fault', id, path })
  })

  it('and a kind of data that is named twice is refused', () => {
    expect(v.safeParse(KindSet, ['letters', 'letters'])).toMatchObject({
      success: false,
      issues: [{ message: 'a kind of data is named twice' }],
    })
    expect(v.safeParse(KindSet, ['letters', 'imaging']).success).toBe(true)
  })

  it('and what is no set can never become a scope', () => {
    // Only a cast gets here: more kinds than there are.
    const list = Array<string>(8).fill('letters') as unknown as KindSet
    expect(() => intersection(list, everyKind)).toThrow('a kind of data is named twice')
    expect(intersection(everyKind, everyKind)).toEqual(everyKind)
  })
})

describe('the calendar', () => {
  it('has 29 February in 2000 and not in 1900 and 2100', () => {
    expect(addYears(day('1996-02-29'), 4)).toBe('2000-02-29')
    expect(addYears(day('2096-02-29'), 4)).toBe('2100-03-01')
    expect(addMonths(day('1899-12-31'), 2)).toBe('1900-02-28')
    expect(addMonths(day('1999-12-31'), 2)).toBe('2000-02-29')
    expect(addYears(day('2024-02-28'), 1)).toBe('2025-02-28')
  })
  it('makes no day out of what is no number', () => {
    expect(() => addDays(today, Number.NaN)).toThrow('no day: 0NaN-NaN-NaN')
  })
  it('knows every day of its first and last year', () => {
    expect(addDays(day('9999-05-01'), 1)).toBe('9999-05-02')
    expect(addDays(day('0000-05-01'), 1)).toBe('0000-05-02')
  })
  it('starts the day after summer time ends an hour later than the day before', () => {
    expect(startOfDay(day('2026-10-26')) - startOfDay(day('2026-10-25'))).toBe(25 * 3_600_000)
    expect(startOfDay(day('2026-03-30')) - startOfDay(day('2026-03-29'))).toBe(23 * 3_600_000)
  })
})

describe('a mandate', () => {
  const active: State = { name: 'active' }
  it('gives access while active or under review, and under no layer', () => {
    expect(givesAccess(active)).toBe(true)
    expect(givesAccess({ name: 'underReview' })).toBe(true)
    expect(givesAccess({ name: 'registered' })).toBe(false)
    expect(givesAccess({ name: 'suspended', before: active })).toBe(false)
  })
  it.each<[string, State, Event, State | null]>([
    [
      'may be suspended while it is paused',
      { name: 'paused', before: active },
      { kind: 'personSuspended' },
      { name: 'suspended', before: { name: 'paused', before: active } },
    ],
    [
      'may be resumed while it is frozen',
      { name: 'frozen', by: 'anna', before: { name: 'suspended', before: active } },
      { kind: 'personResumed' },
      { name: 'frozen', by: 'anna', before: active },
    ],
    [
      'is refused by a child before all have signed',
      { name: 'waitingForSigner', open: ['applicant', 'patient'], approver: 'staff' },
      { kind: 'childSaidNo' },
      { name: 'refusedByChild' },
    ],
    [
      'is refused by a child before it is approved',
      { name: 'submitted', approver: 'staff' },
      { kind: 'childSaidNo' },
      { name: 'refusedByChild' },
    ],
    [
      'is approved by the physician who must',
      { name: 'submitted', approver: 'physician' },
      { kind: 'approved', by: 'physician', again: 'same' },
      { name: 'approved' },
    ],
    ['under review does not start again', { name: 'underReview' }, { kind: 'started' }, null],
  ])('%s', (_, from, event, to) => {
    expect(next(from, event)).toEqual(
      to === null ? { kind: 'notHere', event: event.kind } : { kind: 'state', state: to },
    )
  })
})

describe('withdrawal', () => {
  const facts = {
    level: 'identified',
    today,
    patientBirth: motherOfSeven.patient.birth,
    capacity: null,
    mandate: 'ofThisHospital',
  } as const
  it('by who represents a patient that cannot names that rule, and a refusal is one', () => {
    const rules = ['R20.atOnce', 'R20.byRepresentative']
    expect(decideWithdrawal({ ...facts, by: 'holderOfAuthority' }, defaultPolicy)).toMatchObject({
      kind: 'stop',
      rules,
    })
    const adult = { ...facts, patientBirth: day('1950-02-03'), capacity: 'lacking' } as const
    expect(decideWithdrawal({ ...adult, by: 'mentor' }, defaultPolicy)).toMatchObject({ kind: 'stop', rules })
    expect(decideWithdrawal({ ...facts, by: 'mentor' }, defaultPolicy)).toMatchObject({ kind: 'refusal' })
  })
})
