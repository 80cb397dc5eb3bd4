/** Every row of the rule table, clause of the terms and row of other hospitals has its check here; makes docs/rules/coverage.md. */
import { writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../domain/policy/default.ts'
import * as hospitals from '../../domain/policy/hospitals/hospitals.ts'
import { everyKind, intersection } from '../../domain/policy/kinds.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { next } from '../../domain/lifecycle/machine.ts'
import { decide, type Facts } from '../../domain/rules/index.ts'
import { nextSteps } from '../../domain/rules/next.ts'
import { refusals } from '../../domain/rules/refusals.ts'
import { tableCases } from '../../domain/rules/tableCases.ts'
import { decideWithdrawal } from '../../domain/rules/withdrawal.ts'
import { changed, day, motherOfSeven, today } from './sample.ts'

const cases = tableCases(today, everyKind)
const of = (row: string, who?: string, patient?: string): Facts => {
  const found = cases.find(
    (one) =>
      one.row === row &&
      (who === undefined || one.who.startsWith(who)) &&
      (patient === undefined || one.patient.startsWith(patient)),
  )
  if (found === undefined) throw new Error(`no case ${row} ${who ?? ''}`)
  return found.facts
}
const at = (facts: Facts, policy: HospitalPolicy = defaultPolicy) => decide({ facts, policy })
const outcome = (facts: Facts, policy: HospitalPolicy = defaultPolicy) => {
  const decision = at(facts, policy)
  if (decision.kind === 'refusal') return `${decision.id} → ${decision.next.id}`
  const { row, signers, approver, end } = decision
  return `${row}: ${signers.map(({ role }) => role).join('+')}, ${approver}, ${end.reason}`
}
const child13 = changed(motherOfSeven, { patient: { birth: day('2013-05-14') } })
const joint = (facts: Facts) =>
  changed(facts, {
    evidence: { authorityExtract: { source: 'extract', issuedOn: day('2026-11-01'), authority: 'joint' } },
  })
const brp = (facts: Facts) =>
  changed(facts, { evidence: { authorityExtract: { source: 'brp', issuedOn: day('2026-11-23'), authority: 'joint' } } })

type Check = readonly [id: string, promise: string, actual: () => unknown, expected: unknown]

const rows: readonly Check[] = [
  ['R01', 'a patient of 16 or older needs no form', () => outcome(of('R01')), 'R01.ownRight → ownLogin'],
  [
    'R02',
    'a child of 12 to 15 has an account of its own; a younger one is referred',
    () => [outcome(of('R02')), outcome(of('R02', undefined, 'onder'))],
    ['R02.ownRight → ownLogin', 'R02.tooYoung → desk'],
  ],
  [
    'R03',
    'all holders of authority sign for a child under 12, to the twelfth birthday',
    () => [outcome(of('R03')), outcome(of('R03', 'Ouder, gezamenlijk'))],
    ['R03: applicant, physician, twelfthBirthday', 'R03: applicant+coHolder, physician, twelfthBirthday'],
  ],
  [
    'R04',
    'a child of 13 with divorced parents: both parents and the child sign, until it is 16',
    () => outcome(of('R04', 'Ouder, gezamenlijk')),
    'R04: applicant+coHolder+patient, physician, sixteenthBirthday',
  ],
  [
    'R05',
    'without capacity, by a physician’s finding, at most to 18',
    () => [
      outcome(of('R05')),
      outcome(
        changed(of('R05'), { patient: { finding: { capacity: 'lacking', on: today, until: day('2027-01-31') } } }),
      ),
    ],
    ['R05: applicant, physician, eighteenthBirthday', 'R05: applicant, physician, physicianDate'],
  ],
  [
    'R06',
    'at 16 and 17 the young person decides: referred, or the form that the policy names',
    () => [outcome(of('R06')), outcome(of('R06'), hospitals.amstelveld)],
    ['R06.refer → askPatient', 'R06: patient+applicant, staff, untilWithdrawn'],
  ],
  [
    'R07',
    'a parent without authority is referred to the physician',
    () => outcome(of('R07')),
    'R07.noAuthority → physician',
  ],
  [
    'R08',
    'a guardian signs with the ruling, from 12 the child too',
    () => [outcome(of('R08')), outcome(of('R08', 'Voogd', '12'))],
    ['R08: applicant, physician, twelfthBirthday', 'R04: applicant+patient, physician, sixteenthBirthday'],
  ],
  [
    'R09',
    'supervision worker, foster and step-parent and others are referred',
    () => ['Gezinsvoogd', 'Pleegouder', 'Stiefouder', 'Iemand'].map((who) => outcome(of('R09', who))),
    Array(4).fill('R09.noAuthority → desk'),
  ],
  [
    'R10',
    'an adult with capacity chooses, both sign, staff approve',
    () => outcome(of('R10')),
    'R10: patient+applicant, staff, untilWithdrawn',
  ],
  [
    'R11',
    'a curator signs with ruling and public register',
    () => [outcome(of('R11')), outcome(changed(of('R11'), { evidence: { curateleRegister: 'notChecked' } }))],
    ['R11: applicant, physician, untilWithdrawn', 'R11.registerNotChecked → desk'],
  ],
  [
    'R12',
    'a mentor signs with the newest ruling',
    () => outcome(of('R12')),
    'R12: applicant, physician, untilWithdrawn',
  ],
  [
    'R13',
    'an organisation acts through a named employee',
    () => [
      outcome(of('R13')),
      outcome(changed(of('R13'), { applicant: { organisation: { employeeMandate: 'missing', until: null } } })),
    ],
    ['R13: applicant, physician, untilWithdrawn', 'R13.noEmployeeMandate → bringEmployeeProof'],
  ],
  [
    'R14',
    'a written proxy comes after curator and mentor',
    () => [outcome(of('R14')), outcome(changed(of('R14'), { others: { courtAppointed: 'acts' } }))],
    ['R14: applicant, physician, untilWithdrawn', 'R14.courtAppointedExists → desk'],
  ],
  [
    'R15',
    'relatives come last, the partner first, and the physician approves',
    () => [
      outcome(of('R15', 'Broer')),
      outcome(changed(of('R15', 'Broer'), { others: { partner: 'acts' } })),
      outcome(changed(of('R15', 'Broer'), { others: { courtAppointed: 'acts' } })),
    ],
    ['R15: applicant, physician, termOfPolicy', 'R15.partnerFirst → desk', 'R15.higherStep → desk'],
  ],
  [
    'R16',
    'with a mentor and no finding, the physician comes first',
    () => [outcome(of('R16')), outcome(changed(of('R10'), { others: { courtAppointed: 'acts' } }))],
    ['R16.physicianFirst → physician', 'R16.courtAppointedFirst → physician'],
  ],
  ['R17', 'a bewindvoerder is refused and it is explained', () => outcome(of('R17')), 'R17.administrator → desk'],
  ['R18', 'a dead patient’s record is closed', () => outcome(of('R18')), 'R18.deceased → desk'],
  [
    'R19',
    'a change supersedes the old mandate',
    () => {
      const decision = at(of('R19'))
      return decision.kind === 'form' && decision.supersedes
    },
    true,
  ],
  [
    'R20',
    'withdrawal stops access at once',
    () =>
      decideWithdrawal(
        { by: 'grantee', level: 'identified', patientAge: 7, capacity: null, mandate: 'ofThisHospital' },
        defaultPolicy,
      ).kind,
    'stop',
  ],
]

const clauses: readonly Check[] = [
  [
    'terms 2',
    'parents sign, a child of 12 to 15 co-signs, the physician approves, then it is registered; no access before',
    () => [outcome(child13), next({ name: 'submitted' }, { kind: 'registered', again: 'same' }).kind],
    ['R04: applicant+patient, physician, sixteenthBirthday', 'notHere'],
  ],
  [
    'terms 3',
    'two forms for adults; capacity comes only from a physician',
    () => [
      at(of('R10')).kind === 'form' && outcome(of('R10')),
      outcome(changed(of('R12'), { patient: { finding: null, capacityDoubted: true } })),
    ],
    ['R10: patient+applicant, staff, untilWithdrawn', 'all.capacityUnclear → physician'],
  ],
  [
    'terms 4',
    'the grantee signs too; a change is a new form; an existing mandate is not made twice',
    () => [
      outcome(changed(motherOfSeven, { mandates: { samePair: 'active' } })),
      outcome(changed(motherOfSeven, { request: { act: 'change' } })),
    ],
    ['mandate.exists → makeChange', 'mandate.nothingToChange → otherForm'],
  ],
  [
    'terms 6',
    'a doubtful document freezes the request',
    () => outcome(changed(motherOfSeven, { checks: { documentDoubtful: true } })),
    'all.frozen → desk',
  ],
  [
    'terms 7',
    'suspended and blocked people read the same neutral sentence',
    () => [
      outcome(changed(motherOfSeven, { applicant: { suspended: true } })),
      refusals['all.blocked'].visitor.nl === refusals['all.applicantSuspended'].visitor.nl,
    ],
    ['all.applicantSuspended → desk', true],
  ],
  [
    'terms 8',
    'death ends access of the patient and of every representative',
    () => [outcome(of('R18')), next({ name: 'active' }, { kind: 'over', because: 'patientDied' })],
    ['R18.deceased → desk', { kind: 'state', state: { name: 'ended', because: 'patientDied' } }],
  ],
  [
    'EHDS 4',
    'the smallest of asked, allowed and proven holds',
    () => {
      const kinds = intersection(everyKind, ['summary', 'medication'] as unknown as typeof everyKind)
      const decision = at(changed(motherOfSeven, { request: { kinds, until: day('2027-01-31') } }))
      return decision.kind === 'form' && [decision.scope, decision.end.lastDay, decision.purpose]
    },
    [['summary', 'medication'], '2027-01-31', 'look'],
  ],
]

const others: readonly Check[] = [
  [
    'UMC Utrecht / WKZ (H7)',
    'authority in the BRP, the applying parent, staff approve',
    () => [outcome(brp(motherOfSeven), hospitals.domstad), outcome(motherOfSeven, hospitals.domstad)],
    ['R03: applicant, staff, twelfthBirthday', 'evidence.wrongSource → desk'],
  ],
  [
    'UMC Utrecht adults (H8)',
    'only mentor or curator, staff check',
    () => [outcome(of('R12'), hospitals.domstad), outcome(of('R15', 'Partner'), hospitals.domstad)],
    ['R12: applicant, staff, untilWithdrawn', 'R15.closed → physician'],
  ],
  [
    'Amsterdam UMC (H9, H10)',
    'stops at 16 and pauses at 12 until the child consents',
    () => {
      const decision = at(motherOfSeven, hospitals.amstelveld)
      return decision.kind === 'form' && [decision.end.reason, decision.pauses]
    },
    ['sixteenthBirthday', [{ day: '2031-05-14', until: 'childConsents' }]],
  ],
  [
    'Maastricht UMC+ (H13)',
    'parents of a child under 12 log in with their own DigiD',
    () => outcome(motherOfSeven, hospitals.maasdal),
    'R03.ownDigid → ownLogin',
  ],
  [
    'ETZ (H15)',
    'only the applying parent with both documents; ends at 12',
    () => [
      outcome(joint(motherOfSeven), hospitals.brabantzicht),
      outcome(
        changed(motherOfSeven, { patient: { identity: { level: 'identified', documentValidUntil: null } } }),
        hospitals.brabantzicht,
      ),
    ],
    ['R03.childDocumentMissing → bringChildDocument', 'R03: applicant, staff, twelfthBirthday'],
  ],
  [
    'CWZ (H16)',
    'five years after the start or the newest letter',
    () => [
      outcome(of('R12'), hospitals.waalrand),
      outcome(
        changed(of('R12'), {
          evidence: {
            ruling: {
              measure: 'mentorship',
              joint: false,
              pronouncedOn: day('2021-11-01'),
              effectiveOn: day('2021-11-01'),
              until: null,
              newestLetterOn: null,
              kinds: null,
            },
          },
        }),
        hospitals.waalrand,
      ),
    ],
    ['R12: applicant, staff, courtTerm', 'evidence.rulingTooOld → bringRuling'],
  ],
  [
    'Tjongerschans (H17)',
    'one form per parent, the physician approves',
    () => {
      const decision = at(joint(motherOfSeven), hospitals.friesewold)
      return decision.kind === 'form' && [decision.signers.map(({ ownForm }) => ownForm), decision.approver]
    },
    [[false, true], 'physician'],
  ],
  [
    'Franciscus (H18)',
    'all parties at 12; without capacity until the physician’s date',
    () => outcome(joint(child13), hospitals.havenstad),
    'R04: applicant+coHolder+patient, physician, sixteenthBirthday',
  ],
  [
    'Tergooi (H24)',
    'adults use DigiD Machtigen',
    () => outcome(of('R10'), hospitals.gooiland),
    'R10.digidMachtigen → digidMachtigen',
  ],
  [
    'Rijnstate (H20, H21)',
    'a young child need not bring a document; it ends at 16',
    () => [motherOfSeven.patient.identity.level, outcome(child13)],
    ['none', 'R04: applicant+patient, physician, sixteenthBirthday'],
  ],
  [
    'GP practice Maasbree (H26)',
    'never the parent alone: the child signs itself, identified',
    () => {
      const decision = at(child13)
      return decision.kind === 'form' && decision.signers.find(({ role }) => role === 'patient')?.proves
    },
    ['identity'],
  ],
]

describe.each([
  ['each row of the rule table', rows],
  ['each clause of the terms about mandates', clauses],
  ['each row of other hospitals', others],
])('%s is covered', (_, checks) => {
  it.each(checks)('%s: %s', (_id, _promise, actual, expected) => {
    expect(actual()).toEqual(expected)
  })
})

describe('what a visitor reads', () => {
  const texts = [...Object.values(refusals).map(({ visitor }) => visitor), ...Object.values(nextSteps)]
  it('has sentences of at most twelve words', () => {
    const sentences = texts.flatMap((text) => Object.values(text)).flatMap((text) => text.split(/(?<=[.?!]) /))
    expect(sentences.filter((sentence) => sentence.split(' ').length > 12)).toEqual([])
  })
  it('is the same for a child that said no as for a request that is being looked at', () => {
    expect(refusals['R04.childSaidNo'].visitor).toEqual(refusals['R06.saidNo'].visitor)
    expect(outcome(changed(child13, { patient: { answer: 'no' } }))).toBe('R04.childSaidNo → waitForHospital')
    expect(JSON.stringify(refusals['R04.childSaidNo'].visitor)).not.toMatch(/nee|kind|child|no\b/i)
  })
})

afterAll(() => {
  const table = (title: string, checks: readonly Check[]) => [
    `## ${title}`,
    '',
    '| What | Promise, and the test’s name | Test |',
    '|---|---|---|',
    ...checks.map(([id, promise]) => `| ${id} | ${promise} | tests/rules/coverage.test.ts |`),
    '',
  ]
  const lines = [
    '# What the tests of the rules cover',
    '',
    'Made by tests/rules/coverage.test.ts.',
    '',
    ...table('Rows of the rule table', rows),
    ...table('Clauses of the terms', clauses),
    ...table('Other hospitals', others),
  ]
  writeFileSync(new URL('../../docs/rules/coverage.md', import.meta.url), lines.join('\n'))
})
