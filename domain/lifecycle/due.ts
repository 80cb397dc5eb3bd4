/**
 * What a job has to do that looks at mandates once a day, or late, and who is told of it. Pure: the job keeps the day on which it
 * last ran.
 */
import { addDays } from '../days/calendar.ts'
import type { CalendarDay } from '../ids.ts'
import type { HospitalPolicy } from '../policy/policy.ts'
import type { FormDecision, Signer } from '../rules/basis/decision.ts'
import { scopeFor } from '../rules/grants.ts'
import type { TimeEvent } from './timeline.ts'

export type Due = TimeEvent & {
  /** It comes so late that staff look whether and how somebody is told. */
  readonly byStaff: boolean
}

/**
 * The events after `since` up to today, in order. A warning of what has happened meanwhile is dropped; an end is told once, with
 * its true day, and goes to staff when it is older than the policy's days.
 */
export function dueSince(
  events: readonly TimeEvent[],
  {
    since,
    today,
    policy,
  }: { readonly since: CalendarDay; readonly today: CalendarDay; readonly policy: HospitalPolicy },
): readonly Due[] {
  const due = events.filter(({ day }) => since < day && day <= today)
  return due
    .filter(({ event }) => event.kind !== 'warn' || !due.some((other) => isAbout(event.about, other.event)))
    .map((one) => ({ ...one, byStaff: one.event.kind === 'end' && addDays(one.day, policy.times.lateEndDays) < today }))
}

type Warning = Extract<TimeEvent['event'], { readonly kind: 'warn' }>

const isAbout = (about: Warning['about'], event: TimeEvent['event']): boolean =>
  event.kind === 'end' ? event.because === about : event.kind === about

/**
 * To whom a warning goes: whoever has access by this form, a patient who signed it, and, where a person must look again or find
 * something new, who approved. Nobody who is left without access, was not asked or is blocked hears of it: none of them is a
 * signer with a scope.
 */
export function warnedOf(
  about: Warning['about'],
  decision: Pick<FormDecision, 'signers' | 'scope' | 'grants' | 'approver'>,
): readonly (Signer['role'] | FormDecision['approver'])[] {
  const looks = about === 'review' || about === 'rulingEnd' || about === 'courtTerm' || about === 'physicianDate'
  return [
    ...decision.signers
      .map(({ role }) => role)
      .filter((role) => role === 'patient' || scopeFor(decision, role).length > 0),
    ...(looks ? [decision.approver] : []),
  ]
}
