/** What time does to a mandate: warnings, pauses, reviews and its end, in order, on days in Europe/Amsterdam. */
import { addDays, addMonths } from '../days/calendar.ts'
import type { CalendarDay } from '../ids.ts'
import type { HospitalPolicy } from '../policy/policy.ts'
import type { EndReason, FormDecision } from '../rules/decision.ts'

export type TimeEvent = {
  /** Happens at 00:00 of this day. */
  readonly day: CalendarDay
  readonly event:
    | { readonly kind: 'warn'; readonly about: EndReason | 'pause' }
    | { readonly kind: 'pause' }
    | { readonly kind: 'review' }
    | { readonly kind: 'start' }
    | { readonly kind: 'end'; readonly because: EndReason }
}

/** The future of a mandate as decided; a warning never comes before its start. */
export function timeline({
  decision,
  policy,
}: {
  readonly decision: Pick<FormDecision, 'start' | 'end' | 'pauses' | 'reviews'>
  readonly policy: HospitalPolicy
}): readonly TimeEvent[] {
  const { start, end, pauses, reviews } = decision
  const warning = (day: CalendarDay, about: EndReason | 'pause'): TimeEvent => {
    const early = addMonths(day, -policy.times.warnMonthsBefore)
    return { day: early < start.day ? start.day : early, event: { kind: 'warn', about } }
  }
  const events: readonly TimeEvent[] = [
    { day: start.day, event: { kind: 'start' } },
    ...pauses.flatMap(({ day }): TimeEvent[] => [warning(day, 'pause'), { day, event: { kind: 'pause' } }]),
    ...reviews.map(({ day }): TimeEvent => ({ day, event: { kind: 'review' } })),
    ...(end.day === null
      ? []
      : ([warning(end.day, end.reason), { day: end.day, event: { kind: 'end', because: end.reason } }] as const)),
  ]
  return [...events].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/** The last day for the physician's answer when a patient who chose a grantee loses capacity; access goes on until then. */
export function capacityReviewDue(lostOn: CalendarDay, policy: HospitalPolicy): CalendarDay {
  return addDays(lostOn, policy.times.capacityLostReviewDays)
}
