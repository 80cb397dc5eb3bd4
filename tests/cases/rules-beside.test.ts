/**
 * What is refused beside the rules of a relation: a measure from abroad, dates that contradict each other, and the order in which
 * a patient's own answer counts.
 */
import * as v from 'valibot'
import { describe, expect, it, test } from 'vitest'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { KindSet } from '../../domain/policy/kinds.ts'
import { decide, type Facts } from '../../domain/rules/index.ts'
import { answer, capable, changed, day, extract, guardian, incapable, policy, ruling, today } from './rules-people.ts'
import { motherOfSeven } from '../rules/sample.ts'

const foreign = ruling({ measure: 'foreign', appoints: 'another' })
const proxy = { signedOn: day('2020-01-01'), kinds: null } as const
const adultChild = changed(incapable('childOfAdult'), { applicant: { birth: day('1985-01-01') } })
const young = changed(capable('voluntaryProxy'), { patient: { birth: day('2010-05-14') } })
const youngForm = policy('young', { route: 'form' })

describe('rules 4: a measure from abroad refers whoever asks', () => {
  it.each<readonly [string, Facts, typeof defaultPolicy]>([
    ['a partner', incapable('partner'), defaultPolicy],
    ['a child of an adult', adultChild, defaultPolicy],
    ['a brother', incapable('sibling'), defaultPolicy],
    ['a written proxy', incapable('writtenProxy', { evidence: { authorization: proxy } }), defaultPolicy],
    ['a chosen person', capable('voluntaryProxy'), defaultPolicy],
    ['a chosen person of somebody of 16', young, youngForm],
    ['a step-parent of somebody of 16', { ...young, relation: 'stepParent' }, youngForm],
  ])('%s', (_who, facts, under) => {
    const present = changed(facts, { patient: { present: true, answer: 'yes' } })
    expect(answer(present, under)).toMatch(/^R\d\d /)
    const beside = (change: Partial<typeof foreign>) =>
      answer(changed(present, { evidence: { ruling: { ...foreign, ...change } } }), under)
    expect(beside({})).toBe('evidence.foreignRuling → desk')
    expect(beside({ appoints: 'applicant' })).toBe('evidence.foreignRuling → desk')
    // One that is over, or about somebody else, says nothing here; a Dutch one of money neither.
    expect(beside({ until: day('2026-11-22') })).toMatch(/^R\d\d /)
    expect(beside({ until: today })).toBe('evidence.foreignRuling → desk')
    expect(beside({ ofPatient: false })).toMatch(/^R\d\d /)
    expect(beside({ measure: 'bewind' })).toMatch(/^R\d\d /)
  })

  it('but a patient whom a physician found able to decide chooses himself', () => {
    const found = changed(capable('voluntaryProxy'), {
      patient: { present: true, answer: 'yes', finding: { capacity: 'capable', on: day('2026-11-01'), until: null } },
      evidence: { ruling: foreign },
    })
    expect(answer(found)).toMatch(/^R10 /)
  })
})

/** The same of every answer of the patient: [what all of them read, or null where they may differ]. */
const ofEach = (facts: Facts, under = defaultPolicy): readonly string[] =>
  (['yes', 'notAsked', 'no'] as const).map((one) => {
    const decision = decide({ facts: changed(facts, { patient: { answer: one } }), policy: under })
    return decision.kind === 'form' ? 'form' : JSON.stringify([decision.id, decision.visitor, decision.next])
  })
const thirteen = changed(motherOfSeven, {
  patient: { birth: day('2013-02-01'), present: true, identity: { level: 'identified', documentValidUntil: null } },
})
const joint = changed(thirteen, {
  evidence: { authorityExtract: extract('joint') },
})

describe('rules 5: what is refused whatever the patient answers is said before the answer counts', () => {
  const present = { present: true, identity: { level: 'identified', documentValidUntil: null } } as const
  const chosen = changed(capable('voluntaryProxy'), { patient: present })
  const people: readonly (readonly [string, Facts, typeof defaultPolicy])[] = [
    ['a child of 13', thirteen, defaultPolicy],
    [
      'a child of 10 that signs',
      changed(thirteen, { patient: { birth: day('2016-02-01') } }),
      policy('ages', { childSigns: 10 }),
    ],
    ['somebody of 16', changed(young, { patient: present }), youngForm],
    ['an adult', chosen, defaultPolicy],
  ]
  it.each(people)('%s: the purpose, the kinds, the period', (_who, facts, under) => {
    expect(ofEach(facts, under).slice(0, 2)).toEqual(['form', 'form'])
    expect(ofEach(facts, under)[2]).toContain('aidNo')
    const closed = { ...under, scope: { ...under.scope, [facts.request.purpose]: 'closed' as const } }
    const asked = (request: Partial<Facts['request']>): Facts => ({
      ...facts,
      request: { ...facts.request, ...request },
    })
    for (const [one, by] of [
      [facts, closed],
      [asked({ from: day('2099-01-01'), until: null }), under],
      [asked({ until: today, from: null }), under],
      [asked({ kinds: nothing }), under],
    ] as const) {
      const said = new Set(ofEach(one, by))
      if (!said.has('form')) expect([...said]).toHaveLength(1)
    }
    expect(new Set(ofEach(facts, closed))).toHaveLength(1)
  })

  it('the other holder of authority', () => {
    const refused = changed(joint, { coHolder: { ...other, standing: 'refused' } })
    const noneLeft = changed(joint, { coHolder: { ...other, standing: 'signs', allows: nothing } })
    const twice = changed(joint, { coHolder: { ...other, standing: 'signs', sameAsApplicant: true } })
    for (const facts of [refused, noneLeft, twice]) {
      const said = ofEach(facts)
      expect([new Set(said).size, said[0]]).toEqual([1, said[0]])
      expect(said[0]).not.toBe('form')
    }
  })

  it('an adult who must be present', () => {
    const away = changed(chosen, { patient: { present: false } })
    const under = policy('voluntary', { patientPresent: 'mustBePresent' })
    expect(new Set(ofEach(away, under)).size).toBe(1)
    expect(ofEach(away, under)[0]).toContain('R10.patientAbsent')
  })

  it('to leave nothing reads as a no, and a wrong date or a measure from abroad as for everybody', () => {
    const none = changed(thirteen, { patient: { answerKinds: nothing, answer: 'yes' } })
    expect(answer(none)).toBe(answer(changed(thirteen, { patient: { answer: 'no' } })))
    const old = changed(thirteen, { evidence: { authorityExtract: extract('sole', 'extract', day('2013-01-01')) } })
    expect(new Set(ofEach(old)).size).toBe(1)
    const abroad = changed(chosen, { evidence: { ruling: foreign } })
    expect(ofEach(abroad).every((said) => said.includes('evidence.foreignRuling'))).toBe(true)
  })

  it('who is more than one thing to the child hears of the no what he hears of every no', () => {
    const also = (one: 'yes' | 'no') =>
      decide({
        facts: changed(thirteen, {
          relation: 'fosterParent',
          applicant: { alsoIs: ['parentWithAuthority'] },
          patient: { answer: one },
        }),
        policy: defaultPolicy,
      })
    expect(also('yes').kind).toBe('form')
    expect(also('no')).toMatchObject({ id: 'R04.childSaidNo' })
  })
})

const nothing = v.parse(KindSet, [])
const other: NonNullable<Facts['coHolder']> = {
  deceased: false,
  blocked: false,
  sameAsApplicant: false,
  sameAsPatient: false,
  standing: 'signs',
}

describe('rules 3: only a finding that holds passes over the no of a child that is asked before 12', () => {
  const ten = changed(motherOfSeven, { patient: { birth: day('2016-02-01'), present: true } })
  const under = policy('ages', { childSigns: 10 })
  const found = (on: string, until: string | null = null): Facts =>
    changed(ten, {
      patient: {
        answer: 'no',
        finding: { capacity: 'lacking', on: day(on), until: until === null ? null : day(until) },
      },
    })
  it.each([
    ['too old', found('2020-01-01'), 'finding.tooOld'],
    ['over', found('2026-01-01', '2026-02-01'), 'finding.expired'],
    ['of next month', found('2026-12-24'), 'finding.inFuture'],
  ])('%s', (_what, facts, id) => {
    expect(answer(facts, under)).toMatch(new RegExp(`^${id} `))
    expect(new Set(ofEach(facts, under)).size).toBe(1)
  })

  it('one that holds does, and without one the no counts', () => {
    expect(answer(found('2026-10-01'), under)).toMatch(/^R03 /)
    expect(answer(changed(ten, { patient: { answer: 'no', finding: null } }), under)).toMatch(/^R04.childSaidNo /)
  })
})

describe('rules 7: a ruling that is over limits nothing', () => {
  const beside = (change: Parameters<typeof ruling>[0]): Facts =>
    changed(motherOfSeven, { evidence: { ruling: ruling({ appoints: 'another', ...change }) } })
  it('of a mother with a fresh extract', () => {
    const own = answer(motherOfSeven)
    expect(own).toMatch(/^R03 /)
    for (const measure of ['guardianship', 'partialAuthority'] as const) {
      expect(answer(beside({ measure, until: day('2025-11-30') }))).toBe(own)
      expect(answer(beside({ measure, until: day('2026-11-22') }))).toBe(own)
      expect(answer(beside({ measure, until: today }))).toContain('evidence.otherMeasure')
      expect(answer(beside({ measure }))).toContain('evidence.otherMeasure')
    }
  })

  it('about another child is about somebody else, also when it is over', () => {
    expect(answer(beside({ ofPatient: false }))).toMatch(/^evidence.otherPerson /)
    expect(answer(beside({ ofPatient: false, until: day('2025-11-30') }))).toMatch(/^evidence.otherPerson /)
  })

  it('of a guardian it still ends what it gave', () => {
    const papers = { ruling: ruling({ until: day('2026-11-22') }), authorityExtract: extract('sole') }
    expect(answer(guardian(papers))).toMatch(/^evidence.rulingExpired /)
  })
})

describe('rules 1: no paper is from a day on which it could not be', () => {
  const mentor = (change: Parameters<typeof ruling>[0], birth = '1984-06-14'): Facts =>
    changed(incapable('mentor', { evidence: { ruling: ruling({ measure: 'mentorship', ...change }) } }), {
      applicant: { birth: day(birth) },
    })
  const guardianBorn = (birth: string, change: Parameters<typeof ruling>[0] = {}): Facts =>
    changed(guardian({ ruling: ruling(change) }), { applicant: { birth: day(birth) } })

  test('the newest letter is not of tomorrow, of a mentor and of a guardian', () => {
    for (const of of [mentor, (change: Parameters<typeof ruling>[0]) => guardian({ ruling: ruling(change) })]) {
      expect(answer(of({ newestLetterOn: day('2027-02-01') }))).toMatch(/^evidence.letterInFuture /)
      expect(answer(of({ newestLetterOn: today }))).toMatch(/^R\d\d /)
    }
  })

  test.each([
    ['a mentor who was 5', mentor({}, '2020-06-14'), /^adult.applicantIsMinor /],
    [
      'a mentor who was 10 then and is 21',
      mentor({ pronouncedOn: day('2015-09-01'), effectiveOn: day('2015-09-01') }, '2005-06-14'),
      /^evidence.beforeApplicant /,
    ],
    [
      'a mentor who was not born',
      mentor({ pronouncedOn: day('2000-09-01') }, '2005-06-14'),
      /^evidence.beforeApplicant /,
    ],
    [
      'a mentor who became 18 that day',
      mentor({ pronouncedOn: day('2023-06-01'), effectiveOn: day('2023-06-14') }, '2005-06-14'),
      /^R12 /,
    ],
    [
      'a mentor who became 18 a day later',
      mentor({ pronouncedOn: day('2023-06-01'), effectiveOn: day('2023-06-13') }, '2005-06-14'),
      /^evidence.beforeApplicant /,
    ],
    [
      'a guardian who was 16',
      guardianBorn('2006-06-14', { pronouncedOn: day('2022-09-01'), effectiveOn: day('2022-09-01') }),
      /^evidence.beforeApplicant /,
    ],
    ['a guardian of age', guardianBorn('2000-06-14'), /^R08 /],
  ])('%s', (_who, facts, right) => expect(answer(facts)).toMatch(right))

  test('a proxy is not signed before the grantee was born', () => {
    const signed = (on: string): Facts =>
      changed(incapable('writtenProxy', { evidence: { authorization: { ...proxy, signedOn: day(on) } } }), {
        applicant: { birth: day('2000-06-14') },
      })
    expect(answer(signed('2000-06-13'))).toMatch(/^evidence.beforeApplicant /)
    expect(answer(signed('2000-06-14'))).toMatch(/^R14 /)
  })
})

describe('rules 9: a change of what waits', () => {
  it('waits as the same request again does', () => {
    const of = (act: 'grant' | 'change', samePair: Facts['mandates']['samePair']): string =>
      answer(changed(motherOfSeven, { request: { act }, mandates: { samePair } }))
    expect(of('change', 'requested')).toBe(of('grant', 'requested'))
    expect(of('change', 'requested')).toMatch(/^mandate.requested /)
    expect(of('change', 'active')).toMatch(/^R03 /)
    expect(of('change', 'none')).toMatch(/^mandate.nothingToChange /)
  })
})
