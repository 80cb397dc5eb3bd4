/** The questions that the proof settles by name: the names are how it tells them apart, and each is asked once. */
import { expect, it } from 'vitest'
import { defaultPolicy } from '../../domain/policy/default.ts'
import type { Facts } from '../../domain/rules/index.ts'
import { outlineOf } from '../../domain/rules/outlineOf.ts'
import { plain, type Plain } from '../../domain/rules/world.ts'
import { of } from './covered/support.ts'

const questionsOf = (facts: Facts): readonly string[] => {
  const names: string[] = []
  outlineOf<Plain>({
    facts,
    policy: defaultPolicy,
    ops: {
      ...plain,
      settle: (name, question) => {
        names.push(name)
        return question()
      },
    },
    cite: () => undefined,
  })
  return names
}

it.each<[string, Facts, readonly string[]]>([
  [
    'a parent: identity, an existing mandate, the extract, the other holder of authority',
    of('R03'),
    ['identity', 'existing', 'extract', 'coHolder'],
  ],
  ['a guardian by ruling: no extract', of('R08', 'Voogd'), ['identity', 'existing', 'coHolder']],
  ['a chosen person: identity and an existing mandate', of('R10', undefined, '18'), ['identity', 'existing']],
])('of %s', (_, facts, names) => {
  expect(questionsOf(facts)).toEqual(names)
})
