import { describe, expect, it } from 'vitest'
import { dueSince, warnedOf } from '../../domain/lifecycle/due.ts'
import { timeline } from '../../domain/lifecycle/timeline.ts'
import { everyKind } from '../../domain/policy/kinds.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { decide, type Facts, type FormDecision } from '../../domain/rules/index.ts'
import { child13, joint, of } from './covered/support.ts'
import { day, motherOfSeven } from './sample.ts'

const formOf = (facts: Facts): FormDecision => {
  const decision = decide({ facts, policy: defaultPolicy })
  if (decision.kind === 'refusal') throw new Error(decision.id)
  return decision
}
const events = timeline({ decision: formOf(motherOfSeven), policy: defaultPolicy })
const due = (since: string, today: string) =>
  dueSince(events, { since: day(since), today: day(today), policy: defaultPolicy }).map(
    ({ day: on, event, byStaff }) => `${on} ${event.kind}${byStaff ? ' by staff' : ''}`,
  )

describe('a job that looks at the days', () => {
  it('warns on the day, and ends on the day', () => {
    expect(due('2031-02-13', '2031-02-14')).toEqual(['2031-02-14 warn'])
    expect(due('2031-02-14', '2031-05-13')).toEqual([])
    expect(due('2031-05-13', '2031-05-14')).toEqual(['2031-05-14 end'])
    expect(due('2031-05-14', '2031-05-15')).toEqual([])
  })

  it('drops a warning that is past, and tells the end once with its true day', () => {
    expect(due('2031-02-01', '2031-05-20')).toEqual(['2031-05-14 end'])
  })

  it('hands an end that is older than the hospital’s days to staff', () => {
    expect(due('2031-05-13', '2031-05-28')).toEqual(['2031-05-14 end'])
    expect(due('2031-05-13', '2031-05-29')).toEqual(['2031-05-14 end by staff'])
  })
})

describe('rules 13: to whom a warning goes', () => {
  const coHolder = { standing: 'signs', blocked: false, deceased: false, sameAsApplicant: false, sameAsPatient: false } as const // prettier-ignore
  const both = (change: Partial<NonNullable<Facts['coHolder']>>) => formOf({ ...joint(child13), coHolder: { ...coHolder, ...change } }) // prettier-ignore

  it('each parent with access, and the child that signed', () => {
    expect(warnedOf('sixteenthBirthday', both({}))).toEqual(['applicant', 'coHolder', 'patient'])
    expect(warnedOf('twelfthBirthday', formOf(motherOfSeven))).toEqual(['applicant'])
  })

  it('no parent without access: who only consented, was not asked, is blocked, or to whom the child said no', () => {
    for (const change of [
      { standing: 'consentsOnly' },
      { standing: 'notAsked' },
      { blocked: true },
      { answer: 'no' },
    ] as const)
      expect(warnedOf('sixteenthBirthday', both(change))).toEqual(['applicant', 'patient'])
    expect(warnedOf('sixteenthBirthday', both({ kinds: everyKind }))).toContain('coHolder')
  })

  it('who approved too, where somebody must look again', () => {
    for (const about of ['review', 'rulingEnd', 'courtTerm', 'physicianDate'] as const)
      expect(warnedOf(about, formOf(of('R12')))).toEqual(['applicant', 'physician'])
    expect(warnedOf('asked', formOf(of('R12')))).toEqual(['applicant'])
  })
})
