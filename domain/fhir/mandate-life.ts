/**
 * The life of a mandate in the record: it stands on the Consent itself, so that the mandate, its state and its days are one thing
 * with one version. A Consent from before this is read by its status and period.
 */
import type { Consent, Extension } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { mandateLifeUrl } from '../coding/systems.ts'
import { dayAt } from '../days/amsterdam.ts'
import { addDays } from '../days/calendar.ts'
import { isMandate } from '../entitlements/entitling.ts'
import { CalendarDay } from '../ids.ts'
import { firstDayWithout, recipients, stops, told } from '../lifecycle/life.ts'
import type { LifeNotice, MandateLife, MandatePlan } from '../lifecycle/life.ts'
import { givesAccess, isFinal } from '../lifecycle/states.ts'
import type { OpenState, State } from '../lifecycle/states.ts'
import type { EndReason } from '../rules/basis/decision.ts'
import { spanOf } from '../validity/period.ts'
import { fhirStatusOf } from './lifecycle.ts'

const reasons = [
  'firstAge',
  'twelfthBirthday',
  'sixteenthBirthday',
  'eighteenthBirthday',
  'physicianDate',
  'rulingEnd',
  'courtTerm',
  'employeeMandateEnd',
  'termOfPolicy',
  'asked',
  'untilWithdrawn',
] as const satisfies readonly EndReason[]

/** Of a mandate there are only states from the approval on. */
const Open: v.GenericSchema<unknown, OpenState> = v.variant('name', [
  v.strictObject({ name: v.picklist(['registered', 'active', 'underReview']) }),
  v.strictObject({ name: v.literal('frozen'), before: v.lazy(() => Open), by: v.string() }),
  v.strictObject({ name: v.picklist(['suspended', 'paused']), before: v.lazy(() => Open) }),
])
const Kept: v.GenericSchema<unknown, State> = v.union([
  Open,
  v.strictObject({
    name: v.literal('ended'),
    because: v.picklist([
      'term',
      'patientDied',
      'granteeDied',
      'authorityLost',
      'rejected',
      'notCompleted',
      'employeeLeft',
      'capacityRegained',
    ]),
  }),
  v.strictObject({ name: v.picklist(['superseded', 'withdrawn']) }),
])
const StateText = v.pipe(v.string(), v.parseJson(), Kept)
const Days = v.array(CalendarDay)

/** Null: no mandate, or one that still waits for its approver or was refused by him. */
export function lifeOf(consent: Consent): MandateLife | null {
  const { status } = consent
  if (!isMandate(consent) || (status !== 'active' && status !== 'inactive')) return null
  const kept = keptIn(consent)
  const life = kept ?? plainly(consent)
  if (life === null) return null
  // Whoever ended it without knowing of this has ended it all the same.
  if (status === 'inactive' && statusOf(life.state) === 'active') return { ...life, state: { name: 'withdrawn' } }
  return life
}

/** The mandate as this life has it: status, days, and the life itself. */
export function withLife(consent: Consent, life: MandateLife): Consent {
  const { start } = life.plan
  const without = firstDayWithout(life)
  const lastDay = without === null || without <= start ? null : addDays(without, -1)
  const { period } = consent.provision ?? {}
  // What ended keeps the period in which it gave access.
  const days = isFinal(life.state) ? period : { start, ...(lastDay === null ? {} : { end: lastDay }) }
  const others = (consent.extension ?? []).filter(({ url }) => url !== mandateLifeUrl)
  return {
    ...consent,
    extension: [...others, extensionOf(life)],
    status: statusOf(life.state),
    provision: { ...consent.provision, ...(days === undefined ? {} : { period: days }) },
  }
}

/**
 * Of the table for states (lifecycle.ts), but for what was agreed to and begins later: the record says so with the period, so that
 * access is there on its first day although nobody has done anything that day.
 */
function statusOf(state: State): Consent['status'] {
  if (state.name === 'registered') return 'active'
  return isFinal(state) || givesAccess(state) ? fhirStatusOf(state).consent : 'inactive'
}

function extensionOf({ state, plan, since, stops: why, notices }: MandateLife): Extension {
  const { start, end, reason, pauses, reviews, approver } = plan
  return {
    url: mandateLifeUrl,
    extension: [
      { url: 'state', valueString: JSON.stringify(state) },
      { url: 'start', valueDate: start },
      ...(end === null ? [] : [{ url: 'end', valueDate: end }]),
      { url: 'reason', valueCode: reason },
      ...pauses.map((day) => ({ url: 'pause', valueDate: day })),
      ...reviews.map((day) => ({ url: 'review', valueDate: day })),
      { url: 'approver', valueCode: approver },
      { url: 'since', valueDate: since },
      ...why.map((stop) => ({ url: 'stop', valueCode: stop })),
      ...notices.map((one) => ({ url: 'notice', valueString: textOf(one) })),
    ],
  }
}

const Notice = v.pipe(
  v.string(),
  v.transform((text) => text.split(' ')),
  v.tuple([v.picklist(recipients), v.picklist(told), CalendarDay]),
  v.transform(([to, what, on]): LifeNotice => ({ to, what, on })),
)
const Life = v.object({
  state: v.tuple([StateText]),
  start: v.tuple([CalendarDay]),
  end: v.optional(v.tuple([CalendarDay])),
  reason: v.tuple([v.picklist(reasons)]),
  pause: v.optional(Days, []),
  review: v.optional(Days, []),
  approver: v.tuple([v.picklist(['physician', 'staff'])]),
  since: v.tuple([CalendarDay]),
  stop: v.optional(v.array(v.picklist(stops)), []),
  notice: v.optional(v.array(Notice), []),
})

/** Null: there is none, or it is not to be read. */
function keptIn({ extension = [] }: Consent): MandateLife | null {
  const said = extension.find(({ url }) => url === mandateLifeUrl)?.extension ?? []
  const words = new Map<string, string[]>()
  for (const { url, valueString, valueDate, valueCode } of said)
    words.set(url, [...(words.get(url) ?? []), valueString ?? valueDate ?? valueCode ?? ''])
  const parsed = v.safeParse(Life, Object.fromEntries(words))
  if (!parsed.success) return null
  const { state, start, end, reason, pause, review, approver, since, stop, notice } = parsed.output
  const plan: MandatePlan = {
    start: start[0],
    end: end?.[0] ?? null,
    reason: reason[0],
    pauses: pause,
    reviews: review,
    approver: approver[0],
  }
  return { state: state[0], plan, since: since[0], stops: stop, notices: notice }
}

/** By what every Consent says: it runs until its last day, and nobody is asked before that. */
function plainly({ status, provision, dateTime }: Consent): MandateLife | null {
  const start = dayOf(provision?.period?.start ?? dateTime)
  if (start === null) return null
  const last = dayOf(provision?.period?.end)
  const plan: MandatePlan = {
    start,
    end: last === null ? null : addDays(last, 1),
    reason: last === null ? 'untilWithdrawn' : 'termOfPolicy',
    pauses: [],
    reviews: [],
    approver: 'physician',
  }
  const name = status === 'active' ? 'active' : 'withdrawn'
  return { state: { name }, plan, since: start, stops: [], notices: [] }
}

function dayOf(text: string | undefined): CalendarDay | null {
  const span = text === undefined ? null : spanOf(text)
  return span === null ? null : dayAt(text !== undefined && text.length > 10 ? span.first : span.last)
}

/** Who has to be told what of it, whatever became of it. */
export function noticesIn({ extension = [] }: Consent): readonly LifeNotice[] {
  const said = extension.find(({ url }) => url === mandateLifeUrl)?.extension ?? []
  return said.flatMap(({ url, valueString }) => {
    const one = v.safeParse(Notice, valueString)
    return url === 'notice' && one.success ? [one.output] : []
  })
}

/** A request that never became a mandate: it has no life, and somebody is told all the same. */
export function withNotices(consent: Consent, notices: readonly LifeNotice[]): Consent {
  if (notices.length === 0) return consent
  const others = (consent.extension ?? []).filter(({ url }) => url !== mandateLifeUrl)
  const extension = notices.map((one) => ({ url: 'notice', valueString: textOf(one) }))
  return { ...consent, extension: [...others, { url: mandateLifeUrl, extension }] }
}

const textOf = ({ to, what, on }: LifeNotice): string => `${to} ${what} ${on}`

/** As it leaves the hospital: what is told to whom, and what is still to come, is nobody's but the hospital's. */
export function withoutLife(consent: Consent): Consent {
  const extension = (consent.extension ?? []).filter(({ url }) => url !== mandateLifeUrl)
  const { extension: _all, ...rest } = consent
  return extension.length === 0 ? rest : { ...rest, extension }
}

/** Whether the patient gave it himself, and so hears of it. */
export function isGiven({ patient, performer = [] }: Pick<Consent, 'patient' | 'performer'>): boolean {
  return performer.some(({ reference }) => reference !== undefined && reference === patient?.reference)
}

/** A mandate that gives nothing now and is not over: it pauses, is suspended or frozen. */
export function isHeldBack(consent: Consent): boolean {
  const life = consent.status === 'inactive' ? lifeOf(consent) : null
  return life !== null && !isFinal(life.state)
}

/** Suspended or frozen, and not over. A pause is something else: a form of its own is the way out of that. */
export function isSuspendedIn(consent: Consent): boolean {
  const state = isHeldBack(consent) ? lifeOf(consent)?.state : undefined
  return state?.name === 'suspended' || state?.name === 'frozen'
}
