/** Which resources a visit may read, and that each one is the bound patient's (HL7 FHIR R4, compartment Patient). */
import type { Patient, Resource } from '@medplum/fhirtypes'
import * as v from 'valibot'

export const ReadableType = v.picklist([
  'Patient',
  'Appointment',
  'MedicationRequest',
  'MedicationStatement',
  'AllergyIntolerance',
  'DocumentReference',
  'Communication',
])
export type ReadableType = v.InferOutput<typeof ReadableType>

/** The search parameter that names the patient, per type (FHIR R4 search parameters). */
export const patientParameter: Readonly<Record<ReadableType, string>> = {
  Patient: '_id',
  Appointment: 'actor',
  MedicationRequest: 'subject',
  MedicationStatement: 'subject',
  AllergyIntolerance: 'patient',
  DocumentReference: 'subject',
  Communication: 'subject',
}

/** Names under which a query may repeat the bound patient; anybody else there is refused. */
const patientNames = new Set(['patient', 'subject', 'actor'])
/** What a query may narrow by. No `_include`, `_revinclude`, `_has`, `_elements`, chains or modifiers. */
const narrowing = new Set(['date', 'sent', 'authoredon', 'effective', 'status', 'category', 'type', '_sort', '_count'])
const plainValue = /^[A-Za-z0-9:.,|+/_-]{1,100}$/
const dates = new Set(['date', 'sent', 'authoredon', 'effective'])
/** FHIR R4 search.html#date: a prefix, then a date or an instant that exists. */
const date =
  /^(eq|ne|gt|lt|ge|le|sa|eb|ap)?(\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?)?)?)$/
const mostResults = 100

/** The search to run for this patient, or null when the query asks for anything that is not on the list. */
export function compartmentSearch({
  type,
  query,
  patient,
}: {
  readonly type: ReadableType
  readonly query: URLSearchParams
  /** `Patient/<id>` */
  readonly patient: string
}): URLSearchParams | null {
  const id = patient.slice('Patient/'.length)
  const parameters = new URLSearchParams()
  for (const [name, value] of query) {
    const names = patientNames.has(name) || (type === 'Patient' && name === '_id')
    if (names && (value === patient || value === id)) continue
    if (!narrowing.has(name) || !plainValue.test(value)) return null
    if (dates.has(name) && !isDate(value)) return null
    if (name === '_count' && !/^[1-9]\d{0,2}$/.test(value)) return null
    parameters.append(name, name === '_count' ? String(Math.min(Number(value), mostResults)) : value)
  }
  if (!parameters.has('_count')) parameters.set('_count', String(mostResults))
  parameters.set(patientParameter[type], type === 'Patient' ? id : patient)
  return parameters
}

function isDate(value: string): boolean {
  const [, , text = ''] = date.exec(value) ?? []
  const day = text.slice(0, 10)
  // A month has not always 31 days: what the calendar moves on is none.
  const moved = day.length === 10 && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) !== day
  return text !== '' && !moved && !Number.isNaN(Date.parse(text))
}

/** Looks at the resource itself, whatever the server thought of the search. */
export function belongsTo(resource: Resource, patient: Patient, isPatient: (reference: unknown) => boolean): boolean {
  switch (resource.resourceType) {
    case 'Patient':
      return resource.id === patient.id
    case 'Appointment':
      return resource.participant.some(({ actor }) => isPatient(actor))
    case 'AllergyIntolerance':
      return isPatient(resource.patient)
    case 'Communication':
      // A message may be about a group, or about nobody, and still be to this patient.
      return isPatient(resource.subject) || (resource.recipient ?? []).some(isPatient)
    case 'MedicationRequest':
    case 'MedicationStatement':
    case 'DocumentReference':
      return isPatient(resource.subject)
    default:
      return false
  }
}
