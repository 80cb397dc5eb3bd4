/** The clerk looks a patient up and binds the visit to it. */
import type { Patient } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { instantOf } from '../../clock/clock.ts'
import { clerkOf } from '../../access-log/actor.ts'
import { auditEvent } from '../../access-log/audit-event.ts'
import { replacedBy } from '../../../domain/validity/holds.ts'
import type { IdentityClaim } from '../../../domain/contract/gateway/visit-record.ts'
import { writtenName } from '../../../domain/identity/known-patient.ts'
import { nameOnDocument, samePerson } from '../../../domain/identity/same-person.ts'
import { isOwn, journeyOfClaim, stopsMandates } from '../../../domain/journeys/index.ts'
import { CalendarDay } from '../../../domain/ids.ts'
import { foundToStop } from '../../kiosk-api/gateway/found-to-stop.ts'
import { bindPatient } from '../../record/bind-patient.ts'
import { currentRecord } from '../../record/current-record.ts'
import { bornOn, havingIdentifier } from '../../record/find-patients.ts'
import { bsnSystem, patientNumberSystem } from '../../record/naming.ts'
import type { VisitRow } from '../../visits/visits.ts'
import type { StaffSession, StaffSessions } from '../login/sessions.ts'
import type { StaffPorts } from '../staff/ports.ts'
import { readDay } from './dates.ts'
import { late, type Sentence } from './sentence.ts'

/** Most patients that a search shows: more is a question that is too wide. */
const mostFound = 8

/** Who comes for himself has the birth date of his document; a name may be written differently, a date may not. */
const otherBirthDate =
  'De geboortedatum van deze patiënt is anders dan op het document. Deze bezoeker komt voor zichzelf: koppelen kan niet.'

/** The kiosk's look-up finds such an adult as little: else the clerk would bind a stranger's record to this visit. */
const nobodyToStop =
  'Deze patiënt is volwassen. Deze bezoeker mag niet in het dossier kijken, en geen papier noemt deze patiënt. Leg eerst het papier vast.'

/** From the moment that the clerk knows who stands there, until a patient is bound: the visitor may not know the numbers. */
export function maySearch({ record }: VisitRow): boolean {
  return record.state === 'identified'
}

export async function searchPatients(
  ports: StaffPorts,
  row: VisitRow,
  asked: {
    readonly birthDate: string
    readonly number: string
    readonly session: StaffSession
    readonly sessions: StaffSessions
  },
): Promise<Sentence> {
  const { session, sessions } = asked
  await sessions.keep(session, { found: null })
  if (!maySearch(row)) return late
  const birthDate = readDay(asked.birthDate)
  const number = asked.number.replaceAll(/[\s.]/g, '')
  if (asked.birthDate.trim() !== '' && birthDate === null)
    return { text: 'Deze datum bestaat niet.', field: 'birthDate' }
  if (birthDate === null && number === '') return 'Vul een geboortedatum of een nummer in.'
  if (number !== '' && !/^[A-Za-z0-9-]{1,20}$/.test(number)) return { text: 'Dit nummer kan niet.', field: 'number' }
  const found = await find(ports, birthDate, number)
  if (found.length > mostFound) return 'Te veel mensen gevonden. Vul ook het nummer in.'
  await logSeen(ports, row, { session, found })
  const patients = found.flatMap(({ id }) => (id === undefined ? [] : [id]))
  await sessions.keep(session, { found: { visit: row.record.visit, patients } })
  return null
}

async function find(
  { fhir, visits }: StaffPorts,
  birthDate: CalendarDay | null,
  number: string,
): Promise<readonly Patient[]> {
  if (number === '') return birthDate === null ? [] : await bornOn(fhir, birthDate)
  const systems = /^\d{9}$/.test(number) ? [patientNumberSystem, bsnSystem] : [patientNumberSystem]
  const today = visits.today()
  const lists = await Promise.all(systems.map((system) => havingIdentifier({ fhir, today }, system, number)))
  const found = new Map(lists.flat().map((patient) => [patient.id, patient]))
  return [...found.values()].filter((patient) => birthDate === null || patient.birthDate === birthDate)
}

export async function pickPatient(
  { visits, fhir }: StaffPorts,
  row: VisitRow,
  { id, session, sessions }: { readonly id: string; readonly session: StaffSession; readonly sessions: StaffSessions },
): Promise<Sentence> {
  const searched = session.found?.visit === row.record.visit && session.found.patients.includes(id)
  const shown = searched || row.candidates.includes(`Patient/${id}`)
  const patient = shown && maySearch(row) ? await fhir.read(`Patient/${id}`) : null
  if (patient?.resourceType !== 'Patient') return late
  const { claim } = row.record
  // Merged or taken out of use since the page was made.
  if (claim === null) return late
  if ((await currentRecord(fhir, patient))?.id !== id) return notInUse(patient)
  const cannot = cannotBind(patient, claim, visits.today())
  if (cannot !== null) return cannot
  const forOther = stopsMandates(journeyOfClaim(claim)) && !isOwn(journeyOfClaim(claim))
  if (forOther && !(await foundToStop({ fhir, patient, row, today: visits.today() }))) return nobodyToStop
  const changed = await bindPatient({ visits, fhir, row, patient, by: session.staff })
  if (!changed.ok) return late
  await sessions.keep(session, { found: null })
  switch (changed.row.record.endedBecause) {
    case null:
      return null
    case 'deceased':
      return 'Deze patiënt is overleden. Het bezoek is gestopt.'
    case 'suspended':
      return 'De toegang is opgeschort. Het bezoek is gestopt.'
    default:
      return 'Een arts heeft de toegang gestopt. Het bezoek is gestopt.'
  }
}

/** A record that leads to another one, or to none: what the clerk does instead. */
function notInUse(patient: Patient): string {
  if (replacedBy(patient).length > 0) return 'Dit dossier is samengevoegd met een ander dossier. Zoek opnieuw.'
  return patient.active === false
    ? 'Dit dossier is niet meer in gebruik. Zoek het dossier dat nu in gebruik is.'
    : 'Dit dossier kan hier niet worden gekozen. Vraag de administratie om ernaar te kijken.'
}

/** Why this record cannot be bound to this visit; null when it can. What is missing is said now, not on the kiosk. */
function cannotBind(patient: Patient, claim: IdentityClaim, today: CalendarDay): Sentence {
  const { name, birthDate } = patient
  if (writtenName(name, today) === null) return 'Dit dossier heeft geen naam. Vul die eerst aan.'
  if (birthDate === undefined) return 'Dit dossier heeft geen geboortedatum. Vul die eerst aan.'
  if (!isOwn(journeyOfClaim(claim))) {
    // Ages decide about who is represented.
    return v.is(CalendarDay, birthDate) ? null : 'De geboortedatum in dit dossier is niet volledig. Vul die eerst aan.'
  }
  const { reasons } = samePerson({ name, birthDate }, nameOnDocument(claim), today)
  return reasons.includes('birthDateDiffers') ? otherBirthDate : null
}

/** Candidates of the look-up that a clerk sees: logged once for each clerk's session. */
export async function logCandidates(
  ports: StaffPorts,
  row: VisitRow,
  {
    session,
    sessions,
    found,
  }: { readonly session: StaffSession; readonly sessions: StaffSessions; readonly found: readonly Patient[] },
): Promise<void> {
  const nameOf = ({ id }: Patient): string => `${row.record.visit} ${id ?? ''}`
  const fresh = found.filter((one) => !session.seenCandidates.includes(nameOf(one)))
  if (fresh.length === 0) return
  await logSeen(ports, row, { session, found: fresh })
  await sessions.sawCandidates(session, fresh.map(nameOf))
}

/** A search by staff is a look at each patient that it shows. */
async function logSeen(
  { fhir, hospital, now }: StaffPorts,
  { record }: VisitRow,
  { session, found }: { readonly session: StaffSession; readonly found: readonly Patient[] },
): Promise<void> {
  const patients = found.map(({ id }) => `Patient/${id}`)
  const event = { kind: 'deskSearch', clerk: clerkOf(session.staff), visit: record.visit, patients } as const
  await fhir.create(auditEvent(event, { hospital, at: instantOf(now()) }))
}
