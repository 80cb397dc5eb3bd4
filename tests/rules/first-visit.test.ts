import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { decide, FactsSchema, type Facts } from '../../domain/rules/index.ts'
import * as v from 'valibot'
import { changed, day, motherOfSeven } from './sample.ts'

const decided = (facts: Facts) => decide({ facts, policy: defaultPolicy })
const refusalOf = (facts: Facts) => {
  const decision = decided(facts)
  return decision.kind === 'refusal' ? decision.id : decision.form
}

describe('a mother who alone has authority over her child of seven', () => {
  it('signs the child form herself, a physician approves, and it ends on the twelfth birthday', () => {
    const decision = decided(motherOfSeven)
    expect(decision).toMatchObject({
      kind: 'form',
      form: 'childForm',
      row: 'R03',
      signers: [
        {
          role: 'applicant',
          gives: 'signature',
          minimumIdentity: 'identified',
          proves: ['identity', 'authorityExtract'],
        },
      ],
      approver: 'physician',
      start: { day: '2026-11-23', reason: 'registration' },
      end: { day: '2031-05-14', lastDay: '2031-05-13', reason: 'twelfthBirthday' },
      supersedes: false,
    })
    expect(decision.rules).toEqual(['authority.sole', 'R03.form', 'end.twelve', 'approver.physician'])
  })

  it('is plain data: facts and decision survive JSON', () => {
    const facts = v.parse(FactsSchema, JSON.parse(JSON.stringify(motherOfSeven)))
    expect(JSON.parse(JSON.stringify(decided(facts)))).toEqual(decided(motherOfSeven))
  })

  it('shares the form with the other parent when the extract shows joint authority', () => {
    const joint = changed(motherOfSeven, {
      evidence: { authorityExtract: { source: 'extract', issuedOn: day('2026-10-20'), authority: 'joint' } },
    })
    expect(decided(joint)).toMatchObject({ signers: [{ role: 'applicant' }, { role: 'coHolder', gives: 'signature' }] })
  })

  it.each<[string, Facts, string]>([
    ['no extract was recorded', changed(motherOfSeven, { evidence: { authorityExtract: null } }), 'evidence.noExtract'],
    ['the extract is three months and a day old', extract('2026-08-22'), 'evidence.extractTooOld'],
    ['the extract is dated tomorrow', extract('2026-11-24'), 'evidence.extractInFuture'],
    ['the child died', changed(motherOfSeven, { patient: { deceased: true } }), 'R18.deceased'],
    ['the parent is suspended', changed(motherOfSeven, { applicant: { suspended: true } }), 'all.applicantSuspended'],
    ['a physician blocked the parent', changed(motherOfSeven, { applicant: { blocked: true } }), 'all.blocked'],
    ['one person has two roles', changed(motherOfSeven, { applicant: { sameAsPatient: true } }), 'input.twoRoles'],
    [
      'the parent is younger than the child',
      changed(motherOfSeven, { applicant: { birth: day('2020-01-01') } }),
      'input.parentYoungerThanChild',
    ],
    [
      'the parent only said who he is',
      changed(motherOfSeven, { applicant: { identity: { level: 'claimed', documentValidUntil: null } } }),
      'all.notIdentified',
    ],
    [
      'the document expired yesterday',
      changed(motherOfSeven, {
        applicant: { identity: { level: 'identified', documentValidUntil: day('2026-11-22') } },
      }),
      'all.documentExpired',
    ],
  ])('is refused when %s', (_, facts, id) => {
    expect(refusalOf(facts)).toBe(id)
  })

  it('is accepted on the last day of the extract and of the document', () => {
    expect(refusalOf(extract('2026-08-23'))).toBe('childForm')
    const lastDay = { level: 'identified', documentValidUntil: day('2026-11-23') } as const
    expect(refusalOf(changed(motherOfSeven, { applicant: { identity: lastDay } }))).toBe('childForm')
  })

  it('needs the child too from the twelfth birthday on, and not the day before', () => {
    const twelveToday = decided(changed(motherOfSeven, { patient: { birth: day('2014-11-23') } }))
    expect(twelveToday).toMatchObject({ row: 'R04', end: { day: '2030-11-23' } })
    expect(twelveToday.kind === 'form' && twelveToday.signers).toMatchObject([
      { role: 'applicant', sees: 'formWithoutPrivateAnswers' },
      { role: 'patient', gives: 'signature', alone: true },
    ])
    expect(decided(changed(motherOfSeven, { patient: { birth: day('2014-11-24') } }))).toMatchObject({ row: 'R03' })
  })

  it('reads the same sentence whether blocked or suspended', () => {
    const blocked = decided(changed(motherOfSeven, { applicant: { blocked: true } }))
    const suspended = decided(changed(motherOfSeven, { applicant: { suspended: true } }))
    expect(blocked.kind === 'refusal' && blocked.visitor).toEqual(suspended.kind === 'refusal' && suspended.visitor)
  })
})

function extract(issuedOn: string): Facts {
  return changed(motherOfSeven, {
    evidence: { authorityExtract: { source: 'extract', issuedOn: day(issuedOn), authority: 'sole' } },
  })
}
