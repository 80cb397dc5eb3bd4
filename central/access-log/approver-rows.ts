/** What whoever approves does (central/requests/decide). Until access is there a representative is shown none of these. */
import { patient, patients } from './fields.ts'
import { row } from './row.ts'

const approver = { of: 'clerk', says: 'Whoever answered, as logged in.' } as const

export const requestDecided = row({
  by: 'approver',
  when: 'A physician, or staff where the policy says so, answered a request: in the same commit. Why is not in it.',
  type: 'rest',
  subtype: 'transaction',
  action: 'U',
  outcome: 'success',
  site: 'balie-approve',
  fields: {
    approver,
    patient,
    form: { of: 'referenceIfAny', says: 'The form in the record; absent where nothing of it stands there.' },
    request: { of: 'text', says: 'Number of the request, as it stands on the receipt.' },
    answer: { of: 'text', says: 'granted, grantedLess, rejected or outdated (the rules of that day).' },
    login: { of: 'textIfAny', says: 'How strong the log-in was (acr); absent where the provider said nothing.' },
  },
  agents: [{ who: 'approver', role: null, requestor: true, named: true }],
  entities: [
    { as: 'patient', what: 'patient' },
    { as: 'resource', what: 'form' },
    { as: 'job', name: 'answer to a request', details: ['request', 'answer', 'login'] },
  ],
})

export const workListSeen = row({
  by: 'approver',
  when: 'Whoever answers looked at the list of what waits for him: before the page leaves.',
  type: 'rest',
  subtype: 'search',
  action: 'E',
  outcome: 'success',
  site: 'balie-approve',
  fields: { approver, patients },
  agents: [{ who: 'approver', role: null, requestor: true, named: true }],
  entities: [
    { as: 'query', name: 'requests to answer' },
    { as: 'patient', what: 'patients' },
  ],
})

export const requestSeen = row({
  by: 'approver',
  when: 'Whoever answers opened a request, or its form: before the page leaves.',
  type: 'rest',
  subtype: 'read',
  action: 'R',
  outcome: 'success',
  site: 'balie-approve',
  fields: {
    approver,
    patient,
    request: { of: 'text', says: 'Number of the request, as it stands on the receipt.' },
    part: { of: 'text', says: 'request, or form: the sealed file.' },
  },
  agents: [{ who: 'approver', role: null, requestor: true, named: true }],
  entities: [
    { as: 'patient', what: 'patient' },
    { as: 'report', name: 'request', details: ['request', 'part'] },
  ],
})
