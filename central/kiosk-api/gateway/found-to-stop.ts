/** Whose record is given to somebody who comes for another to stop a mandate: the kiosk's look-up and the clerk's pick ask this. */
import type { Patient } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { ageOn } from '../../../domain/days/calendar.ts'
import { CalendarDay } from '../../../domain/ids.ts'
import { personOfRecord } from '../../record/person-of-record.ts'
import type { Reading } from '../../store/fhir/reading.ts'
import { isNamed } from '../../visits/papers.ts'
import type { VisitRow } from '../../visits/visits.ts'
import { mandateFacts } from './mandate-facts.ts'

interface OfOther {
  readonly fhir: Reading
  readonly patient: Patient
  readonly row: VisitRow
  readonly today: CalendarDay
}

/** Of age (1:233 BW): nobody is looked up as somebody's child any more. */
const adult = 18

/** An adult is found only by the one who may look, or where a paper that the clerk saw names him or may. */
export async function foundToStop(of: OfOther): Promise<boolean> {
  const { patient, row, today } = of
  return !isAdult(patient, today) || isNamed(row, personOfRecord(patient, today)) || (await mayLook(of))
}

/** Whoever has no whole birth date is nobody's child here. */
export function isAdult({ birthDate }: Patient, today: CalendarDay): boolean {
  const born = v.safeParse(CalendarDay, birthDate)
  return !born.success || ageOn(born.output, today) >= adult
}

/** Whether a mandate of this patient is the visitor's. */
async function mayLook({ fhir, patient, row, today }: OfOther): Promise<boolean> {
  const { claim } = row.record
  if (claim === null) return false
  const { existing } = await mandateFacts({ fhir, patient: `Patient/${patient.id ?? ''}`, claim, on: today })
  return existing.some(({ sameGrantee }) => sameGrantee)
}
