import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { CalendarDay } from '../../domain/ids.ts'
import { isRefusal, refuse } from '../../domain/rules/basis/outline.ts'
import { outlineOf } from '../../domain/rules/outline-of.ts'
import { relations } from '../../domain/rules/basis/relations.ts'
import { narrowing } from './narrowing.ts'

const today = v.parse(CalendarDay, '2026-11-23')

/** The relations that are quick to compare; `npm run prove:rules` compares all. */
const slow = ['parentWithAuthority', 'otherHolderOfAuthority', 'guardian', 'curator', 'mentor']
const never = ['self', 'supervisionWorker', 'administrator']
const few = relations.filter((relation) => !slow.includes(relation) && !never.includes(relation))

describe('narrowing one cell of a policy', () => {
  it.each(few)('never grants more to %s', (relation) => {
    const { compared, grown } = narrowing(today, relation)
    expect(grown).toEqual([])
    expect([...compared.values()].every((pairs) => pairs > 0)).toBe(true)
    expect(compared.size).toBeGreaterThan(5)
  })

  it('is seen when it does grant more', () => {
    const { grown } = narrowing(today, 'sibling', (it) => {
      const flipped = new Proxy(it.policy.representative, {
        get: (of, key) =>
          (key === 'relatives' ? (of.relatives === 'open' ? 'closed' : 'open') : Reflect.get(of, key)) as unknown,
      })
      const policy = new Proxy(it.policy, {
        get: (of, key) => (key === 'representative' ? flipped : Reflect.get(of, key)) as unknown,
      })
      return outlineOf({ ...it, policy })
    })
    expect(grown.map(({ path }) => path)).toContain('policy.representative.relatives')
  }, 60_000)

  it('is seen in a settled question that reads a number', () => {
    // An extract counts only when it is too old for the hospital: a hospital that takes only newer ones then takes more.
    const tooOld = 'evidence.extractTooOld'
    const { grown } = narrowing(today, 'parentWithAuthority', (it) => {
      const settle: typeof it.ops.settle = (name, question) =>
        it.ops.settle(name, () => {
          const answer = question()
          if (name !== 'extract') return answer
          if (!isRefusal(answer)) return refuse(tooOld) as typeof answer
          return (answer.id === tooOld ? { authority: 'sole', source: 'extract' } : answer) as unknown as typeof answer
        })
      return outlineOf({ ...it, ops: { ...it.ops, settle } })
    })
    expect(new Set(grown.map(({ path }) => path))).toEqual(new Set(['policy.authority.extractMaxAgeMonths']))
  })

  it.each([
    ['policy.rollout.departments', 'rollout', 'departments', { all: 'opened', opened: 'all' }],
    ['policy.identity.sign', 'identity', 'sign', { identified: 'authenticated', authenticated: 'identified' }],
  ] as const)('is seen in a settled question that reads %s', (path, group, cell, other) => {
    const { grown } = narrowing(today, 'sibling', (it) => {
      const cells = new Proxy(it.policy[group], {
        get: (of, key) => {
          const value: unknown = Reflect.get(of, key)
          return key === cell ? (Reflect.get(other, String(value)) as unknown) : value
        },
      })
      const policy = new Proxy(it.policy, {
        get: (of, key) => (key === group ? cells : Reflect.get(of, key)) as unknown,
      })
      return outlineOf({ ...it, policy })
    })
    expect(grown.map((one) => one.path)).toContain(path)
  })
})
