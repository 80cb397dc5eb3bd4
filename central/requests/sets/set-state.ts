/** The state of a set (domain/requests/sets) as it is kept: read strictly, so that a row of before is never guessed at. */
import * as v from 'valibot'
import { CalendarDay, Instant } from '../../../domain/ids.ts'
import type { SetNotice as Notice, SetState as State } from '../../../domain/requests/sets/set.ts'

const Role = v.picklist(['applicant', 'coHolder', 'patient'])
const Approver = v.picklist(['physician', 'staff'])

const Signer = v.strictObject({
  role: Role,
  step: v.number(),
  gives: v.picklist(['signature', 'consent', 'noObjection']),
  alone: v.boolean(),
})

const Act = v.strictObject({
  by: Role,
  key: v.string(),
  at: Instant,
  day: CalendarDay,
  answer: v.nullable(v.picklist(['yes', 'no', 'later'])),
})

const on = { on: CalendarDay }
const Outcome = v.variant('kind', [
  v.strictObject({ kind: v.literal('granted'), ...on }),
  v.strictObject({
    kind: v.literal('notGranted'),
    because: v.picklist(['refusedByApprover', 'coHolderRefused', 'takenBack', 'outdated', 'lastDay']),
    ...on,
  }),
  v.strictObject({
    kind: v.literal('ended'),
    because: v.picklist([
      'withdrawn',
      'patientDied',
      'signerDied',
      'blocked',
      'ageReached',
      'policyWithdrawn',
      'formWithdrawn',
      'outdated',
      'nobodyAsked',
      'formEnded',
    ]),
    ...on,
  }),
])

export const SetState: v.GenericSchema<unknown, State> = v.strictObject({
  signers: v.pipe(v.array(Signer), v.maxLength(4)),
  approver: Approver,
  patientBirth: CalendarDay,
  openedOn: CalendarDay,
  lastDay: v.nullable(CalendarDay),
  acts: v.array(Act),
  outcome: v.nullable(Outcome),
  told: v.nullable(CalendarDay),
  warned: v.boolean(),
  frozenBy: v.nullable(v.string()),
})

export const SetNotice: v.GenericSchema<unknown, Notice> = v.strictObject({
  to: v.picklist(['applicant', 'coHolder', 'patient', 'physician', 'staff']),
  what: v.picklist(['pleaseApprove', 'endsSoon', 'ended', 'endedLongAgo', 'removed', 'refusedPrivately']),
  ...on,
})
