/** Ages, next steps, who is told what, and small mistakes of the rules. */
import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { whenSigned } from '../../domain/lifecycle/signed.ts'
import { decide, type Facts } from '../../domain/rules/index.ts'
import { rejudge, rulesVersionOf } from '../../domain/rules/rejudge.ts'
import { rulesVersion } from '../../domain/rules/rules-version.ts'
import { rulebook } from '../../domain/rules/basis/rulebook.ts'
import { decideWithdrawal, withdrawers } from '../../domain/rules/withdrawal.ts'
import { motherOfSeven } from '../rules/sample.ts'
import { answer, capable, changed, day, extract, form, incapable, policy, today } from './rules-people.ts'

const bornOn = (birth: string, facts: Facts = motherOfSeven) => changed(facts, { patient: { birth: day(birth) } })

describe('rules 3: a hospital that asks children of ten', () => {
  const tens = policy('ages', { childSigns: 10 })
  const pausing = { ...tens, children: { ...tens.children, atTwelve: 'pausesUntilChildConsents' } } as const
  const ten = bornOn('2016-11-23')
  it('asks the child, whose yes ends at twelve', () => {
    const decision = form(ten, tens)
    expect([decision.signers.map(({ role }) => role), decision.end.day]).toEqual([
      ['applicant', 'patient'],
      '2028-11-23',
    ])
    expect(form(bornOn('2014-11-24'), tens).end.day).toBe('2026-11-24')
    expect(form(bornOn('2014-11-23'), tens).end.day).toBe('2030-11-23')
  })
  it('or pauses at twelve, also when it was asked at ten', () => {
    expect(form(ten, pausing)).toMatchObject({ end: { day: '2032-11-23' }, pauses: [{ day: '2028-11-23' }] })
    expect(form(motherOfSeven, pausing).pauses.map(({ day: on }) => on)).toEqual(['2029-05-14', '2031-05-14'])
    expect(form(motherOfSeven, policy('children', { atTwelve: 'pausesUntilChildConsents' })).pauses).toHaveLength(1)
  })
  it('does not refer the parents of an incapable ten-year-old: they represent it', () => {
    const lacking = changed(ten, { patient: { finding: { capacity: 'lacking', on: today, until: null } } })
    const decision = form(lacking, tens)
    expect([decision.signers.map(({ role }) => role), decision.end.day]).toEqual([['applicant'], '2028-11-23'])
    expect(answer(changed(ten, { patient: { capacityDoubted: true } }), tens)).toBe('R03 2028-11-23')
  })
  it('does not give a child of ten a right of its own', () => {
    const self = changed({ ...ten, relation: 'self' }, { applicant: { sameAsPatient: true } })
    expect(answer(self, tens)).toBe('R02.tooYoung → desk')
  })
})

describe('rules 5: a child’s no', () => {
  const child = bornOn('2013-05-14')
  it('says what a request says that waits, word for word', () => {
    const no = decide({ facts: changed(child, { patient: { answer: 'no' } }), policy: defaultPolicy })
    const waits = decide({ facts: changed(child, { mandates: { samePair: 'requested' } }), policy: defaultPolicy })
    if (no.kind !== 'refusal' || waits.kind !== 'refusal') throw new Error('expected refusals')
    expect([no.visitor, no.next]).toEqual([waits.visitor, waits.next])
  })
  it('never changes the next step of another refusal', () => {
    const without = changed(child, { evidence: { authorityExtract: null } })
    expect(answer(changed(without, { patient: { answer: 'no' } }))).toBe(answer(without))
  })
})

describe('rules 6: who may not stop a mandate', () => {
  it('gets one answer, whether there is one or not', () => {
    for (const by of withdrawers)
      for (const birth of ['2019-05-14', '2012-05-14', '2009-05-14', '1956-05-14'])
        for (const capacity of ['lacking', 'capable', null] as const) {
          const of = (mandate: 'none' | 'ofThisHospital' | 'external') =>
            decideWithdrawal(
              { by, level: 'identified', today, patientBirth: day(birth), capacity, mandate },
              defaultPolicy,
            )
          if (of('ofThisHospital').kind === 'stop') continue
          expect(of('none')).toEqual(of('ofThisHospital'))
          expect(of('external')).toEqual(of('ofThisHospital'))
        }
    const stranger = decideWithdrawal({ by: 'somebodyElse', level: 'identified', today, patientBirth: day('1956-05-14'), capacity: null, mandate: 'none' }, defaultPolicy) // prettier-ignore
    expect(stranger).toMatchObject({ id: 'R20.mayNot', next: { id: 'desk' } })
    if (stranger.kind === 'refusal') expect(stranger.visitor.nl).not.toMatch(/machtiging|deze/)
  })
  it('a holder who withdraws his consent stops the other’s access at once, and a physician answers in time', () => {
    const of = (birth: string) => decideWithdrawal({ by: 'holderOfAuthority', level: 'identified', today, patientBirth: day(birth), capacity: null, mandate: 'ofThisHospital' }, defaultPolicy) // prettier-ignore
    expect(of('2019-05-14')).toMatchObject({ kind: 'stop', reviewBy: '2026-12-07' })
    expect(of('2012-05-14')).toMatchObject({ kind: 'stop', reviewBy: '2026-12-07' })
    expect(of('2010-11-23')).toMatchObject({ id: 'R20.mayNot' })
  })
})

describe('rules 8: a child that comes first', () => {
  const alone = changed(bornOn('2013-05-14'), {
    patient: { present: true, identity: { level: 'identified', documentValidUntil: null }, answer: 'yes' },
    applicant: { identity: { level: 'none', documentValidUntil: null } },
  })
  it('begins a set that waits for the parent, and nothing is complete meanwhile', () => {
    const decision = form(alone)
    expect([decision.signers.map(({ role }) => role), decision.waitsFor]).toEqual([
      ['applicant', 'patient'],
      ['applicant'],
    ])
    expect(whenSigned(decision)).toBeNull()
    expect(form(changed(alone, { applicant: { identity: { level: 'identified', documentValidUntil: null } } })).waitsFor).toBeUndefined() // prettier-ignore
  })
  it('is identified itself, and old enough to sign', () => {
    expect(answer(changed(alone, { patient: { identity: { level: 'claimed', documentValidUntil: null } } }))).toBe('all.notIdentified → desk') // prettier-ignore
    expect(answer(changed(alone, { patient: { identity: { level: 'identified', documentValidUntil: day('2026-11-22') } } }))).toBe('all.notIdentified → desk') // prettier-ignore
    expect(answer(bornOn('2019-05-14', alone))).toBe('all.notIdentified → desk')
    // Somebody at the desk whom the clerk has not compared is not absent.
    expect(answer(changed(alone, { applicant: { identity: { level: 'claimed', documentValidUntil: null } } }))).toBe('all.notIdentified → desk') // prettier-ignore
  })
  it('and so does a young person or an adult who chooses', () => {
    const young = bornOn('2010-05-14', alone)
    expect(form(young, policy('young', { route: 'form' })).waitsFor).toEqual(['applicant'])
    const adult = changed({ ...bornOn('1956-05-14', alone), relation: 'voluntaryProxy' }, {})
    expect(form(adult).waitsFor).toEqual(['applicant'])
  })
})

describe('rules 9: the next step', () => {
  it('at 16 and 17 is the desk where there is no form', () => {
    expect(answer(bornOn('2010-05-14'))).toBe('R06.refer → desk')
    expect(answer(bornOn('2012-05-14'), policy('ages', { parentAccessEnds: 14 }))).toBe('R04.accessEnded → desk')
  })
  it.each(['carer', 'otherRelation', 'stepParent', 'fosterParent', 'parentWithoutAuthority'] as const)(
    'of a %s of an incapable patient is the physician',
    (relation) => {
      expect(answer(incapable(relation))).toBe('adult.noRight → physician')
      expect(answer(capable(relation))).toBe('adult.noRight → askPatient')
      expect(answer(capable(relation), policy('voluntary', { route: 'refer' }))).toBe('adult.noRight → desk')
      expect(answer(capable(relation), policy('voluntary', { route: 'digidMachtigen' }))).toBe('adult.noRight → digidMachtigen') // prettier-ignore
      expect(answer(capable(relation, { courtAppointed: 'acts' }))).toBe('adult.noRight → physician')
    },
  )
  it('of a chosen person of an incapable patient is the physician', () => {
    expect(answer(incapable('voluntaryProxy'))).toBe('R10.lacksCapacity → physician')
  })
  it.each(['parentOfAdult', 'partner', 'sibling'] as const)(
    'of a %s of an undoubted adult is to ask him',
    (relation) => {
      const facts = changed(capable(relation), { applicant: { birth: day('1930-05-14') } })
      expect(answer(facts)).toBe('R16.capacityPresumed → askPatient')
      expect(answer(changed(facts, { patient: { capacityDoubted: true } }))).toBe('all.capacityUnclear → physician')
    },
  )
  it('of a mother who asks as for a child is to ask her adult child', () => {
    const facts = changed(capable('parentWithAuthority'), { applicant: { birth: day('1930-05-14') } })
    expect(answer(facts)).toBe('child.patientIsAdult → askPatient')
  })
  it('of a brother of a child is the desk, for he can have no form', () => {
    expect(answer(bornOn('2013-05-14', { ...motherOfSeven, relation: 'sibling' }))).toBe('adult.patientIsMinor → desk')
    expect(answer(bornOn('2013-05-14', { ...motherOfSeven, relation: 'voluntaryProxy' }))).toBe('R10.tooYoungToChoose → desk') // prettier-ignore
  })
  it('of a grantee of 17 is never DigiD Machtigen, nor of anybody under curatele or bewind', () => {
    const scheme = policy('voluntary', { route: 'digidMachtigen' })
    const of = (facts: Facts) => answer(facts, scheme)
    expect(of(capable('voluntaryProxy'))).toBe('R10.digidMachtigen → digidMachtigen')
    expect(of(changed(capable('voluntaryProxy'), { applicant: { birth: day('2008-11-24') } }))).toBe('R10.granteeTooYoung → desk') // prettier-ignore
    expect(of(changed(capable('voluntaryProxy'), { applicant: { underCuratele: true } }))).toBe('R10.noDigidMachtigen → desk') // prettier-ignore
  })
  it('of a parent where only the register counts is no paper from home', () => {
    const brp = policy('authority', { parentEvidence: 'brp' })
    expect(answer(changed(motherOfSeven, { evidence: { authorityExtract: null } }), brp)).toBe('evidence.notLookedUp → desk') // prettier-ignore
    expect(answer(changed(motherOfSeven, { evidence: { authorityExtract: extract('sole', 'brp', day('2026-01-01')) } }), brp)).toBe('evidence.notLookedUp → desk') // prettier-ignore
  })
})

describe('rules 11: small', () => {
  it('nobody is older than his parent, or younger than his child', () => {
    const of = (relation: Facts['relation'], birth: string) => answer(changed(incapable(relation), { applicant: { birth: day(birth) } }), policy('representative', { widerFamily: 'open' })) // prettier-ignore
    for (const relation of ['parentOfAdult', 'grandparent'] as const) {
      expect(of(relation, '1956-05-14')).toBe('input.relativeYounger → correct')
      expect(of(relation, '1930-05-14')).toBe('R15 2027-11-23')
    }
    for (const relation of ['childOfAdult', 'grandchild'] as const) {
      expect(of(relation, '1956-05-14')).toBe('input.relativeOlder → correct')
      expect(of(relation, '1990-05-14')).toBe('R15 2027-11-23')
    }
  })
  it('the other holder has no relation of the applicant’s', () => {
    const joint = changed(motherOfSeven, { evidence: { authorityExtract: extract('joint') } })
    for (const relation of ['parentWithAuthority', 'otherHolderOfAuthority', 'guardian'] as const)
      expect(form({ ...joint, relation }).signers[1]?.relation).toBe('otherHolderOfAuthority')
  })
  it.each(['all', 'applicant'] as const)('who died refuses nothing, with %s', (required) => {
    const coHolder = { standing: 'refused', blocked: false, deceased: true, sameAsApplicant: false, sameAsPatient: false } as const // prettier-ignore
    const facts = { ...changed(motherOfSeven, { evidence: { authorityExtract: extract('joint') } }), coHolder }
    expect(answer(facts, policy('authority', { required }))).toBe('R03 2031-05-14')
    expect(answer({ ...facts, coHolder: { ...coHolder, deceased: false } }, policy('authority', { required }))).toBe('coHolder.refused → physician') // prettier-ignore
  })
  it('the start of a curatele rests on 1:381(1)', () => {
    expect(rulebook['start.ruling'].source).toContain('BW 1:381(1)')
    expect(rulebook['start.ruling'].source).not.toContain('BW 1:380')
  })
})

describe('a decision of older rules', () => {
  const request = { purpose: 'look' }
  const decision = decide({ facts: motherOfSeven, policy: defaultPolicy })
  const sent = { ...decision, request, rulesVersion: undefined }
  it('without a number is of version 1, and the same answer is the same', () => {
    expect([rulesVersionOf({}), rulesVersionOf({ rulesVersion: '2' }), rulesVersionOf({ rulesVersion: 2 })]).toEqual([1, 1, 2]) // prettier-ignore
    expect(rejudge({ sent, today: decision, request }).kind).toBe('same')
    expect(rejudge({ sent: { ...sent, rulesVersion }, today: decision, request }).kind).toBe('same')
  })
  it('that today’s rules refuse or change is outdated, and with their own number it was never made', () => {
    const refused = decide({
      facts: changed(motherOfSeven, { applicant: { underCuratele: true } }),
      policy: defaultPolicy,
    })
    expect(rejudge({ sent, today: refused, request })).toMatchObject({ kind: 'outdated', signedUnder: 1 })
    expect(rejudge({ sent: { ...sent, approver: 'staff' }, today: decision, request }).kind).toBe('outdated')
    expect(rejudge({ sent: { ...sent, rulesVersion }, today: refused, request }).kind).toBe('other')
  })
})
