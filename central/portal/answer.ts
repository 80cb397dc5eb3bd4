/**
 * The answer to a portal's question, and the line of the access log that goes before it. To the portal a no is one word; why it
 * is a no stands in the log, for staff.
 */
import type { Patient, RelatedPerson } from '@medplum/fhirtypes'
import { isSameSystem } from '../../domain/coding/number-systems.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { entitled } from '../../domain/entitlements/entitled.ts'
import type { Entitlement } from '../../domain/entitlements/entitled.ts'
import { identifierHolds, isSurely, relatedPersonHolds } from '../../domain/validity/holds.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import { accessTo } from '../record/access.ts'
import { currentRecords } from '../record/current-record.ts'
import { identifierNames, isOf } from '../record/of-patient.ts'
import { searchAll, type ResourceOf } from '../store/fhir/search-all.ts'
import type { Asked, Identifier } from './asked.ts'
import type { PortalPorts } from './ports.ts'

/** Why it is a no; for the access log alone. */
export type DeniedBecause = 'noSuchPatient' | 'noSuchPerson' | 'stopped' | 'noMandate'

export interface Judged {
  /** The record it is about; null: none, or several. */
  readonly patient: (Patient & { readonly id: string }) | null
  /** `RelatedPerson/<id>` of each record of the person. */
  readonly people: readonly string[]
  readonly entitlement: Entitlement
  /** Null: it is a yes. */
  readonly because: DeniedBecause | null
}

type Of = Pick<PortalPorts, 'fhir' | 'entitlements' | 'now'>

/** Read in this second; throws where not everything could be read, and then nobody sees anything. */
export async function judge({ fhir, entitlements, now }: Of, asked: Asked): Promise<Judged> {
  const at = now().getTime()
  const today = dayAt(at)
  const patient = await patientOf(fhir, asked.patient, today)
  if (patient === null) return denied({ patient, people: [], because: 'noSuchPatient' })
  const reference = `Patient/${patient.id}`
  const people = await peopleOf(fhir, { person: asked.person, patient, today })
  if (people.length === 0) return denied({ patient, people, because: 'noSuchPerson' })
  const mandates = (await Promise.all(people.map((one) => entitlements.between(one, reference)))).flat()
  const stopped = (await accessTo(fhir, patient, today)) !== 'open'
  const entitlement = entitled({ mandates, patient: reference, people, kind: asked.kind ?? null, at, stopped })
  if (entitlement.allowed) return { patient, people, entitlement, because: null }
  return denied({ patient, people, because: stopped ? 'stopped' : 'noMandate' })
}

const denied = (of: Pick<Judged, 'patient' | 'people'> & { readonly because: DeniedBecause }): Judged => ({
  ...of,
  entitlement: { allowed: false },
})

async function patientOf(fhir: Of['fhir'], asked: Asked['patient'], today: CalendarDay): Promise<Judged['patient']> {
  if (typeof asked !== 'string') {
    const found = (await havingNumber(fhir, 'Patient', asked)).filter((one) => hasNow(one, asked, today))
    const [one, ...more] = await currentRecords(fhir, found)
    return one === undefined || more.length > 0 ? null : one
  }
  const read = await fhir.read(asked)
  return read?.resourceType === 'Patient' && read.id !== undefined ? { ...read, id: read.id } : null
}

/** Whoever stands beside this patient today and is asked for. */
async function peopleOf(
  fhir: Of['fhir'],
  of: { readonly person: Asked['person']; readonly patient: Patient; readonly today: CalendarDay },
): Promise<readonly string[]> {
  const { person, patient, today } = of
  const isPatient = isOf(patient, today)
  const read = typeof person === 'string' ? await fhir.read(person) : null
  const found =
    typeof person === 'string'
      ? read?.resourceType === 'RelatedPerson'
        ? [read]
        : []
      : (await havingNumber(fhir, 'RelatedPerson', person)).filter((one) => hasNow(one, person, today))
  return found.flatMap((one) =>
    one.id !== undefined && isPatient(one.patient) && isSurely(relatedPersonHolds(one, today))
      ? [`RelatedPerson/${one.id}`]
      : [],
  )
}

/** An old number may be somebody else's since. */
function hasNow(
  { identifier = [] }: Patient | RelatedPerson,
  { system, value }: Identifier,
  today: CalendarDay,
): boolean {
  return identifier.some(
    (one) => isSameSystem(one.system, system) && one.value === value && isSurely(identifierHolds(one, today)),
  )
}

/** Of every name of the number's system. */
async function havingNumber<T extends 'Patient' | 'RelatedPerson'>(
  fhir: Of['fhir'],
  type: T,
  number: Identifier,
): Promise<readonly ResourceOf<T>[]> {
  const found: ResourceOf<T>[] = []
  for (const identifier of identifierNames(number))
    found.push(...(await searchAll(fhir, { type, having: { identifier } })))
  return found
}
