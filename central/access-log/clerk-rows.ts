/** What staff at the desk look at (central/web/desk). */
import { clerk, patients, visit } from './fields.ts'
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
