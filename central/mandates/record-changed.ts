/**
 * What a change of the patient's record does to mandates: a death or a physician's block ends them in the same second, a birth date
 * that was corrected moves the ends that follow from it, earlier and later. Nobody outside the hospital is written to about a
 * death or a block: staff look who should hear what.
 */
import type { Patient } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { addDays, addYears } from '../../domain/days/calendar.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { dayCameTo, moved, telling } from '../../domain/lifecycle/life.ts'
import type { MandateLife, MandatePlan } from '../../domain/lifecycle/life.ts'
import type { Event } from '../../domain/lifecycle/machine.ts'
import { accessTo } from '../record/access.ts'
import { reading } from '../store/fhir/reading.ts'
import { changeMandate } from './change.ts'
import type { DayPorts } from './day-of-mandates.ts'
import type { MandateLives } from './lives.ts'

export interface RecordPorts extends DayPorts {
  readonly lives: Pick<MandateLives, 'open' | 'openOf'>
}

/** @param patient `Patient/<id>` */
export async function mandatesOfRecord(ports: RecordPorts, patient: string): Promise<void> {
  const mandates = await ports.lives.openOf(patient)
  if (mandates.length === 0) return
  const read = await ports.fhir.read(patient)
  if (read?.resourceType !== 'Patient') return
  const today = dayAt(ports.now().getTime())
  const access = await accessTo(reading(ports.fhir), read, today)
  const over = access === 'deceased' ? died : access === 'blocked' ? blocked : null
  for (const mandate of mandates)
    await changeMandate(ports, {
      mandate,
      turn: (life) =>
        over === null
          ? bornOn(life, read, { today, policy: ports.policy() })
          : ended(life, { event: over.event, today }),
      line: (_consent, { state }) => ({
        kind: 'mandateMoved',
        patient,
        mandate,
        state: state.name,
        because: over?.because ?? 'birthDate',
      }),
    })
}

const died = { event: { kind: 'over', because: 'patientDied' }, because: 'patientDied' } as const
const blocked = { event: { kind: 'withdrawn' }, because: 'blocked' } as const

function ended(
  life: MandateLife,
  { event, today }: { readonly event: Event; readonly today: CalendarDay },
): MandateLife | null {
  const to = moved(life, event)
  return to === null ? null : telling(to, [{ to: 'staff', what: 'ended', on: today }])
}

const ageOf: Partial<Record<MandatePlan['reason'], number>> = {
  twelfthBirthday: 12,
  sixteenthBirthday: 16,
  eighteenthBirthday: 18,
}

/** The days that follow from the birth date, by the true one; null: they are the same. */
function bornOn(life: MandateLife, { birthDate }: Patient, of: Parameters<typeof dayCameTo>[1]): MandateLife | null {
  const born = v.safeParse(CalendarDay, birthDate)
  const age = ageOf[life.plan.reason]
  if (!born.success) return null
  const end = age === undefined ? life.plan.end : addYears(born.output, age)
  const pauses = life.plan.pauses.map(() => addYears(born.output, 12))
  if (end === life.plan.end && pauses.every((day) => life.plan.pauses.includes(day))) return null
  // What the corrected days bring up to today has not happened yet, and happens now; what was looked at is not looked at again.
  const first = [life.since, life.plan.start, ...(end === null ? [] : [end]), ...pauses].toSorted()[0] ?? life.since
  const reviews = life.plan.reviews.filter((day) => day > life.since)
  return dayCameTo({ ...life, since: addDays(first, -1), plan: { ...life.plan, end, pauses, reviews } }, of)
}
