import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { addDays, addMonths, addYears, ageOn, fromNumber, toNumber } from '../../domain/days/calendar.ts'
import { dayInAmsterdam, startOfDay } from '../../domain/days/amsterdam.ts'
import { Instant } from '../../domain/ids.ts'
import { next, type Event } from '../../domain/lifecycle/machine.ts'
import { givesAccess, isFinal, shownToApplicant, states, type State } from '../../domain/lifecycle/states.ts'
import { timeline } from '../../domain/lifecycle/timeline.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { decide } from '../../domain/rules/index.ts'
import { decideWithdrawal, withdrawers } from '../../domain/rules/withdrawal.ts'
import { day, motherOfSeven } from './sample.ts'

const events: readonly Event[] = [
  { kind: 'prepared', signers: 2 },
  { kind: 'signed', again: 'same' },
  { kind: 'signed', again: 'changed' },
  { kind: 'childSaidNo' },
  { kind: 'approved', again: 'same', by: 'physician', needed: 'physician' },
  { kind: 'approved', again: 'same', by: 'staff', needed: 'physician' },
  { kind: 'approved', again: 'changed', by: 'physician', needed: 'physician' },
  { kind: 'rejected' },
  { kind: 'registered', again: 'same' },
  { kind: 'registered', again: 'changed' },
  { kind: 'started' },
  { kind: 'froze', by: 'anna' },
  { kind: 'released', by: 'anna' },
  { kind: 'released', by: 'bram' },
  { kind: 'personSuspended' },
  { kind: 'personResumed' },
  { kind: 'agePause' },
  { kind: 'childConsented' },
  { kind: 'reviewAsked' },
  { kind: 'reviewed', goesOn: true },
  { kind: 'reviewed', goesOn: false },
  { kind: 'withdrawn' },
  { kind: 'replaced' },
  { kind: 'over', because: 'patientDied' },
]

/** Every state that can be reached, with the events on one shortest way to it. */
function reachable(): ReadonlyMap<string, { readonly state: State; readonly way: readonly Event[] }> {
  const draft: State = { name: 'draft' }
  const found = new Map<string, { readonly state: State; readonly way: readonly Event[] }>()
  found.set(JSON.stringify(draft), { state: draft, way: [] })
  for (const { state, way } of found.values())
    for (const event of events) {
      const after = next(state, event)
      if (after.kind === 'state' && !found.has(JSON.stringify(after.state)))
        found.set(JSON.stringify(after.state), { state: after.state, way: [...way, event] })
    }
  return found
}

describe('the life of a mandate', () => {
  const all = [...reachable().values()]

  it('reaches every state', () => {
    expect(new Set(all.map(({ state }) => state.name))).toEqual(new Set(states))
  })

  it('gives access only after every signature, the physician’s approval and registration', () => {
    for (const { way } of all.filter(({ state }) => givesAccess(state))) {
      const kinds = way.map(({ kind }) => kind)
      expect(kinds.filter((kind) => kind === 'signed')).toHaveLength(2)
      expect(kinds).toEqual(expect.arrayContaining(['approved', 'registered', 'started']))
      expect(way).not.toContainEqual(events[5])
    }
  })

  it('stops at once from every open state when withdrawn, ended or dead, and nothing leaves a final state', () => {
    for (const { state } of all) {
      for (const event of events.slice(-3)) {
        const after = next(state, event)
        if (isFinal(state)) expect(after.kind).toBe('notHere')
        else expect(after.kind === 'state' && isFinal(after.state)).toBe(true)
      }
    }
  })

  it('shows a child’s refusal to the parent as a request that is being looked at', () => {
    expect(shownToApplicant({ name: 'refusedByChild' })).toBe(shownToApplicant({ name: 'submitted' }))
    for (const event of events.filter(({ kind }) => kind === 'approved' || kind === 'signed'))
      expect(next({ name: 'refusedByChild' }, event).kind).toBe('notHere')
  })

  it('is released by somebody else than who froze it', () => {
    const frozen: State = { name: 'frozen', before: { name: 'submitted' }, by: 'anna' }
    expect(next(frozen, { kind: 'released', by: 'anna' }).kind).toBe('notHere')
    expect(next(frozen, { kind: 'released', by: 'bram' })).toEqual({ kind: 'state', state: { name: 'submitted' } })
  })

  it('becomes outdated when the rules no longer say the same', () => {
    expect(next({ name: 'approved' }, { kind: 'registered', again: 'changed' })).toMatchObject({
      state: { name: 'outdated' },
    })
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
    patientAge: 13,
    capacity: null,
    mandate: 'ofThisHospital',
  } as const
  it('by a child of 13 stops access at once, and a form may follow', () => {
    expect(decideWithdrawal(facts, defaultPolicy)).toMatchObject({ kind: 'stop', formAfter: true })
  })
  it('by a child of 11 is refused', () => {
    expect(decideWithdrawal({ ...facts, patientAge: 11 }, defaultPolicy)).toMatchObject({ id: 'R20.mayNot' })
  })
  it('by an unidentified caller stops nothing, but staff may freeze', () => {
    expect(decideWithdrawal({ ...facts, level: 'claimed' }, defaultPolicy)).toMatchObject({
      id: 'R20.notIdentified',
      staffMayFreeze: true,
    })
  })
  it('has an outcome for every combination, and an outsider never stops anything', () => {
    for (const by of withdrawers)
      for (const patientAge of [0, 11, 12, 15, 16, 17, 18, 90])
        for (const capacity of ['lacking', 'capable', null] as const)
          for (const mandate of ['none', 'ofThisHospital', 'external'] as const) {
            const { kind } = decideWithdrawal({ ...facts, by, patientAge, capacity, mandate }, defaultPolicy)
            const patientDecides = patientAge >= 12 && capacity !== 'lacking'
            const may = {
              patient: patientDecides,
              grantee: true,
              physician: true,
              somebodyElse: false,
              holderOfAuthority: !patientDecides && patientAge < 18,
              curator: !patientDecides && patientAge >= 18,
              mentor: !patientDecides && patientAge >= 18,
            }[by]
            expect(kind).toBe(may && mandate === 'ofThisHospital' ? 'stop' : 'refusal')
          }
  })
})
