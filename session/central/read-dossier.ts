/** The dossier's entries from what the gateway reads of the bound patient: text and metadata, never a file. */
import * as v from 'valibot'
import type { InEveryLanguage } from '../../domain/language.ts'
import type { DossierEntry } from '../flow/state.ts'
import { Concept, Meta, Named, resourcesOf, wordsOf } from './fhir-parts.ts'

const Appointment = v.looseObject({
  resourceType: v.literal('Appointment'),
  status: v.string(),
  start: v.optional(v.string()),
  description: v.optional(v.string()),
  serviceType: v.optional(v.array(Concept)),
  participant: v.optional(v.array(v.looseObject({ actor: v.optional(Named) }))),
  patientInstruction: v.optional(v.string()),
  meta: Meta,
})
const Medication = v.looseObject({
  resourceType: v.picklist(['MedicationRequest', 'MedicationStatement']),
  status: v.string(),
  medicationCodeableConcept: v.optional(Concept),
  medicationReference: v.optional(Named),
  dosageInstruction: v.optional(v.array(v.looseObject({ text: v.optional(v.string()) }))),
  dosage: v.optional(v.array(v.looseObject({ text: v.optional(v.string()) }))),
  authoredOn: v.optional(v.string()),
  effectiveDateTime: v.optional(v.string()),
  dateAsserted: v.optional(v.string()),
  requester: v.optional(Named),
  informationSource: v.optional(Named),
  meta: Meta,
})
const Allergy = v.looseObject({
  resourceType: v.literal('AllergyIntolerance'),
  code: v.optional(Concept),
  recordedDate: v.optional(v.string()),
  recorder: v.optional(Named),
  reaction: v.optional(v.array(v.looseObject({ manifestation: v.optional(v.array(Concept)) }))),
  meta: Meta,
})
const Document = v.looseObject({
  resourceType: v.literal('DocumentReference'),
  type: v.optional(Concept),
  category: v.optional(v.array(Concept)),
  description: v.optional(v.string()),
  date: v.optional(v.string()),
  author: v.optional(v.array(Named)),
  custodian: v.optional(Named),
  content: v.array(
    v.looseObject({
      attachment: v.looseObject({
        title: v.optional(v.string()),
        contentType: v.optional(v.string()),
        data: v.optional(v.string()),
      }),
    }),
  ),
  meta: Meta,
})
const Communication = v.looseObject({
  resourceType: v.literal('Communication'),
  category: v.optional(v.array(Concept)),
  topic: v.optional(Concept),
  sent: v.optional(v.string()),
  sender: v.optional(Named),
  payload: v.optional(v.array(v.looseObject({ contentString: v.optional(v.string()) }))),
  meta: Meta,
})

/** What is asked of the gateway, one search each. */
export const dossierTypes = [
  'Appointment',
  'MedicationRequest',
  'MedicationStatement',
  'AllergyIntolerance',
  'DocumentReference',
  'Communication',
] as const

type Detail = DossierEntry['details'][number]
type Draft = Omit<DossierEntry, 'id'>

/** Entries, newest first within a subject. `now` divides appointments; `hospital` is the source where none is named. */
export function readDossier(input: {
  readonly bundles: readonly unknown[]
  readonly now: string
  readonly hospital: string
}): readonly DossierEntry[] {
  const { now, hospital } = input
  const all = <S extends v.GenericSchema>(schema: S) => input.bundles.flatMap((bundle) => resourcesOf(bundle, schema))
  const drafts: Draft[] = [
    ...all(Appointment).map((one) => appointment(one, now, hospital)),
    ...all(Medication).map((one) => medication(one, hospital)),
    ...all(Allergy).map((one) => allergy(one, hospital)),
    ...all(Document).map((one) => document(one, hospital)),
    ...all(Communication).map((one) => leaflet(one, hospital)),
  ]
  // Ids mean nothing outside this visit: no id of the record leaves it.
  return drafts
    .sort((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0))
    .map((draft, at) => ({ ...draft, id: `e${String(at + 1)}` }))
}

const labels = {
  when: { nl: 'Wanneer', nlSimple: 'Wanneer', en: 'When' },
  with: { nl: 'Bij', nlSimple: 'Bij', en: 'With' },
  prepare: { nl: 'Voorbereiding', nlSimple: 'Wat u moet doen', en: 'How to prepare' },
  use: { nl: 'Gebruik', nlSimple: 'Gebruik', en: 'Use' },
  reaction: { nl: 'Reactie', nlSimple: 'Reactie', en: 'Reaction' },
} as const satisfies Readonly<Record<string, InEveryLanguage>>

const untitled = '–'

function detail(label: InEveryLanguage | null, text: string | null | undefined, day = false): readonly Detail[] {
  return text === null || text === undefined || text === '' ? [] : [{ label, text, day }]
}

function appointment(one: v.InferOutput<typeof Appointment>, now: string, hospital: string): Draft {
  const start = one.start ?? ''
  const others = (one.participant ?? []).flatMap(({ actor }) =>
    actor?.reference?.startsWith('Patient/') === true || actor?.display === undefined ? [] : [actor.display],
  )
  return {
    subject: 'appointments',
    when: Date.parse(start) > Date.parse(now) ? 'future' : 'past',
    title: one.description ?? wordsOf(one.serviceType?.[0]) ?? untitled,
    details: [
      ...detail(labels.when, start, true),
      ...detail(labels.with, others.join(', ')),
      ...detail(labels.prepare, one.patientInstruction),
    ],
    source: hospital,
    time: start,
  }
}

function medication(one: v.InferOutput<typeof Medication>, hospital: string): Draft {
  const dosage = [...(one.dosageInstruction ?? []), ...(one.dosage ?? [])].flatMap(({ text }) => text ?? [])
  return {
    subject: 'medication',
    when: null,
    title: wordsOf(one.medicationCodeableConcept) ?? one.medicationReference?.display ?? untitled,
    details: detail(labels.use, dosage.join('; ')),
    source: one.requester?.display ?? one.informationSource?.display ?? hospital,
    time: one.authoredOn ?? one.effectiveDateTime ?? one.dateAsserted ?? one.meta?.lastUpdated ?? '',
  }
}

function allergy(one: v.InferOutput<typeof Allergy>, hospital: string): Draft {
  const reactions = (one.reaction ?? []).flatMap(({ manifestation }) => manifestation ?? []).map(wordsOf)
  return {
    subject: 'allergies',
    when: null,
    title: wordsOf(one.code) ?? untitled,
    details: detail(labels.reaction, reactions.filter((words) => words !== null).join(', ')),
    source: one.recorder?.display ?? hospital,
    time: one.recordedDate ?? one.meta?.lastUpdated ?? '',
  }
}

/** LOINC 69730-0, "Instructions": a leaflet that the patient was given; or the hospital's own code `leaflet`. */
const leafletCodes = new Set(['69730-0', 'leaflet'])

function document(one: v.InferOutput<typeof Document>, hospital: string): Draft {
  const codes = [one.type, ...(one.category ?? [])].flatMap((concept) => concept?.coding ?? [])
  const texts = one.content.flatMap(({ attachment }) =>
    attachment.contentType?.startsWith('text/plain') === true && attachment.data !== undefined
      ? [Buffer.from(attachment.data, 'base64').toString('utf8')]
      : [],
  )
  return {
    subject: codes.some(({ code }) => code !== undefined && leafletCodes.has(code)) ? 'leaflets' : 'documents',
    when: null,
    title: one.description ?? one.content[0]?.attachment.title ?? wordsOf(one.type) ?? untitled,
    details: detail(null, texts.join('\n')),
    source: one.author?.find(({ display }) => display !== undefined)?.display ?? one.custodian?.display ?? hospital,
    time: one.date ?? one.meta?.lastUpdated ?? '',
  }
}

function leaflet(one: v.InferOutput<typeof Communication>, hospital: string): Draft {
  const [first, ...more] = (one.payload ?? []).flatMap(({ contentString }) => contentString ?? [])
  const title = wordsOf(one.topic)
  return {
    subject: 'leaflets',
    when: null,
    title: title ?? wordsOf(one.category?.[0]) ?? untitled,
    details: [first, ...more].flatMap((text) => detail(null, text)),
    source: one.sender?.display ?? hospital,
    time: one.sent ?? one.meta?.lastUpdated ?? '',
  }
}
