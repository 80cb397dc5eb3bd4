/** The signed form of a reference, for the one who signed it and nobody else. */
import type { DocumentReference, Patient, RelatedPerson, Resource } from '@medplum/fhirtypes'
import { isBsnSystem } from '../../../domain/coding/number-systems.ts'
import { referenceSystem, roleCode } from '../../../domain/coding/systems.ts'
import { searchAll } from '../../store/fhir/search-all.ts'
import type { FhirStore } from '../../store/fhir/store.ts'
import { sameName } from '../../../domain/identity/same-person.ts'
import type { CalendarDay } from '../../../domain/ids.ts'
import type { LongTerm } from '../../requests/long-term/long-term.ts'
import type { Citizen } from './accounts.ts'
import type { Standing } from './copy-event.ts'

export type Found =
  | {
      readonly kind: 'copy'
      /** With its long-term data when it has any: the seal alone is worth nothing once the kiosk's certificate has ended. */
      readonly pdf: Uint8Array
      /** `DocumentReference/…`, `Patient/…` and who signed, for the access log. */
      readonly document: string
      readonly patient: string
      readonly signer: string
      readonly standing: Exclude<Standing, 'stranger'>
    }
  /** It is there, and somebody else signed it: told to nobody, but logged. */
  | {
      readonly kind: 'otherPerson'
      readonly document: string
      readonly patient: string
      readonly standing: 'patient' | 'stranger'
    }
  | { readonly kind: 'none' }

export interface FindCopyPorts {
  readonly store: FhirStore
  readonly longTerm: Pick<LongTerm, 'file'>
}

/** What is there under this reference for this person. */
export async function findCopy(
  { store, longTerm }: FindCopyPorts,
  reference: string,
  citizen: Citizen,
  on: CalendarDay,
): Promise<Found> {
  const identifier = `${referenceSystem}|${reference}`
  const [task, ...more] = await searchAll(store, { type: 'Task', having: { identifier } })
  if (task === undefined || more.length > 0) return { kind: 'none' }
  const document = task.input?.find(({ type }) => type.text === 'document')?.valueReference?.reference ?? ''
  const patient = task.for?.reference ?? ''
  const found = await store.read(document)
  if (found?.resourceType !== 'DocumentReference' || patient === '') return { kind: 'none' }
  const signers = (found.author ?? []).flatMap(({ reference: one }) => one ?? [])
  const pdf = isPdf(found) ? await longTerm.file(document) : null
  if (pdf === null) return { kind: 'none' }
  // Of a form that the patient signed beside others, what the patient said may be private: then as if one had signed.
  const shared = signers.every((signer) => signer.startsWith('RelatedPerson/'))
  for (const signer of shared ? signers : signers.slice(0, 1)) {
    const signed = await store.read(signer)
    if (isSigner(signed, citizen, on))
      return { kind: 'copy', pdf, document, patient, signer, standing: standingOf(signed) }
  }
  const subject = await store.read(patient)
  const isSubject = subject?.resourceType === 'Patient' && hasBsn(subject, citizen)
  return { kind: 'otherPerson', document, patient, standing: isSubject ? 'patient' : 'stranger' }
}

/** v3-RoleCode of relatives by blood, adoption, fostering or marriage; all others are appointed. */
const relatives = new Set('PRN MTH FTH NMTH NFTH STPMTH STPFTH MTHFOST FTHFOST ADOPTM ADOPTF'.split(' '))

function standingOf(signer: Resource | null): Exclude<Standing, 'stranger'> {
  if (signer?.resourceType === 'Patient') return 'patient'
  const relations = signer?.resourceType === 'RelatedPerson' ? (signer.relationship ?? []) : []
  const codes = relations.flatMap(({ coding }) => coding ?? []).filter(({ system }) => system === roleCode)
  return codes.some(({ code }) => code !== undefined && relatives.has(code)) ? 'family' : 'representative'
}

/**
 * A patient who signed is known by the BSN. Of a representative no BSN is kept (domain: only kind and number of the
 * document): he is known by what the clerk compared at the desk, full first name, family name and birth date, and by
 * holding the reference, fifty random bits that only he was given. Anything in doubt is no.
 */
function isSigner(signer: Resource | null, citizen: Citizen, on: CalendarDay): boolean {
  if (signer?.resourceType === 'Patient') return hasBsn(signer, citizen)
  if (signer?.resourceType !== 'RelatedPerson') return false
  return signer.identifier?.some(({ system }) => isBsnSystem(system)) === true
    ? hasBsn(signer, citizen)
    : isPerson(signer, citizen, on)
}

/** The signer's name is that of a document; the citizen's has the own letters. An initial alone is in doubt. */
function isPerson(
  { name, birthDate }: RelatedPerson,
  { family, given, birthDate: born }: Citizen,
  on: CalendarDay,
): boolean {
  if (birthDate !== born) return false
  const own = [{ family, given: [given] }]
  return (name ?? []).some((signed) => {
    const document = { family: signed.family ?? '', given: (signed.given ?? []).join(' ') }
    const { answer, inFull } = sameName(own, document, on)
    return answer === 'same' && inFull
  })
}

function hasBsn({ identifier }: Pick<Patient | RelatedPerson, 'identifier'>, { bsn }: Citizen): boolean {
  return identifier?.some(({ system, value }) => isBsnSystem(system) && value === bsn) === true
}

function isPdf({ content }: DocumentReference): boolean {
  return content[0]?.attachment.contentType === 'application/pdf'
}
