/** What portals of the hospital ask for a representative (central/portal). */
import { row } from './row.ts'

const common = {
  by: 'portal',
  type: 'rest',
  site: 'balie-portal',
} as const
const fields = {
  portal: { of: 'portal', says: 'The portal, by the number of its key.' },
  question: { of: 'text', says: 'may see, mandates or read.' },
  data: { of: 'text', says: 'The kind of data that was asked for; all: no kind was named.' },
} as const

export const portalAnswered = row({
  ...common,
  when: 'A portal asked what somebody may see of a patient, or read it for him, and was given it. Written before the answer leaves.',
  subtype: 'search',
  action: 'R',
  outcome: 'success',
  fields: {
    ...fields,
    person: { of: 'known', says: 'For whom it was asked, as the record knows this person.' },
    patient: { of: 'reference', says: 'The patient whose record it is.' },
    mandates: { of: 'references', says: 'Each mandate by which it may be seen.' },
    seen: { of: 'references', says: 'Each resource that was in the answer.' },
  },
  agents: [
    { who: 'portal', role: 'destination', requestor: false, named: true },
    { who: 'person', role: 'recipient', requestor: true },
  ],
  entities: [
    { as: 'patient', what: 'patient' },
    { as: 'query', name: 'entitlement', details: ['question', 'data'] },
    { as: 'object', what: 'mandates' },
    { as: 'resource', what: 'seen' },
  ],
})

export const portalRefused = row({
  ...common,
  when: 'A portal asked what somebody may see of a patient, or tried to read it, and nothing was given. The portal is not told why.',
  subtype: 'search',
  action: 'R',
  outcome: 'minor',
  because: { field: 'because' },
  fields: {
    ...fields,
    person: { of: 'referenceIfAny', says: 'For whom it was asked; absent when the record has nobody by that number.' },
    patient: { of: 'referenceIfAny', says: 'The patient whose record it is; absent when there is none.' },
    because: {
      of: 'text',
      says: 'noSuchPatient, noSuchPerson, stopped (death, block or suspension) or noMandate: none that holds now and names this kind.',
    },
  },
  agents: [{ who: 'portal', role: 'destination', requestor: true, named: true }],
  entities: [
    { as: 'patient', what: 'patient' },
    { as: 'query', name: 'entitlement', details: ['question', 'data'] },
    { as: 'bare', what: 'person' },
  ],
})
