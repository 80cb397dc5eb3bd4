/**
 * Searching the store for a person. Values travel as search parameters in memory here; an adapter for a remote server
 * must send them by POST `_search`, because a BSN may not stand in an address or a log.
 */
import { isSameSystem, namesOfSystem } from '../../domain/coding/number-systems.ts'
import { isOwn, journeyOfClaim } from '../../domain/journeys/index.ts'
import type { Patient } from '@medplum/fhirtypes'
import { identifierHolds, isSurely } from '../../domain/validity/holds.ts'
import type { IdentityClaim, PatientLookUp } from '../../domain/contract/gateway/visit-record.ts'
import { nameOnDocument, samePerson } from '../../domain/identity/same-person.ts'
import type { Verdict } from '../../domain/identity/same-person.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import { searchAll } from '../store/fhir/search-all.ts'
import type { FhirStore } from '../store/fhir/store.ts'
import { currentRecords } from './current-record.ts'
import { bsnSystem, documentValue, identityDocumentSystem } from './naming.ts'

type Known = Patient & { readonly id: string }

/** `doubt`: a clerk picks among these, or none of them. */
export type Found =
  | { readonly answer: 'one'; readonly patient: Known }
  | { readonly answer: 'doubt'; readonly candidates: readonly Known[] }
  | { readonly answer: 'none' }

interface Question {
  readonly fhir: FhirStore
  readonly claim: IdentityClaim
  /** The hospital's day, on which names, numbers and records must hold. */
  readonly today: CalendarDay
}

/** Whom the look-up means. Throws when not every record could be read: then nobody is found by half of them. */
export async function findPatient({
  lookUp,
  ...question
}: Question & { readonly lookUp: Exclude<PatientLookUp, { by: 'desk' }> }): Promise<Found> {
  switch (lookUp.by) {
    case 'birthDateAndBsn':
      return await byNumber(question, lookUp)
    case 'document':
      return await byDocument(question)
    default:
      return lookUp satisfies never
  }
}

/** A number says who is meant. For oneself the document must be that person's; of a child there is none here. */
async function byNumber(
  { fhir, claim, today }: Question,
  { bsn, birthDate }: Extract<PatientLookUp, { by: 'birthDateAndBsn' }>,
): Promise<Found> {
  const records = await havingIdentifier({ fhir, today }, bsnSystem, bsn)
  if (!isOwn(journeyOfClaim(claim))) return oneOf(records.filter((record) => record.birthDate === birthDate))
  if (birthDate !== claim.birthDate) return { answer: 'none' }
  const compared = records.map((record) => compare(record, claim, today))
  const possible = compared.filter(({ verdict }) => verdict.answer !== 'different')
  const [only] = possible
  return only?.verdict.answer === 'same' && possible.length === 1 ? one(only.record) : someOf(possible)
}

interface Compared {
  readonly record: Known
  readonly verdict: Verdict
}

/**
 * Only the document: birth date and name, or a document that the record itself names. Without a number beside it,
 * initials are not enough, which a twin shares; nor is a record that has fewer given names, when there is a twin.
 */
async function byDocument({ fhir, claim, today }: Question): Promise<Found> {
  const value = documentValue(claim.document)
  const named = await havingIdentifier({ fhir, today }, identityDocumentSystem, value)
  const born = await bornOn(fhir, claim.birthDate)
  const records = new Map([...named, ...born].map((record) => [record.id, record]))
  const compared = [...records.values()].map((record) => compare(record, claim, today))
  const same = compared.filter(({ verdict }) => verdict.answer === 'same')
  const hasDocument = same.filter(({ record }) => named.some(({ id }) => id === record.id))
  const [holder] = hasDocument
  if (holder !== undefined && hasDocument.length === 1) return one(holder.record)
  const inFull = same.filter(({ verdict }) => verdict.inFull)
  const rivals = compared.filter(({ verdict }) => isRival(verdict))
  const [sure] = inFull
  if (sure !== undefined && inFull.length === 1) {
    const twin = sure.verdict.reasons.includes('givenFewer') && rivals.length > 1
    return twin ? someOf(rivals) : one(sure.record)
  }
  if (inFull.length > 1) return someOf(rivals)
  const doubtful = compared.filter(({ verdict }) => verdict.answer === 'doubt' && mayBeFoundByName(verdict))
  // Initials alone: the BSN decides next, without a clerk.
  return doubtful.length === 0 ? { answer: 'none' } : someOf([...doubtful, ...same])
}

/** Somebody of the same family, born on the same day. */
function isRival({ answer, reasons }: Verdict): boolean {
  return answer !== 'different' && !reasons.includes('familyOther')
}

/** Another family name is worth a clerk's look only when the given names are the same: a married name. */
function mayBeFoundByName({ reasons }: Verdict): boolean {
  return !reasons.includes('familyOther') || reasons.every((reason) => ['familyOther', 'givenFewer'].includes(reason))
}

function compare(record: Known, claim: IdentityClaim, today: CalendarDay): Compared {
  const { name, birthDate } = record
  return { record, verdict: samePerson({ name, birthDate }, nameOnDocument(claim), today) }
}

/** Records in use that have this number now: an old one may be somebody else's since. */
export async function havingIdentifier(
  { fhir, today }: Pick<Question, 'fhir' | 'today'>,
  system: string,
  value: string,
): Promise<readonly Known[]> {
  const found: Patient[] = []
  for (const name of namesOfSystem(system)) found.push(...(await search(fhir, { identifier: `${name}|${value}` })))
  const holding = found.filter(({ identifier }) =>
    (identifier ?? []).some(
      (each) => isSameSystem(each.system, system) && each.value === value && isSurely(identifierHolds(each, today)),
    ),
  )
  return await currentRecords(fhir, holding)
}

const one = (patient: Known): Found => ({ answer: 'one', patient })

function oneOf(records: readonly Known[]): Found {
  const [only] = records
  if (only === undefined) return { answer: 'none' }
  return records.length === 1 ? one(only) : { answer: 'doubt', candidates: records }
}

function someOf(compared: readonly Compared[]): Found {
  return compared.length === 0
    ? { answer: 'none' }
    : { answer: 'doubt', candidates: compared.map(({ record }) => record) }
}

/** Records in use of somebody born on this day. */
export async function bornOn(fhir: FhirStore, birthdate: CalendarDay): Promise<readonly Known[]> {
  return await currentRecords(fhir, await search(fhir, { birthdate }))
}

/** Every patient of a search; throws when not all could be read. */
async function search(fhir: FhirStore, having: Readonly<Record<string, string>>): Promise<readonly Patient[]> {
  return await searchAll(fhir, { type: 'Patient', having })
}
