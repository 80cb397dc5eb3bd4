/** What the rules ask on the way to an outcome: the questions that the proof settles by name, and mixed results. */
import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../domain/policy/default.ts'
import type { Facts } from '../../domain/rules/index.ts'
import { everyFact } from '../../domain/rules/basis/every-fact.ts'
import { isRefusal, refuse } from '../../domain/rules/basis/outline.ts'
import { outlineOf } from '../../domain/rules/outline-of.ts'
import { plain, type Plain } from '../../domain/rules/basis/world.ts'
import { of } from './covered/support.ts'

const questionsOf = (facts: Facts): readonly string[] => {
  const names: string[] = []
  outlineOf<Plain>({
    facts: everyFact(facts),
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

const joint = (facts: Facts): Facts => {
  const { authorityExtract: extract } = facts.evidence
  if (extract === null) throw new Error('a parent without an extract')
  return { ...facts, evidence: { ...facts.evidence, authorityExtract: { ...extract, authority: 'joint' } } }
}

// The proof tells the questions apart by these names, and each is asked once.
describe('the questions', () => {
  it.each<[string, Facts, readonly string[]]>([
    [
      'a parent with another holder of authority: the department, identity, an existing mandate, the extract, the other',
      joint(of('R03')),
      ['phase', 'identity', 'existing', 'extract', 'coHolder by authorityExtract, form'],
    ],
    ['a parent alone: nothing of another', of('R03'), ['phase', 'identity', 'existing', 'extract']],
    ['a guardian by ruling: no extract', of('R08', 'Voogd'), ['phase', 'identity', 'existing', 'rulingPaper']],
    [
      'a chosen person: whom a court appointed, identity and an existing mandate',
      of('R10', undefined, '18'),
      ['courtRuling', 'phase', 'identity', 'existing'],
    ],
  ])('of %s', (_, facts, names) => {
    expect(questionsOf(facts)).toEqual(names)
  })
})

describe('a mixed result', () => {
  it('is a refusal by its kind, and nothing else is one', () => {
    expect(isRefusal(refuse('R05.refer'))).toBe(true)
    for (const result of [null, 'sole', { kind: 'form' }, { capacity: 'lacking' }, []])
      expect(isRefusal(result)).toBe(false)
  })
})
