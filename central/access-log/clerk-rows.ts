/** What staff at the desk look at (central/web/desk). */
import { clerk, patient, patients, visit } from './fields.ts'
import { logIns } from './log-in-rows.ts'
import { row } from './row.ts'

export const [clerkLoggedIn, clerkLoggedOut, clerkLogInFailed, clerkLogInPaused] = logIns({
  by: 'clerk',
  site: 'balie-desk',
})

export const deskSearch = row({
  by: 'clerk',
  when: 'A clerk searched for a patient, or saw the candidates of a look-up. Each patient shown counts as looked at (NEN 7513).',
  type: 'rest',
  subtype: 'search',
  action: 'E',
  outcome: 'success',
  site: 'balie-desk',
  fields: { clerk, visit, patients },
  agents: [{ who: 'clerk', role: null, requestor: true, named: true }],
  entities: [
    { as: 'object', name: 'desk search', details: ['visit'] },
    { as: 'patient', what: 'patients' },
  ],
})

export const quarantineSeen = row({
  by: 'clerk',
  when: 'A clerk looked at the list of envelopes in quarantine. It names nobody, so there is no patient here.',
  type: 'rest',
  subtype: 'search',
  action: 'E',
  outcome: 'success',
  site: 'balie-quarantine',
  fields: { clerk, envelope: { of: 'envelopes', says: 'Each envelope on the list.' } },
  agents: [{ who: 'clerk', role: 'recipient', requestor: true }],
  entities: [{ as: 'query', name: 'quarantine', details: ['envelope'] }],
})

export const setsSeen = row({
  by: 'clerk',
  when: 'A clerk looked at the forms of a patient that wait for several signers: before the page leaves.',
  type: 'rest',
  subtype: 'search',
  action: 'E',
  outcome: 'success',
  site: 'balie-desk',
  fields: { clerk, patient, sets: { of: 'envelopes', says: 'Number of each of them.' } },
  agents: [{ who: 'clerk', role: null, requestor: true, named: true }],
  entities: [
    { as: 'patient', what: 'patient' },
    {
      as: 'query',
      name: 'waiting forms',
      details: ['sets'],
      always: { type: 'about', valueString: 'forms that wait for several signers' },
    },
  ],
})

export const setChanged = row({
  by: 'clerk',
  when: 'A clerk froze a form that waits, released it, or took away what was out of date: in the same commit.',
  type: 'rest',
  subtype: 'transaction',
  action: 'U',
  outcome: 'success',
  site: 'balie-desk',
  fields: {
    clerk,
    patient,
    set: { of: 'envelope', says: 'Number of the form.' },
    change: { of: 'text', says: 'What was done: froze, released or removed.' },
    reason: { of: 'textIfAny', says: 'Why it was removed, by one of the reasons to choose from; absent otherwise.' },
  },
  agents: [{ who: 'clerk', role: null, requestor: true, named: true }],
  entities: [
    { as: 'patient', what: 'patient' },
    { as: 'job', details: ['set', 'change', 'reason'] },
  ],
})
