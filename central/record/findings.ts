/**
 * What a physician of this hospital found about whether the patient can decide on access to the own record: an Observation
 * that the hospital's systems keep beside the other facts of the patient. Only read here; no kiosk and no clerk writes one.
 */
import type { Observation, Patient } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { balie } from '../../domain/coding/systems.ts'
import { longestPaperName, type EvidenceOf } from '../../domain/contract/gateway/evidence.ts'
import { dayInAmsterdam } from '../../domain/days/amsterdam.ts'
import { CalendarDay, Instant } from '../../domain/ids.ts'
import { isBlank, plainLine } from '../../domain/plain-text.ts'
import type { Reading } from '../store/fhir/reading.ts'
import { isOf, searchOf } from './of-patient.ts'

type Finding = EvidenceOf<'finding'>

/** What is observed, and what was found. The field has no code for a capacity that is about one matter only. */
export const findingCode = { system: `${balie}/CodeSystem/finding`, code: 'capacity-for-record-access' } as const
export const capacitySystem = `${balie}/CodeSystem/capacity`

/** A result that holds (HL7 FHIR R4, ObservationStatus); a preliminary one is none yet. */
const holding: readonly Observation['status'][] = ['final', 'amended', 'corrected']

/**
 * The newest one of this day or before; null: capacity is presumed. One whose last day is over holds no more, and an older one
 * does not come back for it. Throws when not every one could be read.
 * @param of.on the day for which it is asked: what a physician found later does not count yet.
 */
export async function findingOfRecord(
  fhir: Reading,
  of: { readonly patient: Patient; readonly on: CalendarDay },
): Promise<Finding | null> {
  const { patient, on } = of
  const isTheirs = isOf(patient, on)
  const all = await searchOf(fhir, { type: 'Observation', parameter: 'patient', patient })
  const found = all.flatMap((one) => (isTheirs(one.subject) ? (read(one) ?? []) : []))
  const newest = found
    .filter((one) => one.on <= on)
    .toSorted(inOrder)
    .at(-1)
  return newest === undefined || (newest.until !== null && newest.until < on) ? null : newest
}

/** The same of `Patient/<id>`; nobody is found about somebody whom the record does not have. */
export async function findingAbout(
  fhir: Reading,
  { patient, on }: { readonly patient: string; readonly on: CalendarDay },
): Promise<Finding | null> {
  const read = await fhir.read(patient)
  return read?.resourceType === 'Patient' ? await findingOfRecord(fhir, { patient: read, on }) : null
}

/** Null: it is about something else, does not hold, or says no whole day or nobody who found it. */
function read(one: Observation): Finding | null {
  const has = (codings: readonly { system?: string; code?: string }[] = [], system: string) =>
    codings.find((coding) => coding.system === system)?.code
  if (has(one.code.coding, findingCode.system) !== findingCode.code || !holding.includes(one.status)) return null
  const capacity = has(one.valueCodeableConcept?.coding, capacitySystem)
  const on = dayOf(one.effectivePeriod?.start ?? one.effectiveDateTime)
  const end = one.effectivePeriod?.end
  const until = dayOf(end)
  const physician = physicianOf(one)
  const at = v.safeParse(Instant, new Date(one.issued ?? one.meta?.lastUpdated ?? 0).toISOString())
  if (capacity !== 'lacking' && capacity !== 'capable') return null
  if (on === null || (end !== undefined && until === null) || physician === null || !at.success) return null
  const told = { concerns: null, named: true, recordedAt: at.output }
  return { kind: 'finding', capacity, on, until, physician, source: 'record', ...told }
}

function dayOf(text: string | undefined): CalendarDay | null {
  if (text === undefined) return null
  const day = v.safeParse(CalendarDay, text)
  if (day.success) return day.output
  const instant = v.safeParse(Instant, text)
  return instant.success ? dayInAmsterdam(instant.output) : null
}

/** By the name that stands there: a form says who found it. */
function physicianOf({ performer }: Observation): string | null {
  const named = performer?.find(({ display = '' }) => !isBlank(display))?.display
  return named === undefined ? null : plainLine(named, longestPaperName)
}

/** Of one day the one that was written last. */
function inOrder(one: Finding, other: Finding): number {
  if (one.on !== other.on) return one.on < other.on ? -1 : 1
  return Date.parse(one.recordedAt) - Date.parse(other.recordedAt)
}
