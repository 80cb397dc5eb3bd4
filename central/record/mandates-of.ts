/**
 * The mandates of a patient's record, by whatever kind of reference they name it (HL7 FHIR R4, references 2.3.0): one that a
 * server wrote with its own address, with a version or with a number is the same mandate.
 */
import type { Consent, Patient, RelatedPerson } from '@medplum/fhirtypes'
import { isSameSystem } from '../../domain/coding/number-systems.ts'
import { consentForm } from '../../domain/coding/systems.ts'
import { isMandate } from '../../domain/entitlements/entitling.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import { identifierHolds, isSurely } from '../../domain/validity/holds.ts'
import { localReference } from '../store/fhir/index-values.ts'
import type { Reading } from '../store/fhir/reading.ts'
import { searchAll } from '../store/fhir/search-all.ts'
import { identifierNames, isOf, searchOf } from './of-patient.ts'

/** Whose mandates: `Patient/<id>`, and the day on which the record's numbers are read. */
export interface WhoseMandates {
  readonly patient: string
  readonly on: CalendarDay
}

/** Of one of these states, whatever their period. Throws when not all could be read. */
export async function mandatesIn(
  fhir: Reading,
  { patient, on, status }: WhoseMandates & { readonly status: readonly string[] },
): Promise<readonly Consent[]> {
  const person = await personOf(fhir, patient)
  const asked = { type: 'Consent', parameter: 'patient', status, category: [consentForm] } as const
  const found = await searchOf(fhir, { ...asked, patient: person })
  return found.filter((consent) => isMandate(consent) && isMandateOf(person, on)(consent))
}

/** Tells whether a mandate is this patient's. */
export async function mandateOf(fhir: Reading, { patient, on }: WhoseMandates): Promise<(consent: Consent) => boolean> {
  return isMandateOf(await personOf(fhir, patient), on)
}

/** A mandate of this portal lies in the record's own server, so whatever address stands in it is that server's. */
function isMandateOf(person: Patient, on: CalendarDay): (consent: Consent) => boolean {
  return ({ patient }) => {
    const base = /^(https?:\/\/.+)\/Patient\/[^/]+(?:\/_history\/[^/]+)?$/.exec(patient?.reference ?? '')?.[1]
    return isOf(person, on, base === undefined ? [] : [base])(patient)
  }
}

/** A record that cannot be read has its address and nothing else. */
async function personOf(fhir: Reading, patient: string): Promise<Patient> {
  const read = await fhir.read(patient)
  return read?.resourceType === 'Patient' ? read : { resourceType: 'Patient', id: patient.slice('Patient/'.length) }
}

/** Who may look by this mandate. */
export async function granteesOf(
  fhir: Reading,
  { provision }: Consent,
  on: CalendarDay,
): Promise<readonly RelatedPerson[]> {
  const people: RelatedPerson[] = []
  for (const { reference: actor } of provision?.actor ?? []) {
    const address = localReference(actor.reference ?? '')
    const read = /^RelatedPerson\/[A-Za-z0-9.-]{1,64}$/.test(address) ? await fhir.read(address) : null
    if (read?.resourceType === 'RelatedPerson') people.push(read)
    const { system, value } = actor.identifier ?? {}
    if (actor.reference === undefined && value !== undefined)
      people.push(...(await numbered(fhir, { system, value, on })))
  }
  return people
}

/** Whoever stands in the record under this number today. */
async function numbered(
  fhir: Reading,
  { on, ...number }: { readonly system: string | undefined; readonly value: string; readonly on: CalendarDay },
): Promise<readonly RelatedPerson[]> {
  const found: RelatedPerson[] = []
  for (const identifier of identifierNames(number)) {
    found.push(...(await searchAll(fhir, { type: 'RelatedPerson', having: { identifier } })))
  }
  return found.filter(({ identifier }) =>
    (identifier ?? []).some(
      (one) =>
        isSameSystem(one.system, number.system) && one.value === number.value && isSurely(identifierHolds(one, on)),
    ),
  )
}
