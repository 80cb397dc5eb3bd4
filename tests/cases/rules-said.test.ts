/** What papers, people and wishes say, and what the facts once had no word for. */
import { describe, expect, it } from 'vitest'
import { everyKind, type DataKind, type KindSet } from '../../domain/policy/kinds.ts'
import { readFacts } from '../../domain/rules/read-facts.ts'
import { scopeFor } from '../../domain/rules/grants.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { decide, type Facts } from '../../domain/rules/index.ts'
import { refusals } from '../../domain/rules/refusals/index.ts'
import { child13, joint } from '../rules/covered/support.ts'
import { motherOfSeven } from '../rules/sample.ts'
import { answer, capable, changed, day, extract, form, guardian, incapable, policy, ruling } from './rules-people.ts'

const kinds = (...names: readonly DataKind[]): KindSet => names as never
const without = (...names: readonly DataKind[]) => everyKind.filter((kind) => !names.includes(kind))
const written = { signedOn: day('2024-01-01'), kinds: null } as const
const mentorship = ruling({ measure: 'mentorship' })
const curatele = ruling({ measure: 'curatele' })

describe('rules 13: colliding papers', () => {
  it('are for a person to look at, whoever brought them', () => {
    const facts = changed(motherOfSeven, { checks: { papersCollide: true } })
    expect(answer(facts)).toBe('evidence.papersCollide → desk')
  })

  it.each([
    ['sole', 'sole', 'R03 2031-05-14'],
    ['sole', 'joint', 'R03 2031-05-14'],
    ['joint', 'sole', 'R03 2031-05-14'],
    ['sole', 'notHolder', 'R07.notHolder → physician'],
  ] as const)('of two extracts, %s and %s, the smallest holds', (one, other, expected) => {
    const facts = changed(motherOfSeven, {
      evidence: { authorityExtract: extract(one), otherExtract: extract(other, 'brp', day('2026-11-20')) },
    })
    expect(answer(facts)).toBe(expected)
    if (expected.startsWith('R03'))
      expect(form(facts).signers.map(({ role }) => role)).toEqual(
        one === 'joint' || other === 'joint' ? ['applicant', 'coHolder'] : ['applicant'],
      )
  })

  it('count where the second is of today’s age: an old one that says less is looked at, one of tomorrow is a mistake', () => {
    const second = (issuedOn: Facts['today'], says: 'sole' | 'joint' | 'notHolder' = 'notHolder') =>
      answer(changed(motherOfSeven, { evidence: { otherExtract: extract(says, 'extract', issuedOn) } }))
    expect(second(day('2026-08-22'), 'sole')).toBe('R03 2031-05-14')
    expect(second(day('2026-08-22'), 'joint')).toBe('evidence.papersCollide → desk')
    expect(second(day('2026-08-22'))).toBe('evidence.papersCollide → desk')
    expect(second(day('2026-08-23'))).toBe('R07.notHolder → physician')
    expect(second(day('2026-11-24'))).toBe('evidence.extractInFuture → desk')
  })
})

describe('rules 13: copy or original', () => {
  it('of a ruling is the hospital’s choice; a new hospital asks the original', () => {
    const facts = guardian({ ruling: ruling({ copy: 'copy' }) })
    expect(answer(facts)).toBe('evidence.copy → bringRuling')
    expect(answer(facts, policy('authority', { rulingCopy: 'accepted' }))).toBe('R08 2031-05-14')
    expect(answer(guardian({ ruling: ruling({ copy: 'original' }) }))).toBe('R08 2031-05-14')
  })
})

describe('rules 13: which ruling is newest', () => {
  it.each([
    ['guardian', guardian({ ruling: ruling({ newest: false }) })],
    ['guardian beside an extract', guardian({ authorityExtract: extract('sole'), ruling: ruling({ newest: false }) })],
    ['mentor', incapable('mentor', { evidence: { ruling: { ...mentorship, newest: false } } })],
    ['curator', incapable('curator', { evidence: { ruling: { ...curatele, newest: false }, curateleRegister: 'listed' } })], // prettier-ignore
  ])('an older one of a %s opens nothing, and the newest is asked', (_, facts) => {
    expect(answer(facts)).toBe('evidence.laterRuling → bringRuling')
  })
})

describe('rules 13: whom a paper concerns', () => {
  it.each([
    [
      'an extract',
      changed(motherOfSeven, { evidence: { authorityExtract: { ...extract('sole'), ofPatient: false } } }),
    ],
    ['a second extract', changed(motherOfSeven, { evidence: { otherExtract: { ...extract('sole'), ofPatient: false } } })], // prettier-ignore
    ['a ruling', guardian({ ruling: ruling({ ofPatient: false }) })],
    ['a mentor’s ruling', incapable('mentor', { evidence: { ruling: { ...mentorship, ofPatient: false } } })],
    ['a proxy', incapable('writtenProxy', { evidence: { authorization: { ...written, ofPatient: false } } })],
  ])('%s of somebody else proves nothing here', (_, facts) => {
    expect(answer(facts)).toBe('evidence.otherPerson → desk')
  })

  it('a ruling that appoints another is no proof of who shows it', () => {
    expect(answer(guardian({ ruling: ruling({ appoints: 'another' }) }))).toBe('evidence.appointsAnother → desk')
    const mentor = incapable('mentor', { evidence: { ruling: { ...mentorship, appoints: 'another' } } })
    expect(answer(mentor)).toBe('evidence.appointsAnother → desk')
  })

  it('a ruling about somebody else stands in nobody’s way', () => {
    const evidence = { authorization: written, ruling: { ...mentorship, ofPatient: false } }
    expect(answer(incapable('writtenProxy', { evidence }))).toBe('R14 until withdrawn')
  })
})

describe('rules 13: topics of another person’s ruling', () => {
  const evidence = { authorization: written }
  it('leave the rest to the next step, recorded or on the desk', () => {
    const recorded = { courtAppointed: 'acts', courtTopics: kinds('letters', 'imaging') } as const
    expect(form(incapable('writtenProxy', { evidence, others: recorded })).scope).toEqual(without('letters', 'imaging'))
    const shown = { ...evidence, ruling: { ...mentorship, kinds: kinds('letters') } }
    expect(form(incapable('writtenProxy', { evidence: shown })).scope).toEqual(without('letters'))
    expect(form(incapable('sibling', { evidence: shown, others: recorded })).scope).toEqual(
      without('letters', 'imaging'),
    )
  })

  it('leave it also when he declines, because the rest was never his', () => {
    const others = { courtAppointed: 'declines', courtTopics: kinds('letters') } as const
    expect(form(incapable('sibling', { others })).scope).toEqual(without('letters'))
  })

  it('leave nothing where there are none, beside a curatele in the register, or beyond kinds of data', () => {
    const others = { courtAppointed: 'acts', courtTopics: null } as const
    expect(answer(incapable('writtenProxy', { evidence, others }))).toBe('R14.courtAppointedExists → desk')
    const listed = { courtAppointed: 'acts', courtTopics: kinds('letters') } as const
    const register = { ...evidence, curateleRegister: 'listed' } as const
    expect(answer(incapable('writtenProxy', { evidence: register, others: listed }))).toBe(
      'R14.courtAppointedExists → desk',
    )
    const beyond = { ...evidence, ruling: { ...mentorship, kinds: kinds('letters'), beyondKinds: true } }
    expect(answer(incapable('writtenProxy', { evidence: beyond }))).toBe('R14.courtAppointedExists → desk')
    const all = { courtAppointed: 'acts', courtTopics: everyKind } as const
    expect(answer(incapable('sibling', { others: all }))).toBe('scope.empty → desk')
  })
})

describe('rules 13: topics beyond kinds (psychiatry apart)', () => {
  it.each([
    ['in a ruling', guardian({ ruling: ruling({ beyondKinds: true }) })],
    ['in a proxy', incapable('writtenProxy', { evidence: { authorization: { ...written, beyondKinds: true } } })],
    ['in a request', changed(motherOfSeven, { request: { beyondKinds: true } })],
  ])('%s are the physician’s to read, nobody translates them', (_, facts) => {
    expect(answer(facts)).toBe('scope.beyondKinds → physician')
  })
})

describe('rules 13: a condition in a proxy', () => {
  it('that nobody recorded as met leaves the proxy without effect', () => {
    const authorization = { ...written, conditionOpen: true }
    expect(answer(incapable('writtenProxy', { evidence: { authorization } }))).toBe('R14.conditionOpen → physician')
    const met = { ...written, conditionOpen: false }
    expect(answer(incapable('writtenProxy', { evidence: { authorization: met } }))).toBe('R14 until withdrawn')
  })
})

const both = (change: Partial<NonNullable<Facts['coHolder']>>, patient: Partial<Facts['patient']> = {}): Facts => ({
  ...changed(joint(child13), { patient }),
  coHolder: {
    standing: 'signs',
    blocked: false,
    deceased: false,
    sameAsApplicant: false,
    sameAsPatient: false,
    ...change,
  },
})
const shares = (facts: Facts) => {
  const decision = form(facts)
  return [scopeFor(decision, 'applicant'), scopeFor(decision, 'coHolder')]
}

describe('rules 13: the child’s answer per parent and per kind', () => {
  it('leaves each parent the kinds that the child leaves him', () => {
    const facts = both({ answerKinds: kinds('letters') }, { answer: 'yes', answerKinds: kinds('letters', 'imaging') })
    expect(shares(facts)).toEqual([['imaging', 'letters'], ['letters']])
  })

  it('is a no to the other parent alone: he agreed, and gets nothing', () => {
    const facts = both({ answer: 'no' }, { answer: 'yes' })
    expect(shares(facts)).toEqual([everyKind, []])
    expect(form(facts).signers.map(({ role }) => role)).toEqual(['applicant', 'coHolder', 'patient'])
  })

  it('is a no to who asks, and reads like one, when it leaves him nothing', () => {
    const facts = both({}, { answer: 'yes', answerKinds: kinds() })
    const decision = decide({ facts, policy: defaultPolicy })
    const no = decide({ facts: both({}, { answer: 'no' }), policy: defaultPolicy })
    expect(decision).toEqual(no)
    expect(decision).toMatchObject({ id: 'R04.childSaidNo', visitor: refusals['mandate.requested'].visitor })
  })

  it('is not asked of a child who signs nothing', () => {
    const facts = { ...joint(motherOfSeven), patient: { ...motherOfSeven.patient, answerKinds: kinds('letters') } }
    expect(form(facts).grants).toBeUndefined()
  })
})

describe('rules 13: scope per grantee', () => {
  it('is each parent’s own wish; an exception of one narrows the other’s', () => {
    const facts = both({ kinds: kinds('letters'), allows: kinds('appointments', 'letters') }, { answer: 'yes' })
    expect(shares(facts)).toEqual([['letters', 'appointments'], ['letters']])
    expect(form(facts).notices).toContainEqual({ to: 'physician', what: 'wishesDiffer' })
    expect(form(both({}, { answer: 'yes' })).notices.map(({ what }) => what)).not.toContain('wishesDiffer')
  })

  it('is nothing for one who only consents, and for nobody who does not sign', () => {
    expect(shares(both({ standing: 'consentsOnly', allows: kinds('letters') }, { answer: 'yes' }))).toEqual([
      ['letters'],
      [],
    ])
    expect(scopeFor(form(motherOfSeven), 'coHolder')).toEqual([])
  })

  it('is the physician’s question when the other parent lets nothing be seen', () => {
    expect(answer(both({ allows: kinds() }, { answer: 'yes' }))).toBe('coHolder.refused → physician')
  })

  it('is left out where everybody gets the same, so an older form reads as it was', () => {
    expect(form(both({}, { answer: 'yes' }))).not.toHaveProperty('grants')
  })
})

describe('rules 13: terms accepted', () => {
  it.each(['notYet', 'older'] as const)('by each representative himself, in the version of now: %s', (terms) => {
    const facts = changed(motherOfSeven, { applicant: { terms } })
    expect(answer(facts)).toBe('all.termsNotAccepted → readTerms')
    expect(answer(changed(facts, { applicant: { terms: 'accepted' } }))).toBe('R03 2031-05-14')
  })
})

describe('rules 13: a staff member as mentor', () => {
  it('is nobody’s mentor or curator here: the physician asks the court', () => {
    const works = (relation: 'curator' | 'mentor', shown: typeof mentorship) =>
      answer(changed(incapable(relation, { evidence: { ruling: shown, curateleRegister: 'notChecked' } }), { applicant: { worksHere: true } })) // prettier-ignore
    expect(works('mentor', mentorship)).toBe('R12.worksHere → physician')
    expect(works('curator', curatele)).toBe('R12.worksHere → physician')
  })

  it('is a mother like any other for her own child', () => {
    expect(answer(changed(motherOfSeven, { applicant: { worksHere: true } }))).toBe('R03 2031-05-14')
  })
})

describe('rules 13: a patient under bewind', () => {
  it('chooses a person on paper, and never with DigiD Machtigen', () => {
    const facts = changed(capable('voluntaryProxy'), { patient: { underBewind: true, present: true } })
    expect(answer(facts)).toBe('R10 until withdrawn')
    expect(answer(facts, policy('voluntary', { route: 'digidMachtigen' }))).toBe('R10.noDigidMachtigen → desk')
  })
})

describe('rules 13: several relations of one person at once', () => {
  const foster = (...alsoIs: readonly Facts['relation'][]): Facts => {
    const facts = guardian({ ruling: ruling() })
    return { ...facts, relation: 'fosterParent', applicant: { ...facts.applicant, alsoIs } }
  }
  it('the best proven one counts: a foster parent who is also guardian', () => {
    expect(answer(foster())).toBe('R09.showsAuthority → desk')
    expect(answer(foster('guardian'))).toBe('R08 2031-05-14')
    expect(form(foster('stepParent', 'guardian')).signers[0]?.relation).toBe('guardian')
  })

  it('hears about the relation that he named where none leads to a form', () => {
    const facts = foster('guardian')
    expect(answer({ ...facts, evidence: { ...facts.evidence, ruling: null } })).toBe('R09.noAuthority → desk')
  })

  it('does not get round a no', () => {
    const facts = foster('guardian')
    const no = { ...facts, patient: { ...facts.patient, birth: child13.patient.birth, answer: 'no' } } as const
    expect(decide({ facts: no, policy: defaultPolicy }).kind).toBe('refusal')
  })

  it('is read in the order of the law, whatever order they were said in', () => {
    const facts = incapable('sibling', { evidence: { authorization: written } })
    const also = { ...facts, applicant: { ...facts.applicant, alsoIs: ['writtenProxy'] } } as const
    expect(answer(also)).toBe('R14 until withdrawn')
  })
})

describe('rules 13: facts of before', () => {
  it('read as they were, and every new one may be said', () => {
    expect(readFacts(JSON.parse(JSON.stringify(motherOfSeven))).kind).toBe('facts')
    const said = changed(motherOfSeven, {
      request: { department: 'open', beyondKinds: false },
      patient: { answerKinds: null, underBewind: false },
      applicant: { terms: 'accepted', worksHere: false, alsoIs: ['fosterParent'] },
      evidence: { otherExtract: extract('sole'), ruling: ruling({ copy: 'original', newest: true, ofPatient: true, appoints: 'applicant', beyondKinds: false }) }, // prettier-ignore
      others: { courtTopics: kinds('letters') },
      mandates: { endsOn: day('2027-01-01') },
      checks: { papersCollide: false },
    })
    expect(readFacts(JSON.parse(JSON.stringify(said)))).toEqual({ kind: 'facts', facts: said })
  })
})
