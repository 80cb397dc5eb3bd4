import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { CalendarDay } from '../../domain/ids.ts'
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
})
