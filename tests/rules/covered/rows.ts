/** Each row of the rule table. */
import { defaultPolicy } from '../../../domain/policy/default.ts'
import * as hospitals from '../../../tools/rules/hospitals.ts'
import { decideWithdrawal } from '../../../domain/rules/withdrawal.ts'
import { changed, day, today } from '../sample.ts'
import { of, at, outcome, type Check } from './support.ts'

export const rows: readonly Check[] = [
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
    ['R06.refer → desk', 'R06: patient+applicant, staff, untilWithdrawn'],
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
        {
          by: 'grantee',
          level: 'identified',
          today,
          patientBirth: day('2019-05-14'),
          capacity: null,
          mandate: 'ofThisHospital',
        },
        defaultPolicy,
      ).kind,
    'stop',
  ],
]
