/** The record of the invented people as FHIR R4: patients, and a dossier for those who come for themselves. */
import { randomUUID } from 'node:crypto'
import type {
  AllergyIntolerance,
  Appointment,
  DocumentReference,
  Flag,
  MedicationRequest,
  MedicationStatement,
  Patient,
  Resource,
} from '@medplum/fhirtypes'
import { addDays } from '../../domain/days/calendar.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import { bsnSystem, identityDocumentSystem, loinc } from '../../domain/coding/systems.ts'
import { accessFlagSystem } from '../record/naming.ts'
import type { Stored } from '../store/fhir/table.ts'
import type { Cast, LaterRole, Person, Role } from './cast.ts'
import { everyStatus, noAllergies } from './every-status.ts'
import { findingResource } from './finding.ts'

/** Roles that are in the record as patients; the others only accompany one. */
const patients: readonly Role[] = [
  'child',
  'adult',
  'teenager',
  'expired',
  'childWithoutExtract',
  'double',
  'double',
  'deceased',
  'blocked',
]

const laterPatients: readonly LaterRole[] = [
  'childAsked',
  'everyStatus',
  'withoutAllergies',
  'ward',
  'childOfGuardian',
  'illFather',
  'childOfTwo',
  'giver',
  'teen',
  'unableChild',
  'unableAdult',
]

/** Everything, with ids of its own. */
export function recordOf(cast: Cast): readonly Stored[] {
  const { later } = cast
  return [
    ...patients.flatMap((role) => fileOf(cast.people[role], role, cast)),
    ...laterPatients.flatMap((role) => {
      const person = later?.[role]
      return person === undefined ? [] : fileOf(person, role, cast)
    }),
  ]
}

function fileOf(person: Person, role: Role | LaterRole, cast: Cast): readonly Stored[] {
  const id = randomUUID()
  const reference = `Patient/${id}`
  const own: readonly Resource[] = [
    ...(role === 'blocked' ? [flagOf(reference)] : []),
    ...(role === 'adult' ? dossierOf(reference, cast) : []),
    ...(role === 'everyStatus' ? everyStatus(reference, cast.today) : []),
    ...(role === 'unableChild' || role === 'unableAdult' ? [foundUnable(reference, cast.today)] : []),
    ...(role === 'withoutAllergies' ? [noAllergies(reference, cast.today)] : []),
  ]
  const patient = patientOf(person, role === 'deceased')
  return [{ ...patient, id }, ...own.map((resource) => ({ ...resource, id: randomUUID() }))]
}

/** A physician of this hospital found a while ago that this patient cannot decide on this. */
function foundUnable(patient: string, today: CalendarDay): Resource {
  return findingResource({ patient, capacity: 'lacking', on: addDays(today, -20) })
}

function patientOf({ given, family, sex, birthDate, bsn, document }: Person, deceased: boolean): Patient {
  return {
    resourceType: 'Patient',
    identifier: [
      { use: 'official', system: bsnSystem, value: bsn },
      ...(document === null ? [] : [{ system: identityDocumentSystem, value: `NLD-${document.number}` }]),
    ],
    active: true,
    name: [{ use: 'official', text: `${given} ${family}`, family, given: [given] }],
    gender: sex === 'F' ? 'female' : 'male',
    birthDate,
    ...(deceased ? { deceasedBoolean: true } : {}),
  }
}

/** A physician's block: the visit ends without a word about the reason. */
function flagOf(subject: string): Flag {
  return {
    resourceType: 'Flag',
    status: 'active',
    code: { coding: [{ system: accessFlagSystem, code: 'blocked' }] },
    subject: { reference: subject },
  }
}

function dossierOf(subject: string, { today, dossier }: Cast): readonly Resource[] {
  const [first, medicine, allergy, leaflet, letter, second] = dossier
  const patient = { reference: subject }
  const at = (days: number, time: string): string => `${addDays(today, days)}T${time}:00+01:00`
  const doctor = { type: 'Practitioner' as const, display: 'dr. R. Timmer, cardiologie' }
  const appointment = (days: number, about: Cast['dossier'][number] | undefined, status: 'booked' | 'fulfilled') =>
    ({
      resourceType: 'Appointment',
      status,
      description: about?.title ?? '',
      start: at(days, '10:20'),
      end: at(days, '10:40'),
      patientInstruction: about?.text ?? '',
      participant: [
        { actor: patient, status: 'accepted' },
        { actor: doctor, status: 'accepted' },
      ],
    }) satisfies Appointment
  const document = (days: number, about: Cast['dossier'][number] | undefined, code: string, display: string) =>
    ({
      resourceType: 'DocumentReference',
      status: 'current',
      type: { coding: [{ system: loinc, code, display }] },
      subject: patient,
      date: at(days, '15:05'),
      author: [doctor],
      description: about?.title ?? '',
      content: [
        {
          attachment: {
            contentType: 'text/plain; charset=utf-8',
            language: 'nl',
            title: about?.title ?? '',
            data: Buffer.from(about?.text ?? '', 'utf8').toString('base64'),
          },
        },
      ],
    }) satisfies DocumentReference
  return [
    appointment(9, first, 'booked'),
    appointment(44, second, 'booked'),
    appointment(-120, first, 'fulfilled'),
    {
      resourceType: 'MedicationRequest',
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { text: medicine?.title ?? '' },
      subject: patient,
      authoredOn: at(-119, '11:00'),
      requester: doctor,
      dosageInstruction: [{ text: medicine?.text ?? '' }],
    } satisfies MedicationRequest,
    {
      resourceType: 'MedicationStatement',
      status: 'active',
      medicationCodeableConcept: { text: 'Paracetamol 500 mg' },
      subject: patient,
      effectiveDateTime: at(-60, '09:00'),
      informationSource: { display: 'Door de patiënt zelf gemeld' },
      dosage: [{ text: 'Zo nodig, niet meer dan 4 per dag.' }],
    } satisfies MedicationStatement,
    {
      resourceType: 'AllergyIntolerance',
      clinicalStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
      },
      code: { text: allergy?.title ?? '' },
      patient,
      recordedDate: at(-900, '14:00'),
      recorder: doctor,
      reaction: [{ manifestation: [{ text: allergy?.text ?? '' }] }],
    } satisfies AllergyIntolerance,
    document(-118, leaflet, '69730-0', 'Instructions'),
    document(-117, letter, '11488-4', 'Consult note'),
  ]
}
