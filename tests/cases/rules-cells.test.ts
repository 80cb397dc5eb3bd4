/** Cells that some Dutch hospital needs; each with both sides, and what a file of before means. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths } from '../../domain/days/calendar.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { writtenPolicy } from '../../domain/policy/formats.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { readPolicy, readPolicyText } from '../../domain/policy/read.ts'
import type { Facts } from '../../domain/rules/index.ts'
import { termsOf } from '../../domain/requests/sets/terms.ts'
import { child13 } from '../rules/covered/support.ts'
import { motherOfSeven } from '../rules/sample.ts'
import { answer, capable, changed, day, form, incapable, policy, ruling, today } from './rules-people.ts'

const identified = { level: 'identified', documentValidUntil: null } as const
const nobody = { level: 'none', documentValidUntil: null } as const
const chosen = changed(capable('voluntaryProxy'), { patient: { present: true } })
const young = changed({ ...motherOfSeven, relation: 'voluntaryProxy' }, { patient: { birth: day('2009-05-14') } })
const withYoung = (change: object): HospitalPolicy => ({ ...policy('voluntary', change), young: { route: 'form', end: 'at18' } }) // prettier-ignore

describe('rules 14: a policy of the second format', () => {
  const text = readFileSync(new URL('../fixtures/policy-2/rijnmeer.json', import.meta.url), 'utf8')
  it('stays valid, means what it meant, and is written as it was', () => {
    const read = readPolicyText(text)
    if (read.kind === 'fault') throw new Error(read.id)
    expect(writtenPolicy(read.policy)).toEqual(JSON.parse(text))
    expect(read.policy.authority.rulingCopy).toBe('accepted')
    expect(read.policy.times.renewalMonths).toBe(0)
    expect(answer(motherOfSeven, read.policy)).toBe('R03 2031-05-14')
  })

  it('may not say a cell that came later', () => {
    const raw: { voluntary: object } = JSON.parse(text)
    expect(readPolicy({ ...raw, voluntary: { ...raw.voluntary, together: 'sameVisit' } })).toMatchObject({
      id: 'policy.unknownKey',
      path: 'voluntary.together',
    })
    expect(readPolicy({ ...raw, set: defaultPolicy.set })).toMatchObject({ id: 'policy.unknownKey' })
  })
})

describe('rules 14: curator and mentor closed', () => {
  const asks = (relation: 'curator' | 'mentor', closed: object) =>
    answer(
      incapable(relation, {
        evidence: {
          ruling: ruling({ measure: relation === 'curator' ? 'curatele' : 'mentorship' }),
          curateleRegister: relation === 'curator' ? 'listed' : 'notListed',
        },
      }),
      policy('representative', closed),
    )
  it('each by itself, and the desk arranges it', () => {
    expect(asks('curator', { curator: 'closed' })).toBe('R11.closed → desk')
    expect(asks('mentor', { mentor: 'closed' })).toBe('R12.closed → desk')
    expect(asks('mentor', { curator: 'closed' })).toBe('R12 until withdrawn')
    expect(asks('curator', { mentor: 'closed' })).toBe('R11 until withdrawn')
  })
})

describe('rules 14: a renewal window before an end', () => {
  const ending = (endsOn: Facts['today'] | null, months: number) =>
    answer(
      changed(motherOfSeven, { mandates: { samePair: 'active', endsOn } }),
      policy('times', { renewalMonths: months }),
    )
  it('opens so many months before the end, on the very day', () => {
    const first = addMonths(today, 1)
    expect(ending(first, 1)).toBe('R03 2031-05-14')
    expect(ending(addDays(first, 1), 1)).toBe('mandate.exists → makeChange')
    expect(ending(addDays(first, 1), 2)).toBe('R03 2031-05-14')
  })

  it('is not there where the cell is 0, or a mandate has no end', () => {
    expect(ending(today, 0)).toBe('mandate.exists → makeChange')
    expect(ending(null, 6)).toBe('mandate.exists → makeChange')
  })

  it('ends the old mandate when the new one becomes active', () => {
    const facts = changed(motherOfSeven, { mandates: { samePair: 'active', endsOn: today } })
    const { supersedes, rules } = form(facts)
    expect([supersedes, rules.includes('R19.renewal')]).toEqual([true, true])
  })
})

describe('rules 14: months as term', () => {
  it('end with the month’s end as limit', () => {
    const facts = { ...chosen, today: day('2026-08-31') }
    expect(answer(facts, policy('voluntary', { termMonths: 6 }))).toBe('R10 2027-02-28')
    expect(answer(facts, policy('voluntary', { termYears: 1 }))).toBe('R10 2027-08-31')
  })

  it('and years are never both written', () => {
    const { voluntary } = policy('voluntary', { termMonths: 6, termYears: 1 })
    expect(readPolicy({ ...defaultPolicy, voluntary })).toMatchObject({
      id: 'policy.contradicts',
      path: 'voluntary.termMonths',
    })
  })
})

describe('rules 14: the child’s own form', () => {
  it('is the child’s alone; the same people sign', () => {
    const own = (value: 'own' | 'shared') =>
      form(child13, policy('children', { childForm: value })).signers.map(({ role, ownForm }) => [role, ownForm])
    expect(own('own')).toEqual([
      ['applicant', false],
      ['patient', true],
    ])
    expect(own('shared')).toEqual([
      ['applicant', false],
      ['patient', false],
    ])
    expect(form(child13, policy('children', { childForm: 'own' })).rules).toContain('form.childOwn')
    expect(form(motherOfSeven, policy('children', { childForm: 'own' })).rules).not.toContain('form.childOwn')
  })
})

describe('rules 14: the patient’s own document', () => {
  it('is asked of a patient who cannot decide, where the hospital wants it', () => {
    const facts = changed(incapable('sibling'), { patient: { identity: nobody } })
    const asked = policy('representative', { patientDocument: 'asked' })
    expect(answer(facts, asked)).toBe('R11.patientDocumentMissing → bringPatientDocument')
    expect(answer(changed(facts, { patient: { identity: identified } }), asked)).toBe('R15 2027-11-23')
    expect(answer(facts)).toBe('R15 2027-11-23')
  })
})

describe('rules 14: phases by department', () => {
  it('a department that is not open yet sends to the desk, once its turn has come it does not', () => {
    const opened = policy('rollout', { departments: 'opened' })
    const facts = changed(motherOfSeven, { request: { department: 'notYet' } })
    expect(answer(facts, opened)).toBe('all.departmentNotYet → desk')
    expect(answer(changed(facts, { request: { department: 'open' } }), opened)).toBe('R03 2031-05-14')
    expect(answer(facts)).toBe('R03 2031-05-14')
  })
})

describe('rules 14: a child may come alone', () => {
  const first = changed(child13, { applicant: { identity: nobody }, patient: { present: true, identity: identified } })
  it('and the set waits for the parent; or it comes with the parent', () => {
    expect(form(first).waitsFor).toEqual(['applicant'])
    expect(answer(first, policy('children', { comesFirst: 'withParent' }))).toBe('R04.comeWithParent → comeWithParent')
    expect(answer(child13, policy('children', { comesFirst: 'withParent' }))).toBe('R04 2029-05-14')
  })
})

describe('rules 14: both present from 16', () => {
  it.each([
    ['an adult', chosen, (change: object) => policy('voluntary', { patientPresent: 'mayBeAway', ...change }), 'R10'],
    ['a young person', young, withYoung, 'R06'],
  ] as const)('%s and the grantee come in one visit where the hospital wants it', (_, facts, under, row) => {
    const together = under({ together: 'sameVisit' })
    expect(answer(facts, together).slice(0, 3)).toBe(row)
    const alone = changed(facts, { patient: { present: false } })
    expect(answer(alone, together)).toBe('R10.together → comeWithPatient')
    expect(answer(alone, under({})).slice(0, 3)).toBe(row)
    const patientFirst = changed(facts, { applicant: { identity: nobody }, patient: { identity: identified } })
    expect(answer(patientFirst, together)).toBe('R10.together → desk')
    expect(form(patientFirst, under({})).waitsFor).toEqual(['applicant'])
  })
})

describe('rules 14: days of a set, of reminders and of late notices', () => {
  it('are cells of the policy, and a reminder comes before the last day', () => {
    expect(termsOf(defaultPolicy)).toEqual({ days: 30, warnPhysicianDays: 7, lateDays: 14 })
    expect(readPolicy(policy('set', { days: 7 }))).toMatchObject({
      id: 'policy.contradicts',
      path: 'set.warnPhysicianDays',
    })
    expect(readPolicy(policy('set', { days: 0 }))).toMatchObject({ id: 'policy.wrongValue', path: 'set.days' })
    expect(defaultPolicy.times.consentReviewDays).toBe(14)
  })
})
