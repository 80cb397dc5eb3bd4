/** Each clause of the terms and of the privacy statement that concerns mandates. */
import { defaultPolicy } from '../../../domain/policy/default.ts'
import { everyKind, intersection } from '../../../domain/policy/kinds.ts'
import { next } from '../../../domain/lifecycle/machine.ts'
import { refusals } from '../../../domain/rules/refusals/index.ts'
import { decideWithdrawal } from '../../../domain/rules/withdrawal.ts'
import { changed, day, motherOfSeven, today } from '../sample.ts'
import { of, at, outcome, child13, type Check } from './support.ts'

export const clauses: readonly Check[] = [
  [
    'terms 2',
    'parents sign, a child of 12 to 15 co-signs, the physician approves, then it is registered; no access before',
    () => [
      outcome(child13),
      next({ name: 'submitted', approver: 'physician' }, { kind: 'registered', again: 'same' }).kind,
    ],
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
    'privacy: withdraw consent',
    'withdrawing is as easy as giving: no approval, at once, and a next step where it cannot be done here',
    () => {
      const facts = { today, patientBirth: day('2013-05-14'), level: 'identified', capacity: null } as const
      return (['ofThisHospital', 'external', 'none'] as const).map((mandate) => {
        const decision = decideWithdrawal({ ...facts, by: 'patient', mandate }, defaultPolicy)
        return decision.kind === 'stop' ? decision.rules.join() : `${decision.id} → ${decision.next.id}`
      })
    },
    ['R20.atOnce,R20.byPatient', 'R20.external → desk', 'R20.nothingToWithdraw → otherForm'],
  ],
  [
    'terms 5',
    'strictly personal: one person is never two in one request',
    () => outcome(changed(motherOfSeven, { applicant: { sameAsPatient: true } })),
    'input.twoRoles → desk',
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
