/** The one patient of the visit, and nobody else, stands in what was sent. */
import type { PatientFacts } from '../../../../domain/journeys/known.ts'
import type { CalendarDay } from '../../../../domain/ids.ts'
import { bsnsOf, knownPatient } from '../../../../domain/identity/known-patient.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { Reading } from '../../../store/fhir/reading.ts'
import type { VisitRow } from '../../../visits/visits.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'

export interface BoundPatient {
  /** `Patient/<id>` */
  readonly reference: string
  readonly facts: Omit<PatientFacts, 'birthDate'> & {
    /** As recorded: a form needs the whole day, an acceptance does not. Null: there is none. */
    readonly birthDate: string | null
  }
  /** Every BSN that the record has or had: a form that waited may have an older one on its paper. */
  readonly bsns: readonly string[]
}

export async function patient(input: {
  readonly payload: EnvelopePayload
  readonly row: VisitRow
  readonly store: Reading
  /** Day of the act. */
  readonly on: CalendarDay
}): Promise<Checked<BoundPatient>> {
  const { patient: reference } = input.row.record
  if (reference === null) return refuse('patient', 'unbound')
  const named = patientsIn(input.payload.bundle)
  // An act brings no resource: the patient stands in the words that it signs, which are built again from this record.
  const about = input.payload.kind === 'act' ? named.size === 0 : named.size === 1 && named.has(reference)
  if (!about) return refuse('patient', 'other')
  const stored = await input.store.read(reference)
  if (stored?.resourceType !== 'Patient') return refuse('patient', 'gone')
  const known = knownPatient(stored, input.on)
  if (known === null) return refuse('patient', 'gone')
  const { birthDate, deceased, bsn, given, family } = known
  return good({ reference, facts: { birthDate, deceased, bsn, given, family }, bsns: bsnsOf(stored) })
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
