/**
 * Every record of one person: those that were merged into it and whatever they were merged into, by the links on both
 * sides. Each type of Patient.link says that it is the same person (HL7 FHIR R4, value set link-type), and what stops
 * access may hang on any of them. For nothing else: what is shown is of the record in use only.
 */
import type { Patient, PatientLink } from '@medplum/fhirtypes'
import { NotAllRead, searchAll } from '../store/fhir/search-all.ts'
import { localReference } from '../store/fhir/index-values.ts'
import type { FhirStore } from '../store/fhir/store.ts'
import { identifierNames, maybeOf, searchOf } from './of-patient.ts'

/** Records of one person; more than this many is a fault, and nothing is decided by some of them. */
const mostRecords = 50

type Fhir = Pick<FhirStore, 'read' | 'search'>

/** This one first. Throws {@link NotAllRead} when not all could be read. */
export async function linkedRecords(fhir: Fhir, patient: Patient): Promise<readonly Patient[]> {
  const records = new Map<string, Patient>([[patient.id ?? '', patient]])
  // What is added on the way is visited too.
  for (const record of records.values()) {
    for (const other of [...(await linkedFrom(fhir, record)), ...(await linkingTo(fhir, record))]) {
      if (!records.has(other.id ?? '')) records.set(other.id ?? '', other)
    }
    if (records.size > mostRecords) throw new NotAllRead(`Patient: more than ${String(mostRecords)} linked records`)
  }
  return [...records.values()]
}

async function linkedFrom(fhir: Fhir, { link }: Patient): Promise<readonly Patient[]> {
  const found: Patient[] = []
  for (const { other } of link ?? []) found.push(...(await behind(fhir, other)))
  return found
}

/** By its address; and by its number, when it has one: both may be there. */
async function behind(fhir: Fhir, { reference, identifier }: PatientLink['other']): Promise<readonly Patient[]> {
  const local = localReference(reference ?? '').replace(/^urn:uuid:/, 'Patient/')
  const found: Patient[] = []
  if (/^Patient\/[A-Za-z0-9.-]{1,64}$/.test(local)) {
    const id = local.slice('Patient/'.length)
    const read = await fhir.read(local)
    // A merge may have removed the record, and left what hung on its address.
    found.push(read?.resourceType === 'Patient' ? read : { resourceType: 'Patient', id })
  }
  if (identifier?.value === undefined) return found
  for (const token of identifierNames({ system: identifier.system, value: identifier.value })) {
    if (token.includes('\\')) throw new NotAllRead('Patient.link: a number that cannot be asked for')
    found.push(...(await searchAll(fhir, { type: 'Patient', having: { identifier: token } })))
  }
  return found
}

/** A server may ignore the parameter `link`: looked at again here. */
async function linkingTo(fhir: Fhir, patient: Patient): Promise<readonly Patient[]> {
  const isThis = maybeOf(patient)
  const found = await searchOf(fhir, { type: 'Patient', parameter: 'link', patient })
  return found.filter(({ link }) => (link ?? []).some(({ other }) => isThis(other)))
}
