/** Synthetic people, as the record has them and as their documents read. Check digits by ICAO 9303 part 3, 4.9. */
import type { Resource } from '@medplum/fhirtypes'
import { instantFrom } from './hospital.ts'

const weights = [7, 3, 1] as const
export function checkDigit(field: string): string {
  const value = (character: string) =>
    character === '<' ? 0 : /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 55
  return String([...field].reduce((sum, character, at) => sum + value(character) * (weights[at % 3] ?? 0), 0) % 10)
}

export interface Holder {
  readonly family: string
  readonly given: string
  /** YYMMDD */
  readonly birth: string
  readonly expiry: string
  readonly number: string
  readonly issuer?: string
  readonly nationality?: string
  readonly code?: string
  /** BSN of an old Dutch document. */
  readonly bsn?: string
}

const filled = (text: string, length: number) => text.padEnd(length, '<').slice(0, length)
const zone = (name: string) => name.toUpperCase().replace(/[ '-]/g, '<')

/** An identity card (TD1, three lines of 30). */
export function cardOf(person: Holder): string {
  const optional = person.bsn === undefined ? '' : `${person.bsn}<<<<<${checkDigit(person.bsn)}`
  const number = `${filled(person.number, 9)}${checkDigit(filled(person.number, 9))}`
  const first = filled(`${filled(person.code ?? 'I', 2)}${filled(person.issuer ?? 'NLD', 3)}${number}${optional}`, 30)
  const birth = `${person.birth}${checkDigit(person.birth)}`
  const expiry = `${person.expiry}${checkDigit(person.expiry)}`
  const rest = '<'.repeat(11)
  const composite = checkDigit(`${first.slice(5)}${birth}${expiry}${rest}`)
  // Of who has the nationality of the state that made it, unless said.
  const nationality = filled(person.nationality ?? person.issuer ?? 'NLD', 3)
  const second = `${birth}F${expiry}${nationality}${rest}${composite}`
  return [first, second, filled(`${zone(person.family)}<<${zone(person.given)}`, 30)].join('\n')
}

/** A passport (TD3, two lines of 44). */
export function passportOf(person: Holder): string {
  const first = filled(
    `${filled(person.code ?? 'P', 2)}${filled(person.issuer ?? 'NLD', 3)}${zone(person.family)}<<${zone(person.given)}`,
    44,
  )
  const number = filled(person.number, 9)
  const personal = filled(person.bsn ?? '', 14)
  const parts = {
    number: `${number}${checkDigit(number)}`,
    birth: `${person.birth}${checkDigit(person.birth)}`,
    rest: `${person.expiry}${checkDigit(person.expiry)}${personal}${checkDigit(personal)}`,
  }
  const composite = checkDigit(`${parts.number}${parts.birth}${parts.rest}`)
  return [first, `${parts.number}NLD${parts.birth}F${parts.rest}${composite}`].join('\n')
}

export const mother: Holder = {
  family: 'de Bruijn', given: 'Willeke Liselotte', birth: '880229', expiry: '310309', number: 'SPECI2014',
} // prettier-ignore
export const man: Holder = { family: 'Jansen', given: 'Pieter', birth: '600412', expiry: '300101', number: 'NX4L9K3P2' }

const patient = (id: string, given: string[], family: string, birthDate: string, bsn: string) => ({
  resourceType: 'Patient' as const,
  id,
  identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: bsn }],
  name: [{ use: 'official' as const, given, family }],
  birthDate,
})
export const milan = { id: 'milan', birthDate: '2019-05-14', bsn: '999990019' } as const
export const ofTwelve = { birthDate: '2013-02-03', bsn: '123456782' } as const

export const people: readonly Resource[] = [
  patient('milan', ['Milan', 'Joris'], 'de Bruijn', milan.birthDate, milan.bsn),
  patient('noor', ['Noor'], 'de Bruijn', ofTwelve.birthDate, ofTwelve.bsn),
  patient('pieter', ['Pieter'], 'Jansen', '1960-04-12', '999990020'),
  {
    resourceType: 'Appointment', id: 'eye', status: 'booked', start: instantFrom(10), description: 'Oogarts',
    participant: [{ actor: { reference: 'Patient/pieter' }, status: 'accepted' }, { actor: { display: 'Dr. Vis' }, status: 'accepted' }],
  },
  {
    resourceType: 'Appointment', id: 'blood', status: 'fulfilled', start: instantFrom(-50), description: 'Bloedprikken',
    participant: [{ actor: { reference: 'Patient/pieter' }, status: 'accepted' }],
  },
  {
    resourceType: 'MedicationRequest', id: 'metformin', status: 'active', intent: 'order', authoredOn: '2026-09-01',
    medicationCodeableConcept: { text: 'Metformine 500 mg' }, subject: { reference: 'Patient/pieter' },
    dosageInstruction: [{ text: '2 keer per dag' }], requester: { display: 'Dr. De Boer' },
  },
  {
    resourceType: 'AllergyIntolerance', id: 'penicillin', code: { text: 'Penicilline' }, recordedDate: '2020-01-05',
    patient: { reference: 'Patient/pieter' }, reaction: [{ manifestation: [{ text: 'Huiduitslag' }] }],
  },
  {
    resourceType: 'DocumentReference', id: 'leaflet', status: 'current', date: '2026-08-01T10:00:00Z', description: 'Leven met diabetes',
    category: [{ coding: [{ system: 'http://loinc.org', code: '69730-0' }] }], subject: { reference: 'Patient/pieter' },
    content: [{ attachment: { contentType: 'text/plain', data: Buffer.from('Eet gezond.').toString('base64') } }],
  },
  {
    resourceType: 'DocumentReference', id: 'letter', status: 'current', date: '2026-08-02T10:00:00Z', description: 'Brief aan de huisarts',
    subject: { reference: 'Patient/pieter' }, content: [{ attachment: { contentType: 'application/pdf', title: 'brief.pdf' } }],
  },
] // prettier-ignore
