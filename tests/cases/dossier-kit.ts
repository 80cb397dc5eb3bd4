/** Resources for the dossier's cases, and what is shown of them as short lines. */
import * as v from 'valibot'
import { dossier, type DossierOptions } from '../../domain/dossier/dossier.ts'
import { CalendarDay } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'

export const day = v.parse(CalendarDay, '2026-11-23')
export const patient = {
  resourceType: 'Patient',
  id: 'p',
  identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: '999990019' }],
}
export const me = { reference: 'Patient/p' }
export const them = { reference: 'Patient/q', display: 'Mevrouw De Vreemde' }

/** "group | title | state | details" of every line, then "reason count". */
export function shown(
  resources: readonly unknown[],
  language: Language = 'nl',
  options: DossierOptions = {},
): { readonly lines: readonly string[]; readonly out: readonly string[] } {
  const result = dossier([patient, ...resources], day, language, options)
  return {
    lines: result.groups.flatMap(({ group, lines }) =>
      lines.map(({ title, state, details }) =>
        [
          group,
          title,
          state ?? '',
          details.map(({ label, text }) => (label === null ? text : `${label}: ${text}`)).join(' / '),
        ].join(' | '),
      ),
    ),
    out: result.leftOut.map(({ reason, count }) => `${reason} ${String(count)}`),
  }
}
export const groupsShown = (resources: readonly unknown[]): readonly string[] =>
  shown(resources).lines.map((line) => line.split(' | ').slice(0, 3).join(' | '))

export const status = (system: string, code: string) => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/allergyintolerance-${system}`, code }],
})
export const allergy = (more: object) => ({
  resourceType: 'AllergyIntolerance',
  clinicalStatus: status('clinical', 'active'),
  verificationStatus: status('verification', 'confirmed'),
  code: { text: 'Penicilline' },
  patient: me,
  ...more,
})
export const medicine = (more: object) => ({
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: { text: 'Metoprolol 50 mg' },
  subject: me,
  ...more,
})
export const statement = (more: object) => ({
  resourceType: 'MedicationStatement',
  status: 'active',
  medicationCodeableConcept: { text: 'Paracetamol' },
  subject: me,
  ...more,
})
export const appointment = (more: object) => ({
  resourceType: 'Appointment',
  status: 'booked',
  description: 'Controle',
  start: '2026-11-24T09:20:00Z',
  end: '2026-11-24T09:40:00Z',
  participant: [{ actor: me, status: 'accepted' }],
  ...more,
})
export const document = (more: object) => ({
  resourceType: 'DocumentReference',
  status: 'current',
  description: 'Brief',
  subject: me,
  content: [{ attachment: { contentType: 'application/pdf', url: 'Binary/1' } }],
  ...more,
})
export const message = (more: object) => ({
  resourceType: 'Communication',
  status: 'completed',
  subject: me,
  recipient: [me],
  topic: { text: 'Uitslag' },
  payload: [{ contentString: 'Alles is goed.' }],
  ...more,
})
