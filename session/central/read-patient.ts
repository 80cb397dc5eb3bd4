/** The bound patient, from the narrow part of a FHIR R4 Patient that a visit needs. */
import * as v from 'valibot'
import { bsnSystem } from '../../domain/fhir/systems.ts'
import type { MandateFacts } from '../../domain/gateway/visit-record.ts'
import { CalendarDay } from '../../domain/ids.ts'
import type { Bound } from '../flow/state.ts'

const Patient = v.looseObject({
  resourceType: v.literal('Patient'),
  id: v.string(),
  birthDate: CalendarDay,
  name: v.pipe(
    v.array(
      v.looseObject({
        use: v.optional(v.string()),
        family: v.optional(v.string()),
        given: v.optional(v.array(v.string())),
      }),
    ),
    v.minLength(1),
  ),
  identifier: v.optional(v.array(v.looseObject({ system: v.optional(v.string()), value: v.optional(v.string()) }))),
  deceasedBoolean: v.optional(v.boolean()),
  deceasedDateTime: v.optional(v.string()),
})

/** Null when the resource is no patient that can be shown: no name, no whole birth date. */
export function readPatient(resource: unknown, mandates: MandateFacts): Bound | null {
  const parsed = v.safeParse(Patient, resource)
  if (!parsed.success) return null
  const { id, birthDate, name, identifier, deceasedBoolean, deceasedDateTime } = parsed.output
  const official = name.find(({ use }) => use === 'official') ?? name[0]
  return {
    patient: {
      reference: `Patient/${id}`,
      birthDate,
      given: official?.given?.join(' ') ?? '',
      family: official?.family ?? '',
      bsn: identifier?.find(({ system }) => system === bsnSystem)?.value ?? null,
      deceased: deceasedBoolean === true || deceasedDateTime !== undefined,
    },
    mandates,
  }
}
