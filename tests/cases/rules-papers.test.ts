/** The smallest of what every paper proves holds, whoever brings it. */
import { describe, expect, it } from 'vitest'
import { everyKind, type DataKind, type KindSet } from '../../domain/policy/kinds.ts'
import {
  answer,
  changed,
  day,
  extract,
  form,
  guardian,
  incapable,
  policy,
  ruling,
  today,
  type Ruling,
} from './rules-people.ts'

const kinds = (...names: readonly DataKind[]): KindSet => names as never
const partial = ruling({ measure: 'partialAuthority', kinds: kinds('appointments'), until: day('2026-12-16') })
const organisation = { employeeMandate: 'shown', until: null } as const

describe('rules 1: a guardian with an extract and a ruling', () => {
  it('has access to the end of the ruling, the first day without it being the next', () => {
    expect(answer(guardian({ authorityExtract: extract('sole'), ruling: ruling({ until: day('2027-01-12') }) }))).toBe(
      'R08 2027-01-13',
    )
  })

  it('is refused on a ruling that is over, whatever the extract says, and told which paper to bring', () => {
    const over = ruling({ until: day('2026-11-22') })
    expect(answer(guardian({ authorityExtract: extract('sole'), ruling: over }))).toBe(
      'evidence.rulingExpired → bringRuling',
    )
    expect(answer(guardian({ authorityExtract: extract('sole'), ruling: ruling({ until: today }) }))).toBe(
      'R08 2026-11-24',
    )
  })

  it('sees only the topics of a partial ruling, to its end', () => {
    const decision = form(guardian({ authorityExtract: extract('sole'), ruling: partial }))
    expect([decision.scope, decision.end.day]).toEqual([['appointments'], '2026-12-17'])
  })

  it('begins when the ruling takes effect', () => {
    const later = ruling({ effectiveOn: day('2026-12-24') })
    expect(form(guardian({ authorityExtract: extract('sole'), ruling: later })).start.day).toBe('2026-12-24')
  })

  it.each(['either', 'ruling', 'extract'] as const)(
    'is no holder where the register says so, with evidence %s',
    (of) => {
      expect(answer(guardian({ authorityExtract: extract('notHolder', 'brp'), ruling: ruling() }), policy('authority', { guardianEvidence: of }))).toBe('R07.notHolder → physician') // prettier-ignore
    },
  )

  it.each([
    [extract('joint'), ruling()],
    [extract('sole'), ruling({ joint: true })],
  ] as const)('asks the other holder where one of the two papers names one', (authorityExtract, shown) => {
    expect(form(guardian({ authorityExtract, ruling: shown })).signers.map(({ role }) => role)).toEqual([
      'applicant',
      'coHolder',
    ])
  })

  it('is refused on a paper that does not fit, is foreign, or is too old', () => {
    const with_ = (papers: Parameters<typeof guardian>[0]) => answer(guardian({ authorityExtract: extract('sole'), ...papers })) // prettier-ignore
    expect(with_({ ruling: ruling({ measure: 'mentorship' }) })).toBe('evidence.otherMeasure → desk')
    expect(with_({ ruling: ruling({ measure: 'foreign' }) })).toBe('evidence.foreignRuling → desk')
    expect(with_({ ruling: ruling(), authorityExtract: extract('sole', 'extract', day('2026-08-22')) })).toBe('evidence.extractTooOld → bringExtract') // prettier-ignore
  })

  it('holds for another holder of authority alike, and for every age', () => {
    const end = ruling({ until: day('2027-01-12') })
    for (const birth of ['2019-05-14', '2013-05-14'])
      for (const relation of ['guardian', 'otherHolderOfAuthority'] as const) {
        const facts = changed({ ...guardian({ authorityExtract: extract('sole'), ruling: end }), relation }, { patient: { birth: day(birth) } }) // prettier-ignore
        expect(form(facts).end.day).toBe('2027-01-13')
      }
  })

  it('and a parent is sent to the desk with a ruling that gives authority to another', () => {
    const facts = { ...guardian({ authorityExtract: extract('sole'), ruling: ruling() }), relation: 'parentWithAuthority' } as const // prettier-ignore
    expect(answer(facts)).toBe('evidence.otherMeasure → desk')
  })
})

describe('rules 7: a parent beside the ruling of another', () => {
  const mother = (of: Partial<Ruling>) =>
    answer({ ...guardian({ authorityExtract: extract('sole'), ruling: ruling(of) }), relation: 'parentWithAuthority' })
  it('has what nothing takes any more', () => {
    expect(mother({ until: day('2025-01-01'), pronouncedOn: day('2024-01-01'), effectiveOn: day('2024-01-02') })).toMatch(/^R0\d 20/) // prettier-ignore
    expect(mother({ until: day('2026-11-22') })).toMatch(/^R0\d 20/)
    expect(mother({ until: today })).toBe('evidence.otherMeasure → desk')
  })
  it('is asked for the later ruling, and told of a wrong one what is wrong', () => {
    expect(mother({ until: day('2026-11-22'), newest: false })).toMatch(/^evidence.laterRuling/)
    expect(mother({ until: day('2025-01-01') })).toMatch(/^evidence.rulingEndsBeforeStart/)
    expect(mother({ ofPatient: false })).toMatch(/^evidence.otherPerson/)
    expect(mother({ measure: 'foreign', until: day('2026-11-22') })).toMatch(/^evidence.foreignRuling/)
  })
})

describe('rules 1: who holds no authority', () => {
  const asMother = (birth: string, source: 'extract' | 'brp' = 'extract', underCuratele = false) =>
    changed({ ...guardian({ authorityExtract: extract('sole', source) }), relation: 'parentWithAuthority' }, { patient: { birth: day('2026-02-01') }, applicant: { birth: day(birth), underCuratele } }) // prettier-ignore
  it('is somebody under curatele, whatever an older extract shows', () => {
    expect(answer(asMother('1988-02-29', 'extract', true))).toBe('authority.underCuratele → desk')
  })
  it('is a minor, but for a mother of 16 or 17 with an extract', () => {
    expect(answer(asMother('2010-11-23'))).toBe('R03 2038-02-01')
    expect(answer(asMother('2010-11-24'))).toBe('authority.tooYoung → desk')
    expect(answer(asMother('2010-11-23', 'brp'))).toBe('authority.minor → bringExtract')
    // Where only the register counts, no extract helps her.
    expect(answer(asMother('2010-11-23', 'brp'), policy('authority', { parentEvidence: 'brp' }))).toBe('authority.minor → desk') // prettier-ignore
  })
})

describe('rules 7: an institution with part of the authority', () => {
  const institution = (relation: 'guardian' | 'otherHolderOfAuthority', shown = partial) =>
    changed({ ...guardian({ ruling: shown }), relation }, { applicant: { organisation } })
  it.each(['guardian', 'otherHolderOfAuthority'] as const)('as %s gets a narrowed form to the ruling’s end', (as) => {
    const decision = form(institution(as))
    expect([decision.scope, decision.end.day, decision.signers[0]?.proves]).toEqual([
      ['appointments'],
      '2026-12-17',
      ['identity', 'ruling', 'employeeMandate'],
    ])
  })
  it('shows who acts for it, and nobody recorded which part: a physician looks', () => {
    expect(answer(changed(institution('guardian'), { applicant: { organisation: { employeeMandate: 'missing', until: null } } }))).toBe('R13.noEmployeeMandate → bringEmployeeProof') // prettier-ignore
    const whole = form(institution('guardian', { ...partial, kinds: null }), policy('approver', { child: 'staff' }))
    expect([whole.approver, whole.scope]).toEqual(['physician', everyKind])
  })
  it('is no guardian when a person brings it', () => {
    expect(answer(guardian({ ruling: partial }))).toBe('evidence.otherMeasure → desk')
  })
  it('is no other holder either when a person brings it', () => {
    const person = { ...guardian({ ruling: partial }), relation: 'otherHolderOfAuthority' as const }
    expect(answer(person)).toBe('evidence.otherMeasure → desk')
  })
})

describe('rules 2: a written proxy', () => {
  const signed = (on: string, birth = '1956-05-14') =>
    answer(changed(incapable('writtenProxy', { evidence: { authorization: { signedOn: day(on), kinds: null } } }), { patient: { birth: day(birth) } })) // prettier-ignore
  it('is the patient’s own act only before the finding of incapacity', () => {
    expect(signed('2026-04-30')).toBe('R14 until withdrawn')
    expect(signed('2026-05-01')).toBe('R14.signedAfterFinding → physician')
    expect(signed('2026-08-01')).toBe('R14.signedAfterFinding → physician')
    expect(signed('2026-11-24')).toBe('R14.authorizationInFuture → desk')
  })
  it('and only of an adult', () => {
    expect(signed('2010-05-14', '2000-05-14')).toBe('R14.signedAsMinor → physician')
    expect(signed('2018-05-13', '2000-05-14')).toBe('R14.signedAsMinor → physician')
    expect(signed('2018-05-14', '2000-05-14')).toBe('R14 until withdrawn')
    expect(signed('1999-05-14', '2000-05-14')).toBe('R14.signedAsMinor → physician')
    // Born on 29 February: of age on 1 March.
    expect(signed('2018-02-28', '2000-02-29')).toBe('R14.signedAsMinor → physician')
    expect(signed('2018-03-01', '2000-02-29')).toBe('R14 until withdrawn')
  })
})

describe('rules 4: whom a court appointed, and who does not want to', () => {
  it.each(['acts', 'declines'] as const)(
    'a chosen person waits for the physician when a mentor %s',
    (courtAppointed) => {
      const facts = changed(incapable('voluntaryProxy', { others: { courtAppointed } }), { patient: { finding: null } })
      expect(answer(facts)).toBe('R16.courtAppointedFirst → physician')
      // Found capable on this matter, the patient signs himself.
      expect(answer(changed(facts, { patient: { finding: { capacity: 'capable', on: today, until: null } } }))).toBe('R10 until withdrawn') // prettier-ignore
    },
  )
  it.each(['writtenProxy', 'partner', 'sibling'] as const)(
    'a %s takes no place of a mentor who declines',
    (relation) => {
      const authorization = { signedOn: day('2020-01-01'), kinds: null }
      const of = (courtAppointed: 'none' | 'declines') => answer(incapable(relation, { evidence: { authorization }, others: { courtAppointed } })) // prettier-ignore
      expect(of('none')).toMatch(/^R1[45] /)
      expect(of('declines')).toBe('adult.courtAppointedDeclines → physician')
    },
  )
  it('a ruling on the desk says it too, until it is over', () => {
    const mentorship = (until: string | null) => answer(incapable('partner', { evidence: { ruling: ruling({ measure: 'mentorship', until: until === null ? null : day(until) }) } })) // prettier-ignore
    expect(mentorship(null)).toBe('R15.higherStep → desk')
    expect(mentorship('2026-11-23')).toBe('R15.higherStep → desk')
    expect(mentorship('2026-11-22')).toBe('R15 2027-11-23')
  })
  it.each(['writtenProxy', 'partner', 'sibling'] as const)('the public register says it to a %s, too', (relation) => {
    const authorization = { signedOn: day('2020-01-01'), kinds: null }
    const of = (curateleRegister: 'listed' | 'notListed') => answer(incapable(relation, { evidence: { authorization, curateleRegister } })) // prettier-ignore
    expect(of('notListed')).toMatch(/^R1[45] /)
    expect(of('listed')).toMatch(/^R1[45]\.\w+ → /)
  })
  it('a mentor acts no more when the patient is under curatele', () => {
    const shown = ruling({ measure: 'mentorship' })
    const of = (curateleRegister: 'listed' | 'notListed') => answer(incapable('mentor', { evidence: { ruling: shown, curateleRegister } })) // prettier-ignore
    expect(of('notListed')).toMatch(/^R12 /)
    expect(of('listed')).toBe('R12.curatele → physician')
  })
  it('a chosen person waits for the physician when the register lists the patient', () => {
    const facts = changed(incapable('voluntaryProxy', { evidence: { curateleRegister: 'listed' } }), { patient: { finding: null } }) // prettier-ignore
    expect(answer(facts)).toBe('R16.courtAppointedFirst → physician')
  })
})
