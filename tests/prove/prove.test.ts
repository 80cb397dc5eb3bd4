import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { addMonths, addYears, fromNumber, toNumber } from '../../domain/days/calendar.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { outlineOf } from '../../domain/rules/outlineOf.ts'
import { refusals } from '../../domain/rules/refusals.ts'
import { rulebook } from '../../domain/rules/rulebook.ts'
import type { Case, Outline } from '../../domain/rules/outline.ts'
import { rulesOfExamples } from './examples.ts'
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
