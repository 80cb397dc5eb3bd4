import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { addMonths, addYears, fromNumber, toNumber } from '../../domain/days/calendar.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { outlineOf } from '../../domain/rules/outline-of.ts'
import { refusals } from '../../domain/rules/refusals/index.ts'
import { rulebook } from '../../domain/rules/basis/rulebook.ts'
import type { Case, Outline } from '../../domain/rules/basis/outline.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { decide } from '../../domain/rules/index.ts'
import { changed, motherOfSeven } from '../rules/sample.ts'
import { rulesOfExamples } from './examples.ts'
import { proveSteps } from './steps.ts'
import { prove, type Result } from './prove.ts'
import { everyTask } from './tasks.ts'
import { firstDay, lastDay, shiftMonths, shiftYears, type Symbols } from './terms.ts'

const today = v.parse(CalendarDay, '2024-02-29')
/** The size for every test run: no days asked for and no organisation; `npm run prove:rules` leaves all open. */
const small = { 'facts.request.from': null, 'facts.request.until': null, 'facts.applicant.organisation': null }

describe('the proof of the rules', () => {
  const results = everyTask(today, small).map((task) => [String(task.held['facts.relation']), prove(task)] as const)

  it.each(results)('holds every promise for every class of facts and policies of %s', (_, result) => {
    expect([...result.broken]).toEqual([])
  })

  it.each(results)('covers every point of %s exactly once', (_, { covered }) => {
    expect(covered ?? 1).toBe(1)
  })

  it('reaches every rule and every refusal', () => {
    const reached = new Set([...results.flatMap(([, { rules }]) => [...rules]), ...rulesOfExamples(today)])
    const organisation = /^(R13|end\.employee|input\.(organisationCannot|end))|^end\.asked/
    const missing = [...Object.keys(rulebook), ...Object.keys(refusals)].filter((rule) => !reached.has(rule))
    expect(missing.filter((rule) => !organisation.test(rule) && rule !== 'period.empty')).toEqual([])
  })
})

it('no next step leads to a refusal, and no answer of a patient shows', () => {
  const { followed, broken } = proveSteps(today, 12_000, 20261201)
  expect(broken).toEqual([])
  expect(followed).toBeGreaterThan(50)
}, 60_000)

it('whoever else holds authority is asked, or a physician approves, and a refusal of the living is never passed over', () => {
  const extract = { source: 'extract', issuedOn: today, authority: 'joint' } as const
  for (const standing of ['signs', 'consentsOnly', 'notAsked', 'refused'] as const)
    for (const [blocked, deceased] of [
      [false, false],
      [false, true],
      [true, false],
      [true, true],
    ] as const)
      // prettier-ignore
      for (const required of ['all', 'applicant'] as const) {
        const coHolder = { standing, blocked, deceased, sameAsApplicant: false, sameAsPatient: false }
        const facts = { ...changed(motherOfSeven, { evidence: { authorityExtract: extract } }), today, coHolder }
        const policy = { ...defaultPolicy, authority: { ...defaultPolicy.authority, required }, approver: { ...defaultPolicy.approver, child: 'staff' } } as const // prettier-ignore
        const decision = decide({ facts, policy })
        const asked = decision.kind === 'form' && decision.signers.some(({ role }) => role === 'coHolder')
        const able = !blocked && !deceased && standing !== 'notAsked'
        if (standing === 'refused' && !deceased) expect(decision).toMatchObject({ id: 'coHolder.refused' })
        else expect(decision).toMatchObject({ approver: required === 'all' && !able ? 'physician' : 'staff' })
        expect(asked).toBe(required === 'all' && able && standing !== 'refused')
      }
})

describe('the proof goes red', () => {
  const task = (relation: string) => ({ today, held: { ...small, 'facts.relation': relation }, counted: false })
  const mutated = (relation: string, rules: (it: Case<Symbols>) => Outline<Symbols>): Result =>
    prove(task(relation), rules)
  const forms =
    (change: (form: Extract<Outline<Symbols>, { kind: 'form' }>) => Outline<Symbols>) => (it: Case<Symbols>) => {
      const outcome = outlineOf(it)
      return outcome.kind === 'form' ? change(outcome) : outcome
    }

  it('when a child is no longer asked', () => {
    const result = mutated(
      'parentWithAuthority',
      forms((form) => ({ ...form, signers: form.signers.filter(({ role }) => role !== 'patient') })),
    )
    expect([...result.broken.keys()]).toContain(
      'a child of 12 to 15 with capacity is asked alone, and nothing goes through against its no',
    )
  }, 60_000)

  it('when staff approve what a clerk wrote over from a letter', () => {
    const result = mutated(
      'curator',
      forms((form) => (form.approver === 'physician' ? { ...form, approver: 'representative' } : form)),
    )
    expect([...result.broken.keys()]).toContain(
      'what rests on a finding that a clerk wrote over counts only when a physician approves',
    )
  }, 60_000)

  it('when a mandate has no end', () => {
    const result = mutated(
      'parentWithAuthority',
      forms((form) => ({ ...form, ends: [] })),
    )
    expect([...result.broken.keys()]).toContain('access of a parent to a child with capacity ends at 16 at the latest')
  }, 60_000)

  it('when the death of a patient is overlooked', () => {
    const result = mutated('mentor', (it) => {
      const patient = new Proxy(it.facts.patient, {
        get: (of, key) => (key === 'deceased' ? false : Reflect.get(of, key)),
      })
      const facts = new Proxy(it.facts, { get: (of, key) => (key === 'patient' ? patient : Reflect.get(of, key)) })
      return outlineOf({ ...it, facts })
    })
    expect(result.broken.size).toBeGreaterThan(0)
  }, 60_000)

  const facing =
    (group: 'patient' | 'evidence' | 'others', change: Readonly<Record<string, unknown>>) => (it: Case<Symbols>) => {
      const over = (of: object, changes: Readonly<Record<string, unknown>>) =>
        new Proxy(of, { get: (target, key) => (typeof key === 'string' && key in changes ? changes[key] : Reflect.get(target, key)) }) // prettier-ignore
      return outlineOf({ ...it, facts: over(it.facts, { [group]: over(it.facts[group], change) }) as typeof it.facts })
    }

  it('when a ruling beside an extract is not looked at', () => {
    const result = mutated('parentWithAuthority', facing('evidence', { ruling: null }))
    expect([...result.broken.keys()]).toContain(
      'of every paper that was shown the smallest holds: a ruling narrows and ends each child form',
    )
  }, 60_000)

  it('when a proxy may be of any day', () => {
    const signer = { role: 'applicant', relation: 'writtenProxy', step: 1, gives: 'signature', alone: false, sees: 'form', proves: ['identity', 'writtenAuthorization'] } as const // prettier-ignore
    const result = mutated('writtenProxy', (it) => {
      const outcome = outlineOf(it)
      if (outcome.kind === 'form' || !outcome.id.startsWith('R14.signed')) return outcome
      return {
        kind: 'form',
        form: 'incapableAdultForm',
        row: 'R14',
        signers: [signer],
        approver: 'physician',
        starts: [],
        ends: [],
        pauses: [],
        reviews: [],
        notices: [],
        scope: it.facts.request.kinds,
        purpose: it.facts.request.purpose,
      }
    })
    expect([...result.broken.keys()]).toContain(
      'a proxy is the act of an adult, from before the finding that he cannot decide',
    )
  }, 60_000)

  it('when a child’s early yes lasts to 16', () => {
    const result = mutated(
      'parentWithAuthority',
      forms((form) => ({ ...form, ends: form.ends.filter(({ reason }) => reason !== 'twelfthBirthday'), pauses: [] })),
    )
    expect([...result.broken.keys()]).toContain(
      'what anybody agreed to before a child was 12 never lasts beyond that day unasked',
    )
  }, 60_000)

  it('when a mentor who declines opens the way for others', () => {
    const result = mutated('voluntaryProxy', facing('others', { courtAppointed: 'none' }))
    expect([...result.broken.keys()]).toContain(
      'a chosen person waits for the physician where a court appointed somebody',
    )
  }, 60_000)

  it('when family goes before the court’s mentor', () => {
    const result = mutated('sibling', (it) => {
      const others = { courtAppointed: 'none', writtenProxy: 'none', partner: 'none', sameStep: false } as const
      const facts = new Proxy(it.facts, { get: (of, key) => (key === 'others' ? others : Reflect.get(of, key)) })
      return outlineOf({ ...it, facts })
    })
    expect([...result.broken.keys()]).toContain('the order of 7:465(3) holds')
  }, 60_000)
})

it('counts days as the calendar of the rules does', () => {
  for (let day = firstDay; day <= lastDay; day += 17) {
    expect(fromNumber(shiftYears(day, 12))).toBe(addYears(fromNumber(day), 12))
    expect(shiftMonths(day, 3)).toBe(toNumber(addMonths(fromNumber(day), 3)))
  }
})
