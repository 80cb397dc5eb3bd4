/** A physician's finding about an invented patient, as the hospital's systems keep it (`central/record/findings.ts`). */
import type { Observation } from '@medplum/fhirtypes'
import type { CalendarDay } from '../../domain/ids.ts'
import { capacitySystem, findingCode } from '../record/findings.ts'

export interface TrainingFinding {
  /** `Patient/<id>` */
  readonly patient: string
  readonly capacity: 'lacking' | 'capable'
  readonly on: CalendarDay
  /** The last day; absent: none was set. */
  readonly until?: CalendarDay
  readonly physician?: string
}

export function findingResource({
  patient,
  capacity,
  on,
  until,
  physician = 'dr. R. Timmer',
}: TrainingFinding): Observation {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [findingCode], text: 'Kan de patiënt beslissen over inzage in het dossier?' },
    subject: { reference: patient },
    effectivePeriod: { start: on, ...(until === undefined ? {} : { end: until }) },
    performer: [{ type: 'Practitioner', display: physician }],
    valueCodeableConcept: { coding: [{ system: capacitySystem, code: capacity }] },
  }
}
