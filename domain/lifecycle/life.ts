/**
 * The life of one mandate: its state, and what was decided of its days. Every change goes through the one machine; what the
 * calendar brings follows from the days alone, so that whoever looks late sees what a job in time would have made of it.
 */
import { addDays } from '../days/calendar.ts'
import type { CalendarDay } from '../ids.ts'
import type { HospitalPolicy } from '../policy/policy.ts'
import type { Approver, EndReason } from '../rules/basis/decision.ts'
import { dueSince } from './due.ts'
import { next } from './machine.ts'
import type { Event } from './machine.ts'
import { givesAccess, isFinal } from './states.ts'
import type { State } from './states.ts'
import { timeline } from './timeline.ts'
import type { TimeEvent } from './timeline.ts'

/** The days of a mandate, as it was granted and as it was shortened since. */
export interface MandatePlan {
  readonly start: CalendarDay
  /** First day without access; null: until somebody stops it. */
  readonly end: CalendarDay | null
  readonly reason: EndReason
  /** Days on which access stops until the child consents; a day on which it has consented is none any more. */
  readonly pauses: readonly CalendarDay[]
  /** Days on which somebody looks again. */
  readonly reviews: readonly CalendarDay[]
  /** Who looks. */
  readonly approver: Approver
}

/** Why a mandate is suspended: its person is, or a holder of authority took his consent back and a physician has to answer. */
export const stops = ['person', 'holder'] as const
export type Stop = (typeof stops)[number]

export interface MandateLife {
  readonly state: State
  readonly plan: MandatePlan
  /** What the calendar brought up to this day has happened. */
  readonly since: CalendarDay
  /** It is suspended for each of these; none of them lifts another. */
  readonly stops: readonly Stop[]
  /** Who is told what, kept with it for ever: what stands here is told once. */
  readonly notices: readonly LifeNotice[]
}

export const recipients = ['grantee', 'patient', 'physician', 'staff'] as const
export const told = [
  'granted',
  'notGranted',
  'begins',
  'endsSoon',
  'pausesSoon',
  'paused',
  'ended',
  'stopConfirm',
  'endedLongAgo',
  'review',
  'urgentReview',
] as const

/** Who hears what. None says why: behind an end may be a child's answer or a physician's reason. */
export interface LifeNotice {
  readonly to: (typeof recipients)[number]
  readonly what: (typeof told)[number]
  /** The day that it is about. */
  readonly on: CalendarDay
}

/** As the calendar has it today, and who hears of that. The same life: nothing came. */
export function dayCameTo(
  life: MandateLife,
  of: { readonly today: CalendarDay; readonly policy: HospitalPolicy },
): MandateLife {
  const { today, policy } = of
  const { plan, since } = life
  if (isFinal(life.state)) return life
  const events = timeline({ decision: asDecided(plan), policy })
  const due = dueSince(events, { since, today, policy })
  if (due.length === 0) return life
  let told: MandateLife = life
  let state: State = life.state
  for (const one of due) {
    const to = happened(state, one.event)
    told = telling(told, noticesOf(one, { plan, before: state, after: to }))
    state = to
  }
  return { ...told, state, since: today }
}

/** With these told as well; what it says already is not told again. */
export function telling(life: MandateLife, notices: readonly LifeNotice[]): MandateLife {
  const isNew = (one: LifeNotice): boolean =>
    !life.notices.some(({ to, what, on }) => to === one.to && what === one.what && on === one.on)
  return { ...life, notices: [...life.notices, ...notices.filter(isNew)] }
}

/** The same event in every place: null where the machine does not know it here. */
export function moved(life: MandateLife, event: Event): MandateLife | null {
  const to = next(life.state, event)
  return to.kind === 'state' ? { ...life, state: to.state } : null
}

/** Suspended for one more reason; null: for this one it is already, or it is over. */
export function suspendedFor(life: MandateLife, stop: Stop): MandateLife | null {
  if (life.stops.includes(stop)) return null
  const to = life.stops.length > 0 ? life : moved(life, { kind: 'personSuspended' })
  return to === null || isFinal(to.state) ? null : { ...to, stops: [...life.stops, stop] }
}

/** The reason is gone; it resumes when no other is left. Null: it was not suspended for this one. */
export function resumedFrom(life: MandateLife, stop: Stop): MandateLife | null {
  if (!life.stops.includes(stop)) return null
  const left = life.stops.filter((one) => one !== stop)
  const to = left.length > 0 ? life : moved(life, { kind: 'personResumed' })
  return to === null ? null : { ...to, stops: left }
}

/** The child agreed in the pause: what was left of it goes on, and this pause never comes again. */
export function childConsented(life: MandateLife, today: CalendarDay): MandateLife | null {
  const to = moved(life, { kind: 'childConsented' })
  return to === null ? null : { ...to, plan: { ...to.plan, pauses: to.plan.pauses.filter((day) => day > today) } }
}

/** An earlier end, never a later one: somebody leaves, authority is lost, a register names a day. */
export function endingBy(
  life: MandateLife,
  of: { readonly day: CalendarDay; readonly reason: EndReason },
): MandateLife | null {
  const { plan } = life
  if (isFinal(life.state) || (plan.end !== null && plan.end <= of.day)) return null
  return { ...life, plan: { ...plan, end: of.day, reason: of.reason } }
}

/** The last day of access that is certain now: the one before its end, or before a pause that nobody has lifted. */
export function firstDayWithout({ plan, since }: MandateLife): CalendarDay | null {
  const stopsOn = [...plan.pauses.filter((day) => day > since), ...(plan.end === null ? [] : [plan.end])]
  return stopsOn.toSorted()[0] ?? null
}

function asDecided({
  start,
  end,
  reason,
  pauses,
  reviews,
  approver,
}: MandatePlan): Parameters<typeof timeline>[0]['decision'] {
  return {
    start: { day: start, reason: 'asked' },
    end: { day: end, lastDay: null, reason },
    pauses: pauses.map((day) => ({ day, until: 'childConsents' })),
    reviews: reviews.map((day) => ({ day, why: 'rulingWithoutEnd', by: approver })),
  }
}

function happened(state: State, event: TimeEvent['event']): State {
  const to = next(state, eventOf(event))
  return to.kind === 'state' ? to.state : state
}

function eventOf(event: TimeEvent['event']): Event {
  switch (event.kind) {
    case 'start':
      return { kind: 'started' }
    case 'pause':
      return { kind: 'agePause' }
    case 'review':
      return { kind: 'reviewAsked' }
    case 'end':
      return { kind: 'over', because: event.because === 'employeeMandateEnd' ? 'employeeLeft' : 'term' }
    case 'warn':
      // A warning changes nothing: no state has this event.
      return { kind: 'prepared', signers: [], approver: 'staff' }
    default:
      return event satisfies never
  }
}

/** A warning goes to whoever has access now: who has none would only learn that something is the matter. */
function noticesOf(
  { day, event, byStaff }: ReturnType<typeof dueSince>[number],
  of: { readonly plan: MandatePlan; readonly before: State; readonly after: State },
): readonly LifeNotice[] {
  const { plan, before, after } = of
  switch (event.kind) {
    case 'start':
      return givesAccess(after) && !givesAccess(before) ? [{ to: 'grantee', what: 'begins', on: day }] : []
    case 'pause':
      return after !== before && before.name !== 'registered' ? [{ to: 'grantee', what: 'paused', on: day }] : []
    case 'review':
      return [{ to: plan.approver, what: 'review', on: day }]
    case 'end':
      return [byStaff ? { to: 'staff', what: 'endedLongAgo', on: day } : { to: 'grantee', what: 'ended', on: day }]
    case 'warn': {
      if (!givesAccess(before)) return []
      const about = event.about === 'pause' ? 'pausesSoon' : event.about === 'review' ? null : 'endsSoon'
      const on = about === 'pausesSoon' ? plan.pauses[0] : plan.end
      return about === null || on === null || on === undefined ? [] : [{ to: 'grantee', what: about, on }]
    }
    default:
      return event satisfies never
  }
}

/** A mandate as it begins its life, agreed to and put into force today; its first day may still come. */
export function beginning(
  plan: MandatePlan,
  of: { readonly today: CalendarDay; readonly policy: HospitalPolicy; readonly isGiver: boolean },
): MandateLife {
  const { today, policy, isGiver } = of
  const first = plan.start < today ? plan.start : today
  const agreed: MandateLife = { state: { name: 'registered' }, plan, since: addDays(first, -1), stops: [], notices: [] }
  const begun = { ...dayCameTo(agreed, { today, policy }), since: today }
  const granted: readonly LifeNotice[] = [
    { to: 'grantee', what: 'granted', on: today },
    // Who lets somebody look hears that it was agreed to.
    ...(isGiver ? [{ to: 'patient', what: 'granted', on: today } as const] : []),
  ]
  // That it began says the grant itself, and a warning of what is weeks away would come with it.
  const later = begun.notices.filter(({ what }) => what === 'paused')
  return telling({ ...begun, notices: [] }, [...granted, ...later])
}

/** Who stopped it. */
export type StoppedBy = 'patient' | 'grantee' | 'signer' | 'representative' | 'physician'

/** Stopped for good; whoever did it is confirmed, and the other side hears that it ended, where it had been agreed to. */
export function stoppedBy(
  life: MandateLife,
  of: { readonly by: StoppedBy; readonly today: CalendarDay; readonly isGiver: boolean; readonly wasAgreed: boolean },
): MandateLife {
  const { by, today, isGiver, wasAgreed } = of
  const to = moved(life, { kind: 'withdrawn' })
  if (to === null) return life
  const ended = { what: 'ended', on: today } as const
  const confirm = { what: 'stopConfirm', on: today } as const
  const grantee: readonly LifeNotice[] = wasAgreed ? [{ to: 'grantee', ...ended }] : []
  const patient: readonly LifeNotice[] = wasAgreed && isGiver ? [{ to: 'patient', ...ended }] : []
  switch (by) {
    case 'patient':
      return telling(to, [{ to: 'patient', ...confirm }, ...grantee])
    case 'grantee':
    case 'signer':
      return telling(to, [{ to: 'grantee', ...confirm }, ...patient])
    case 'representative':
      return telling(to, grantee)
    case 'physician':
      return telling(to, [...grantee, ...patient])
    default:
      return by satisfies never
  }
}

/** A holder of authority took his consent back: access stops at once, and a physician answers; until then it stays stopped. */
export function stoppedForReview(life: MandateLife, today: CalendarDay): MandateLife | null {
  const suspended = suspendedFor(life, 'holder')
  if (suspended === null) return null
  return telling(suspended, [
    { to: 'physician', what: 'urgentReview', on: today },
    { to: 'grantee', what: 'paused', on: today },
  ])
}
