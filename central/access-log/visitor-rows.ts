/** What somebody at a kiosk reads or asks for (central/kiosk-api/gateway). */
import { assurance, identifiedBy, kiosk, patient, patients, purpose, visit } from './fields.ts'
import { row } from './row.ts'
import type { AnyAgentRow, Field } from './row.ts'

const visitor = {
  of: 'visitor',
  says: 'The visitor: the patient in the record who reads the own file, anybody else by the document that was shown.',
} as const satisfies Field
const fields = { kiosk, visitor, purpose, visit, identifiedBy } as const

/** BALP PatientRead and PatientQuery: from whom, to which machine, for whom. */
const agents = [
  { who: 'kiosk', role: 'destination', requestor: false },
  { who: 'hospital', role: 'source', requestor: false },
  { who: 'visitor', role: 'recipient', requestor: true, underProtocol: true },
] as const satisfies readonly AnyAgentRow[]

const common = {
  by: 'visitor',
  type: 'rest',
  subtype: 'search',
  action: 'E',
  site: 'balie-gateway',
  purpose: { field: 'purpose', display: false },
  agents,
} as const

export const fileRead = row({
  ...common,
  when: 'A part of the bound record, or the mandates in it, goes to the kiosk. Written before the answer leaves: what is not logged is not shown.',
  outcome: 'success',
  fields: {
    ...fields,
    patient,
    assurance,
    query: {
      of: 'text',
      says: 'Type and parameters as they were run. Never holds a BSN, because a kiosk reads within one record only.',
    },
    resources: { of: 'references', says: 'Each resource that was in the answer.' },
  },
  entities: [
    { as: 'patient', what: 'patient' },
    { as: 'query', query: 'query', details: ['visit', 'assurance', 'identifiedBy'] },
    { as: 'resource', what: 'resources' },
  ],
})

const lookUp = {
  ...fields,
  patients,
  /** Never the number that was typed. */
  query: { of: 'text', says: 'By which means was asked, never the number that was typed.' },
  lookUpsLeft: { of: 'number', says: 'How many tries this visit has left.' },
} as const
const asked = { as: 'query', query: 'query', details: ['visit', 'lookUpsLeft', 'identifiedBy'] } as const

export const patientFound = row({
  ...common,
  when: 'The visitor said whose record it is about, and exactly one was found, to which the visit is then bound.',
  outcome: 'success',
  because: { is: 'one' },
  fields: lookUp,
  entities: [asked, { as: 'patient', what: 'patients' }],
})

export const patientNotGiven = row({
  ...common,
  when: 'The visitor said whose record it is about, and got none. The kiosk is not told why; staff may read it here.',
  outcome: 'minor',
  because: { field: 'because' },
  fields: {
    ...lookUp,
    because: {
      of: 'text',
      says: 'none or doubt: nobody or several were found. deceased, blocked, suspended, adult, minor, unnamed, rejected: found, and withheld.',
    },
  },
  entities: [asked, { as: 'patient', what: 'patients' }],
})

export const readRefused = row({
  by: 'visitor',
  when: 'Somebody in a visit asked for what is not his, or is not to be had now.',
  type: 'rest',
  subtype: null,
  action: 'E',
  outcome: 'minor',
  site: 'balie-gateway',
  fields: {
    kiosk,
    visit,
    assurance,
    patient: { of: 'referenceIfAny', says: 'The patient to whom the visit was bound; absent before that.' },
    refused: { of: 'text', says: 'Method and pattern of the address, never a value of what was asked.' },
    status: { of: 'number', says: 'HTTP status of the refusal.' },
  },
  agents: [{ who: 'kiosk', role: 'destination', requestor: true }],
  entities: [
    { as: 'bare', what: 'patient' },
    { as: 'bare', details: ['refused', 'status', 'visit', 'assurance'] },
  ],
})
