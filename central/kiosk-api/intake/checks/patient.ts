/** The one patient of the visit, and nobody else, stands in what was sent. */
import * as v from 'valibot'
import { bsnSystem } from '../../../../domain/fhir/systems.ts'
import type { PatientFacts } from '../../../../domain/gateway/facts.ts'
import { CalendarDay } from '../../../../domain/ids.ts'
import type { EnvelopePayload } from '../../../../domain/intake/payload.ts'
import type { FhirStore } from '../../../store/fhir/store.ts'
import type { VisitRow } from '../../../visits/visits.ts'
import { good, refuse } from '../checked.ts'
import type { Checked } from '../checked.ts'

export interface BoundPatient {
  /** `Patient/<id>` */
  readonly reference: string
  readonly facts: PatientFacts
}

export async function patient(input: {
  readonly payload: EnvelopePayload
  readonly row: VisitRow
  readonly store: FhirStore
}): Promise<Checked<BoundPatient>> {
  const { patient: reference } = input.row.record
  if (reference === null) return refuse('patient', 'unbound')
  const named = patientsIn(input.payload.bundle)
  if (named.size !== 1 || !named.has(reference)) return refuse('patient', 'other')
  const stored = await input.store.read(reference)
  if (stored?.resourceType !== 'Patient') return refuse('patient', 'gone')
  const birthDate = v.safeParse(CalendarDay, stored.birthDate)
  if (!birthDate.success) return refuse('patient', 'birthDate')
  const name = stored.name?.find(({ use }) => use === 'official') ?? stored.name?.[0]
  return good({
    reference,
    facts: {
      birthDate: birthDate.output,
      deceased: stored.deceasedBoolean === true || stored.deceasedDateTime !== undefined,
      bsn: stored.identifier?.find(({ system }) => system === bsnSystem)?.value ?? null,
      given: name?.given?.join(' ') ?? '',
      family: name?.family ?? '',
    },
  })
}

/** Every literal reference to a patient, wherever it stands; a Patient resource itself counts as somebody else. */
function patientsIn(node: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (Array.isArray(node)) for (const part of node) patientsIn(part, found)
  else if (typeof node === 'object' && node !== null) {
    for (const [key, part] of Object.entries(node)) {
      if (key === 'reference' && typeof part === 'string' && /(^|\/)Patient\//.test(part)) found.add(part)
      else if (key === 'resourceType' && part === 'Patient') found.add('new')
      else patientsIn(part, found)
    }
  }
  return found
}
