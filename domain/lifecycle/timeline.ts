/** What time does to a mandate: warnings, pauses, reviews and its end, in order, on days in Europe/Amsterdam. */
import { addDays, addMonths, toNumber } from '../days/calendar.ts'
import type { CalendarDay } from '../ids.ts'
import type { HospitalPolicy } from '../policy/policy.ts'
import type { EndReason, FormDecision } from '../rules/basis/decision.ts'

export type TimeEvent = {
  /** Happens at 00:00 of this day. */
  readonly day: CalendarDay
  readonly event:
    | { readonly kind: 'warn'; readonly about: EndReason | 'pause' | 'review' }
    | { readonly kind: 'pause' }
    | { readonly kind: 'review' }
    | { readonly kind: 'start' }
    | { readonly kind: 'end'; readonly because: EndReason }
}

/** The future of a mandate as decided. A warning never comes before its start, nor on or after the day it is about. */
export function timeline({
  decision,
  policy,
}: {
  readonly decision: Pick<FormDecision, 'start' | 'end' | 'pauses' | 'reviews'>
  readonly policy: HospitalPolicy
}): readonly TimeEvent[] {
  const { start, end, pauses, reviews } = decision
  const warned = (about: EndReason | 'pause' | 'review', happens: TimeEvent): readonly TimeEvent[] => {
    const early = addMonths(happens.day, -policy.times.warnMonthsBefore)
    const day = early < start.day ? start.day : early
    return day < happens.day ? [{ day, event: { kind: 'warn', about } }, happens] : [happens]
  }
  const events: readonly TimeEvent[] = [
    // A pause that is there when the mandate starts comes first, so there is no moment of access without consent.
    ...pauses.flatMap(({ day }) => warned('pause', { day, event: { kind: 'pause' } })),
    { day: start.day, event: { kind: 'start' } },
    ...reviews.flatMap(({ day }) => warned('review', { day, event: { kind: 'review' } })),
    ...(end.day === null ? [] : warned(end.reason, { day: end.day, event: { kind: 'end', because: end.reason } })),
  ]
  return [...events].sort((a, b) => toNumber(a.day) - toNumber(b.day))
}

/** The last day for the physician's answer when a patient who chose a grantee loses capacity; access goes on until then. */
export function capacityReviewDue(lostOn: CalendarDay, policy: HospitalPolicy): CalendarDay {
  return addDays(lostOn, policy.times.capacityLostReviewDays)
}
