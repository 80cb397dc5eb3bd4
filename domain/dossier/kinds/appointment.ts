/** Appointment (R4): what comes, what must still be planned, what does not go on, what was. */
import * as v from 'valibot'
import { isPossibly } from '../../validity/holds.ts'
import { periodHolds, spanOf } from '../../validity/period.ts'
import { leftOut, lineOf, type Around, type Detail, type GroupName, type Read } from '../read/line.ts'
import { nameOf, isPatient, typeOf } from '../read/people.ts'
import { orderOf, periodInWords, spanOfNow, visitInWords } from '../read/moments.ts'
import { numberInWords, unitInWords } from '../read/quantities.ts'
import { resolve } from '../read/references.ts'
import { Concept, Period, Reference, type Resource, resourceParts } from '../read/shapes.ts'
import { codesOf, hl7 } from '../read/systems.ts'
import { allWords, clean, firstWords, wordsOrAsk } from '../read/words-of.ts'
import { cancelCodes, labels, notes, states } from '../words/labels.ts'

const Participant = v.looseObject({
  type: v.optional(v.array(Concept)),
  actor: v.optional(Reference),
  status: v.string(),
  modifierExtension: v.optional(v.array(v.unknown())),
})
const Appointment = v.looseObject({
  resourceType: v.literal('Appointment'),
  ...resourceParts,
  status: v.string(),
  cancelationReason: v.optional(Concept),
  serviceCategory: v.optional(v.array(Concept)),
  serviceType: v.optional(v.array(Concept)),
  specialty: v.optional(v.array(Concept)),
  appointmentType: v.optional(Concept),
  reasonCode: v.optional(v.array(Concept)),
  description: v.optional(v.string()),
  start: v.optional(v.string()),
  end: v.optional(v.string()),
  minutesDuration: v.optional(v.number()),
  comment: v.optional(v.string()),
  patientInstruction: v.optional(v.string()),
  participant: v.array(Participant),
  requestedPeriod: v.optional(v.array(Period)),
})
/** What of it is read. */
export const appointmentKeys: readonly string[] = Object.keys(Appointment.entries)
type Appointment = v.InferOutput<typeof Appointment>

export function readAppointment(resource: Resource, around: Around): Read {
  const parsed = v.safeParse(Appointment, resource)
  if (!parsed.success || hasModifier(parsed.output)) return leftOut('unreadable')
  const one = parsed.output
  if (one.status === 'entered-in-error') return leftOut('error')
  const own = one.participant.find(({ actor }) => actor !== undefined && isPatient(actor, around))
  if (own === undefined && around.patient !== null) return leftOut('otherPatient')
  // A time that is no time must not become a day on which somebody comes.
  if (one.start !== undefined && (spanOf(one.start) === null || one.start.length < 10)) return leftOut('unreadable')
  const stands = standing(one, own?.status, around)
  if (stands === null) return leftOut('unreadable')
  const { language } = around
  const title =
    clean(one.description) ??
    firstWords([...(one.serviceType ?? []), ...(one.specialty ?? []), one.appointmentType], language, one) ??
    notes.appointment[language]
  return {
    line: lineOf(
      {
        subject: 'appointments',
        group: stands.group,
        title,
        state: stands.state,
        source: notes.agenda[language],
        order: orderOf(one.start) ?? orderOf(one.requestedPeriod?.[0]?.start),
      },
      {
        time: () => visitInWords(one.start, language) ?? notes.timeUnknown[language],
        details: () => detailsOf(one, title, around),
      },
      language,
    ),
  }
}

function hasModifier({ modifierExtension, participant }: Appointment): boolean {
  return [modifierExtension, ...participant.map((one) => one.modifierExtension)].some((list) => (list ?? []).length > 0)
}

interface Standing {
  readonly group: GroupName
  readonly state: string | null
}

/** Null for a status that R4 does not have. */
function standing(one: Appointment, own: string | undefined, around: Around): Standing | null {
  const as = (group: GroupName, state: keyof typeof states | null): Standing => ({
    group,
    state: state === null ? null : states[state][around.language],
  })
  const over = one.start !== undefined && isOver(one, around)
  switch (one.status) {
    case 'cancelled':
      return as('cancelled', 'cancelled')
    case 'noshow':
      return as('earlier', 'noshow')
    case 'fulfilled':
      return as('earlier', over ? null : 'fulfilled')
    case 'waitlist':
      return own === 'declined' ? as('cancelled', 'declined') : as('toPlan', 'waitlist')
    case 'proposed':
    case 'pending':
    case 'booked':
    case 'arrived':
    case 'checked-in':
      break
    default:
      return null
  }
  if (own === 'declined') return as('cancelled', 'declined')
  const others = one.participant.filter(({ actor }) => isCareGiver(actor))
  if (others.length > 0 && others.every(({ status }) => status === 'declined')) return as('cancelled', 'withDeclined')
  if (over)
    return as(
      'earlier',
      one.status === 'booked' || one.status === 'proposed' || one.status === 'pending' ? 'past' : null,
    )
  if (one.status === 'proposed') return as('toPlan', 'proposed')
  if (one.start === undefined) return as('toPlan', 'timeUnknown')
  if (one.status === 'pending') return as('coming', own === 'needs-action' ? 'answerNeeded' : 'pending')
  if (one.status === 'arrived' || one.status === 'checked-in') return as('coming', 'arrived')
  return as('coming', own === 'needs-action' ? 'answerNeeded' : own === 'tentative' ? 'pending' : null)
}

/**
 * Over when its end is behind us; without an end, or with one that lies before its start, when its day is: who comes late
 * must still find it.
 */
function isOver({ start = '', end = '' }: Appointment, { now }: Around): boolean {
  const [moment, first, last] = [spanOfNow(now), spanOf(start), spanOf(end)]
  if (moment === null) return false
  if (last !== null && (first === null || first.first <= last.last)) return last.last < moment.first
  const day = spanOf(now.slice(0, 10))
  return (first?.last ?? Infinity) < (day?.first ?? moment.first)
}

function isCareGiver(actor: Reference | undefined): boolean {
  return actor !== undefined && ['Practitioner', 'PractitionerRole'].includes(typeOf(actor) ?? '')
}

function detailsOf(one: Appointment, title: string, around: Around): readonly Detail[] {
  const { language } = around
  const actors = one.participant.filter(({ status, actor }) => status !== 'declined' && actor !== undefined)
  const places = actors.flatMap(({ actor }) => (actor !== undefined && typeOf(actor) === 'Location' ? [actor] : []))
  const people = actors.flatMap(({ actor }) =>
    actor === undefined || typeOf(actor) === 'Location' || typeOf(actor) === 'Device' || isPatient(actor, around)
      ? []
      : (nameOf(actor, one, around) ?? []),
  )
  const kinds = allWords(
    [
      ...(one.serviceType ?? []),
      ...(one.specialty ?? []),
      ...(one.appointmentType === undefined ? [] : [one.appointmentType]),
    ],
    language,
    one,
  ).filter((words) => words !== title)
  const wished = (one.requestedPeriod ?? []).flatMap((period) => periodInWords(period, language) ?? [])
  const detail = (label: keyof typeof labels, text: string | null | undefined): readonly Detail[] =>
    text === null || text === undefined || text === '' ? [] : [{ label: labels[label][language], text }]
  return [
    ...detail('when', visitInWords(one.start, language)),
    ...detail('lasts', durationInWords(one, around)),
    ...detail('wished', one.start === undefined ? wished.join('; ') : null),
    ...detail('where', places.flatMap((place) => nameOf(place, one, around) ?? []).join(', ')),
    ...detail('route', places.flatMap((place) => routeTo(place, one, around)).join(', ')),
    ...detail('with', [...new Set(people)].join(', ')),
    ...detail('kind', kinds.join(', ')),
    ...detail('reason', wordsOrAsk(one.reasonCode, language, one)),
    ...detail('whyCancelled', whyCancelled(one, around)),
    ...detail('prepare', clean(one.patientInstruction)),
    ...detail('comment', clean(one.comment)),
  ]
}

function durationInWords({ start, end, minutesDuration }: Appointment, { language }: Around): string | null {
  const [from, to] = [orderOf(start), orderOf(end)]
  const minutes =
    minutesDuration ?? (from === null || to === null || to <= from ? null : Math.round((to - from) / 60_000))
  if (minutes === null || minutes <= 0 || minutes > 24 * 60) return null
  const number = numberInWords(minutes, language)
  const unit = unitInWords({ unit: undefined, code: 'min' }, minutes !== 1, language)
  return number === null || unit === null ? null : `${number} ${unit}`
}

const Place = v.looseObject({
  description: v.optional(v.string()),
  address: v.optional(
    v.looseObject({
      text: v.optional(v.string()),
      line: v.optional(v.array(v.string())),
      city: v.optional(v.string()),
      use: v.optional(v.string()),
      period: v.optional(Period),
    }),
  ),
})

/** How to get there, as the place itself says it. */
function routeTo(place: Reference, from: Resource, around: Around): readonly string[] {
  const parsed = v.safeParse(Place, resolve(place, from, around))
  if (!parsed.success) return []
  const { description, address: written } = parsed.output
  // Where it was, or will be later, is no way to it today.
  const address = written?.use === 'old' || !isPossibly(periodHolds(written?.period, around.now)) ? undefined : written
  const lines =
    clean(address?.text) ??
    clean([...(address?.line ?? []), address?.city ?? ''].filter((part) => part !== '').join(', '))
  return [clean(description), lines].filter((part) => part !== null)
}

const isCancelReason = hl7('appointment-cancellation-reason')

function whyCancelled(one: Appointment, { language }: Around): string | null {
  if (one.cancelationReason === undefined) return null
  const codes = codesOf(one.cancelationReason.coding, isCancelReason).map(
    (code) => cancelCodes[code.split('-')[0] ?? ''],
  )
  return (
    clean(one.cancelationReason.text) ??
    codes.find((words) => words !== undefined)?.[language] ??
    wordsOrAsk([one.cancelationReason], language, one)
  )
}
