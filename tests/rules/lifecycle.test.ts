import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { addDays, addMonths, addYears, ageOn, fromNumber, toNumber } from '../../domain/days/calendar.ts'
import { dayInAmsterdam, startOfDay } from '../../domain/days/amsterdam.ts'
import { Instant } from '../../domain/ids.ts'
import { next, type Event } from '../../domain/lifecycle/machine.ts'
import { shownToApplicant, type State } from '../../domain/lifecycle/states.ts'
import { capacityReviewDue, timeline } from '../../domain/lifecycle/timeline.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { decide, type Facts } from '../../domain/rules/index.ts'
import { decideWithdrawal } from '../../domain/rules/withdrawal.ts'
import { events, proveLife } from '../prove/life.ts'
import { proveWithdrawals } from '../prove/withdrawals.ts'
import { changed, day, motherOfSeven } from './sample.ts'

describe('the life of a mandate', () => {
  it('reaches every state, and keeps every promise in each', () => {
    expect(proveLife()).toMatchObject({ unreached: [], broken: [] })
  })

  it('shows a child’s refusal to the parent as a request that is being looked at', () => {
    expect(shownToApplicant({ name: 'refusedByChild' })).toBe('waits')
    expect(shownToApplicant({ name: 'withdrawn' })).toBe('withdrawn')
    for (const event of events.filter(({ kind }) => kind === 'approved' || kind === 'signed'))
      expect(next({ name: 'refusedByChild' }, event)).toEqual({ kind: 'notHere', event: event.kind })
  })

  it('waits for each signer that is still open, in any order, and then for the approver', () => {
    const waiting: State = { name: 'waitingForSigner', open: ['applicant', 'patient'], approver: 'physician' }
    expect(
      next({ name: 'draft' }, { kind: 'prepared', signers: ['applicant', 'patient'], approver: 'physician' }),
    ).toEqual({
      kind: 'state',
      state: waiting,
    })
    expect(next(waiting, { kind: 'signed', by: 'patient', again: 'same' })).toEqual({
      kind: 'state',
      state: { ...waiting, open: ['applicant'] },
    })
    expect(next({ ...waiting, open: ['applicant'] }, { kind: 'signed', by: 'patient', again: 'same' }).kind).toBe(
      'notHere',
    )
    expect(next({ name: 'draft' }, { kind: 'prepared', signers: [], approver: 'staff' }).kind).toBe('notHere')
  })

  it('is released or rejected by somebody else than who froze it', () => {
    const frozen: State = { name: 'frozen', before: { name: 'approved' }, by: 'anna' }
    expect(next(frozen, { kind: 'released', by: 'anna' }).kind).toBe('notHere')
    expect(next(frozen, { kind: 'released', by: 'bram' })).toEqual({ kind: 'state', state: { name: 'approved' } })
    expect(next(frozen, { kind: 'rejected' })).toEqual({ kind: 'state', state: { name: 'ended', because: 'rejected' } })
    expect(next(frozen, { kind: 'froze', by: 'bram' }).kind).toBe('notHere')
    expect(next(frozen, { kind: 'registered', again: 'same' }).kind).toBe('notHere')
  })

  it.each<[string, State, Event, State]>([
    [
      'the rules no longer say the same at signing',
      { name: 'waitingForSigner', open: ['applicant'], approver: 'staff' },
      { kind: 'signed', by: 'applicant', again: 'changed' },
      { name: 'outdated' },
    ],
    [
      '… at approval',
      { name: 'submitted', approver: 'staff' },
      { kind: 'approved', by: 'staff', again: 'changed' },
      { name: 'outdated' },
    ],
    ['… at registration', { name: 'approved' }, { kind: 'registered', again: 'changed' }, { name: 'outdated' }],
    [
      'a request is rejected',
      { name: 'submitted', approver: 'staff' },
      { kind: 'rejected' },
      { name: 'ended', because: 'rejected' },
    ],
    [
      'a child’s refusal is closed by staff',
      { name: 'refusedByChild' },
      { kind: 'rejected' },
      { name: 'ended', because: 'rejected' },
    ],
    [
      'a physician answers that access goes on',
      { name: 'underReview' },
      { kind: 'reviewed', goesOn: true },
      { name: 'active' },
    ],
    [
      'a physician answers that access stops',
      { name: 'underReview' },
      { kind: 'reviewed', goesOn: false },
      { name: 'ended', because: 'rejected' },
    ],
    [
      'a review ends a suspended mandate',
      { name: 'suspended', before: { name: 'underReview' } },
      { kind: 'reviewed', goesOn: false },
      { name: 'ended', because: 'rejected' },
    ],
    [
      'the child consents while the parent is suspended',
      { name: 'suspended', before: { name: 'paused', before: { name: 'active' } } },
      { kind: 'childConsented' },
      { name: 'suspended', before: { name: 'active' } },
    ],
    [
      'a suspended person may look again',
      { name: 'suspended', before: { name: 'paused', before: { name: 'active' } } },
      { kind: 'personResumed' },
      { name: 'paused', before: { name: 'active' } },
    ],
    [
      'a mandate starts while the child has not consented',
      { name: 'paused', before: { name: 'registered' } },
      { kind: 'started' },
      { name: 'paused', before: { name: 'active' } },
    ],
    [
      'a review falls in a pause',
      { name: 'paused', before: { name: 'active' } },
      { kind: 'reviewAsked' },
      { name: 'paused', before: { name: 'underReview' } },
    ],
    [
      'a child says no while the request is frozen',
      { name: 'frozen', by: 'anna', before: { name: 'approved' } },
      { kind: 'childSaidNo' },
      { name: 'frozen', by: 'anna', before: { name: 'refusedByChild' } },
    ],
    [
      'a frozen person is suspended too',
      { name: 'frozen', by: 'anna', before: { name: 'active' } },
      { kind: 'personSuspended' },
      { name: 'frozen', by: 'anna', before: { name: 'suspended', before: { name: 'active' } } },
    ],
    [
      'the patient dies',
      { name: 'frozen', by: 'anna', before: { name: 'active' } },
      { kind: 'over', because: 'patientDied' },
      { name: 'ended', because: 'patientDied' },
    ],
    [
      'the patient withdraws',
      { name: 'paused', before: { name: 'active' } },
      { kind: 'withdrawn' },
      { name: 'withdrawn' },
    ],
    ['a change becomes active', { name: 'active' }, { kind: 'replaced' }, { name: 'superseded' }],
  ])('goes on when %s', (_, from, event, to) => {
    expect(next(from, event)).toEqual({ kind: 'state', state: to })
  })

  it.each<[string, State, Event]>([
    ['suspended twice', { name: 'suspended', before: { name: 'active' } }, { kind: 'personSuspended' }],
    ['paused twice', { name: 'paused', before: { name: 'active' } }, { kind: 'agePause' }],
    [
      'approved by staff in place of the physician',
      { name: 'submitted', approver: 'physician' },
      { kind: 'approved', by: 'staff', again: 'same' },
    ],
    ['suspended before anything is registered', { name: 'submitted', approver: 'staff' }, { kind: 'personSuspended' }],
    ['reviewed before anybody asked', { name: 'active' }, { kind: 'reviewed', goesOn: true }],
    ['started again', { name: 'active' }, { kind: 'started' }],
    [
      'signed by a release in the name of a signer',
      { name: 'waitingForSigner', open: ['applicant'], approver: 'staff' },
      { kind: 'released', by: 'applicant' },
    ],
    ['moved on once the rules say something else', { name: 'outdated' }, { kind: 'registered', again: 'same' }],
  ])('is never %s', (_, from, event) => {
    expect(next(from, event)).toEqual({ kind: 'notHere', event: event.kind })
  })
})

describe('time', () => {
  it('warns three months before the twelfth birthday and ends at its first moment', () => {
    const decision = decide({ facts: motherOfSeven, policy: defaultPolicy })
    if (decision.kind !== 'form') throw new Error('expected a form')
    expect(timeline({ decision, policy: defaultPolicy })).toEqual([
      { day: '2026-11-23', event: { kind: 'start' } },
      { day: '2031-02-14', event: { kind: 'warn', about: 'twelfthBirthday' } },
      { day: '2031-05-14', event: { kind: 'end', because: 'twelfthBirthday' } },
    ])
  })

  it('starts paused a mandate that is asked from after the first age, and warns of no day that has come', () => {
    const policy = {
      ...defaultPolicy,
      children: { ...defaultPolicy.children, atTwelve: 'pausesUntilChildConsents' },
    } as const
    const facts = changed(motherOfSeven, { request: { from: day('2031-06-01'), until: day('2031-06-30') } })
    const decision = decide({ facts, policy })
    if (decision.kind !== 'form') throw new Error('expected a form')
    expect(timeline({ decision, policy })).toEqual([
      { day: '2031-05-14', event: { kind: 'pause' } },
      { day: '2031-06-01', event: { kind: 'start' } },
      { day: '2031-06-01', event: { kind: 'warn', about: 'asked' } },
      { day: '2031-07-01', event: { kind: 'end', because: 'asked' } },
    ])
  })

  it('does not warn of a pause on the day of the pause', () => {
    const policy = {
      ...defaultPolicy,
      children: { ...defaultPolicy.children, atTwelve: 'pausesUntilChildConsents' },
    } as const
    const facts = changed(motherOfSeven, { request: { from: day('2031-05-14'), until: day('2031-05-14') } })
    const decision = decide({ facts, policy })
    if (decision.kind !== 'form') throw new Error('expected a form')
    expect(timeline({ decision, policy })).toEqual([
      { day: '2031-05-14', event: { kind: 'pause' } },
      { day: '2031-05-14', event: { kind: 'start' } },
      { day: '2031-05-14', event: { kind: 'warn', about: 'asked' } },
      { day: '2031-05-15', event: { kind: 'end', because: 'asked' } },
    ])
  })

  it('warns before a pause and before a review too, and ends at 16, 18, the court’s day and after five years', () => {
    const of = (facts: Facts, policy = defaultPolicy) => {
      const decision = decide({ facts, policy })
      if (decision.kind !== 'form') throw new Error(decision.id)
      return timeline({ decision, policy }).map(({ day: on, event }) => `${on} ${Object.values(event).join(' ')}`)
    }
    const paused = {
      ...defaultPolicy,
      children: { ...defaultPolicy.children, atTwelve: 'pausesUntilChildConsents' },
    } as const
    expect(of(motherOfSeven, paused)).toEqual([
      '2026-11-23 start',
      '2031-02-14 warn pause',
      '2031-05-14 pause',
      '2035-02-14 warn sixteenthBirthday',
      '2035-05-14 end sixteenthBirthday',
    ])
    const lacking = { finding: { capacity: 'lacking', on: day('2026-11-01'), until: null } } as const
    const fourteen = changed(motherOfSeven, { patient: { ...lacking, birth: day('2012-02-29') } })
    expect(of(fourteen)).toEqual([
      '2026-11-23 start',
      '2029-12-01 warn eighteenthBirthday',
      '2030-03-01 end eighteenthBirthday',
    ])
    const ruling = {
      measure: 'mentorship',
      joint: false,
      pronouncedOn: day('2026-01-05'),
      effectiveOn: day('2026-01-19'),
      until: null,
      newestLetterOn: null,
      kinds: null,
    } as const
    const mentor = (until: string | null) =>
      changed(motherOfSeven, {
        relation: 'mentor',
        patient: { ...lacking, birth: day('1950-02-03') },
        evidence: { ruling: { ...ruling, until: until === null ? null : day(until) } },
      })
    expect(of(mentor(null))).toEqual(['2026-11-23 start', '2031-08-23 warn review', '2031-11-23 review'])
    expect(of(mentor('2028-01-18'))).toEqual([
      '2026-11-23 start',
      '2027-10-19 warn rulingEnd',
      '2028-01-19 end rulingEnd',
    ])
    const fiveYears = {
      ...defaultPolicy,
      representative: { ...defaultPolicy.representative, courtTerm: { kind: 'years', years: 5 } },
    } as const
    expect(of(mentor(null), fiveYears)).toEqual([
      '2026-11-23 start',
      '2030-10-19 warn courtTerm',
      '2031-01-19 end courtTerm',
    ])
  })

  it('gives the physician fourteen days after capacity was lost', () => {
    expect(capacityReviewDue(day('2026-12-20'), defaultPolicy)).toBe('2027-01-03')
  })

  it('stops at the ends of the years that a day can have', () => {
    expect(addDays(day('9999-12-31'), 1)).toBe('9999-12-31')
    expect(addYears(day('9990-01-01'), 18)).toBe('9999-12-31')
    expect(addMonths(day('9999-12-01'), 2)).toBe('9999-12-31')
    expect(addDays(day('0000-01-01'), -1)).toBe('0000-01-01')
    expect(addYears(day('0003-01-01'), -18)).toBe('0000-01-01')
    expect(addDays(day('0999-12-31'), 1)).toBe('1000-01-01')
  })

  it('has the birthday of 29 February on 1 March in other years', () => {
    expect(addYears(day('2012-02-29'), 12)).toBe('2024-02-29')
    expect(addYears(day('2012-02-29'), 16)).toBe('2028-02-29')
    expect(addYears(day('2012-02-29'), 13)).toBe('2025-03-01')
    expect(ageOn(day('2012-02-29'), day('2025-02-28'))).toBe(12)
    expect(ageOn(day('2012-02-29'), day('2025-03-01'))).toBe(13)
  })

  it('adds months with the end of the month as limit', () => {
    expect(addMonths(day('2026-11-30'), 3)).toBe('2027-02-28')
    expect(addMonths(day('2026-01-31'), -2)).toBe('2025-11-30')
  })

  it('changes day at midnight in Amsterdam, in winter, in summer and on the days between', () => {
    const dayOf = (text: string) => dayInAmsterdam(v.parse(Instant, text))
    expect(dayOf('2026-11-22T22:59:59.999Z')).toBe('2026-11-22')
    expect(dayOf('2026-11-22T23:00:00Z')).toBe('2026-11-23')
    expect(dayOf('2026-06-30T21:59:59Z')).toBe('2026-06-30')
    expect(dayOf('2026-06-30T22:00:00Z')).toBe('2026-07-01')
    expect(new Date(startOfDay(day('2026-03-29'))).toISOString()).toBe('2026-03-28T23:00:00.000Z')
    expect(new Date(startOfDay(day('2026-03-30'))).toISOString()).toBe('2026-03-29T22:00:00.000Z')
    expect(new Date(startOfDay(day('2026-10-25'))).toISOString()).toBe('2026-10-24T22:00:00.000Z')
    expect(new Date(startOfDay(day('2026-10-26'))).toISOString()).toBe('2026-10-25T23:00:00.000Z')
  })

  it('never goes back: a later day has no earlier birthday or term, over four hundred years of births', () => {
    for (let n = toNumber(day('1890-01-01')); n < toNumber(day('1890-01-01')) + 146_097; n += 1) {
      if (n % 31 !== 0 && !fromNumber(n).endsWith('02-28')) continue
      const today = fromNumber(n)
      const tomorrow = addDays(today, 1)
      expect(addYears(today, 12) <= addYears(tomorrow, 12)).toBe(true)
      expect(addMonths(today, 3) <= addMonths(tomorrow, 3)).toBe(true)
    }
  })
})

describe('withdrawal', () => {
  const facts = {
    by: 'patient',
    level: 'identified',
    today: day('2026-11-23'),
    patientBirth: day('2014-11-23'),
    capacity: null,
    mandate: 'ofThisHospital',
  } as const
  it('by a child on its twelfth birthday stops access at once, and a form may follow', () => {
    expect(decideWithdrawal(facts, defaultPolicy)).toEqual({
      kind: 'stop',
      formAfter: true,
      reviewBy: null,
      visitor: { nl: 'De toegang is nu gestopt.', nlSimple: 'De toegang is gestopt.', en: 'Access has stopped now.' },
      rules: ['R20.atOnce', 'R20.byPatient'],
    })
  })
  it('by a child on the day before is refused, with a next step', () => {
    expect(decideWithdrawal({ ...facts, patientBirth: day('2014-11-24') }, defaultPolicy)).toMatchObject({
      id: 'R20.mayNot',
      next: { id: 'desk' },
      staffMayFreeze: true,
    })
  })
  it('by an unidentified caller stops nothing, but staff may freeze', () => {
    expect(decideWithdrawal({ ...facts, level: 'claimed' }, defaultPolicy)).toMatchObject({
      id: 'R20.notIdentified',
      staffMayFreeze: true,
    })
  })
  it('has the outcome of R20 for every combination, and reaches each of its rules', () => {
    expect(proveWithdrawals(day('2026-11-23'))).toMatchObject({ broken: [], unreached: [] })
  })
})
