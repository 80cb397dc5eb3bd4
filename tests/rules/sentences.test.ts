/** What the rules say to a visitor, to staff and to a lawyer: every sentence is there, and every source is one that we name. */
import { describe, expect, it } from 'vitest'
import { nextSteps } from '../../domain/rules/refusals/next.ts'
import { isRefusalId, refusals } from '../../domain/rules/refusals/index.ts'
import { approvalRefusals } from '../../domain/rules/refusals/approval.ts'
import { withdrawalRefusals } from '../../domain/rules/refusals/withdrawal.ts'
import { rulebook, withdrawalRules } from '../../domain/rules/basis/rulebook.ts'
import { marks, unnamed } from './covered/sources.ts'

/** Filled, and from a capital letter or digit to a full stop. */
const sentence = /^[A-Z\d].*[a-zA-Z\d)”][.?!]$/

describe.each(Object.entries({ ...rulebook, ...withdrawalRules }))('the rule %s', (_, { mark, source, nl, en }) => {
  it('says in Dutch and in English what holds, how hard it is and where it comes from', () => {
    expect(marks).toContain(mark)
    expect(unnamed(source)).toEqual([])
    expect(nl).toMatch(sentence)
    expect(en).toMatch(sentence)
  })
})

/** Input that contradicts itself, or a limit of ours: no law, norm or hospital was asked. */
const withoutSource = [
  'input.patientBirthInFuture',
  'input.patientAge',
  'input.applicantBirthInFuture',
  'input.applicantAge',
  'input.twoRoles',
  'input.selfIsNotPatient',
  'input.parentYoungerThanChild',
  'input.endBeforeStart',
  'input.endInPast',
  'input.organisationCannot',
  'all.conflictOfInterest',
  'finding.inFuture',
  'evidence.extractInFuture',
  'evidence.extractBeforeBirth',
  'evidence.foreignRuling',
  'evidence.rulingInFuture',
  'evidence.rulingBeforeBirth',
  'evidence.beforeApplicant',
  'evidence.rulingEndsBeforeStart',
  'evidence.letterInFuture',
  'R10.tooManyGrantees',
  'R14.authorizationInFuture',
  'input.relativeYounger',
  'input.relativeOlder',
  'R15.widerFamily',
]

describe.each(Object.entries({ ...refusals, ...withdrawalRefusals, ...approvalRefusals }))(
  'the refusal %s',
  (id, refusal) => {
    it('has sentences for visitor and staff, a source and a next step', () => {
      const { mark, source, visitor, staff, next } = refusal
      expect(marks).toContain(mark)
      expect(unnamed(source)).toEqual(withoutSource.includes(id) ? [''] : [])
      for (const text of [visitor.nl, visitor.nlSimple, visitor.en, staff]) expect(text).toMatch(sentence)
      expect(Object.keys(nextSteps)).toContain(next)
    })
  },
)

describe('a rule’s name', () => {
  it('is never lost: so many refusals, rules and next steps there are, and each row of the rule table has one', () => {
    const groups = [refusals, withdrawalRefusals, approvalRefusals, rulebook, withdrawalRules, nextSteps]
    expect(groups.map((group) => Object.keys(group).length)).toEqual([124, 4, 6, 51, 6, 21])
    const names = groups.flatMap((group) => Object.keys(group))
    const rows = Array.from({ length: 20 }, (_, index) => `R${String(index + 1).padStart(2, '0')}.`)
    expect(rows.filter((row) => !names.some((name) => name.startsWith(row)))).toEqual([])
  })
  it('is that of a refusal or of a rule that leads to a form, never of both', () => {
    expect(Object.keys(refusals).every(isRefusalId)).toBe(true)
    expect(Object.keys(rulebook).some(isRefusalId)).toBe(false)
    // A name that every object has is the name of no refusal.
    expect(isRefusalId('toString')).toBe(false)
  })
})

describe.each(Object.entries(nextSteps))('the next step %s', (_, { nl, nlSimple, en }) => {
  it('is a sentence in every language', () => {
    for (const text of [nl, nlSimple, en]) expect(text).toMatch(sentence)
  })
})
