/** Whose forms a clerk looks at: the patient of an open visit, or whoever has this birth date and this number. */
import type { Patient } from '@medplum/fhirtypes'
import { havingIdentifier } from '../../../record/find-patients.ts'
import { currentRecord } from '../../../record/current-record.ts'
import { bsnSystem, patientNumberSystem } from '../../../record/naming.ts'
import type { StaffPorts } from '../../staff/ports.ts'
import { readDay } from '../dates.ts'

export interface Sought {
  readonly birthDate: string
  readonly number: string
  /** Call number of an open visit; empty: none. */
  readonly nr: string
}

/** The sentence says why nobody was found; null: nothing was asked. */
export async function soughtPatient(
  ports: StaffPorts,
  { birthDate, number, nr }: Sought,
): Promise<Patient | string | null> {
  if (nr !== '') return (await ofVisit(ports, nr)) ?? 'Bij dit nummer is geen patiënt gekoppeld.'
  if (birthDate === '' && number === '') return null
  const day = readDay(birthDate)
  const plain = number.replaceAll(/[\s.]/g, '')
  // A number alone opens nothing: whoever read it off a paper would see who signed.
  if (day === null || !/^[A-Za-z0-9-]{1,20}$/.test(plain)) return 'Vul de geboortedatum en het nummer in.'
  const systems = /^\d{9}$/.test(plain) ? [patientNumberSystem, bsnSystem] : [patientNumberSystem]
  const today = ports.visits.today()
  const lists = await Promise.all(systems.map((system) => havingIdentifier({ fhir: ports.fhir, today }, system, plain)))
  const found = new Map(lists.flat().map((patient) => [patient.id, patient]))
  const [one, ...more] = [...found.values()].filter((patient) => patient.birthDate === day)
  if (one === undefined || more.length > 0) return 'Niemand gevonden. Kijk de datum en het nummer na.'
  return (await currentRecord(ports.fhir, one)) ?? 'Niemand gevonden. Kijk de datum en het nummer na.'
}

async function ofVisit({ visits, fhir }: StaffPorts, nr: string): Promise<Patient | null> {
  const row = (await visits.open()).find(({ record }) => String(record.callNumber) === nr)
  const patient = row?.record.patient == null ? null : await fhir.read(row.record.patient)
  return patient?.resourceType === 'Patient' ? patient : null
}
