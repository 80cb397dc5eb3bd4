/** What somebody at home asks for: the own copy of a signed form (central/web/citizen). */
import { patient, purpose } from './fields.ts'
import { logIns } from './log-in-rows.ts'
import { row } from './row.ts'

export const [citizenLoggedIn, citizenLoggedOut, citizenLogInFailed, citizenLogInPaused] = logIns({
  by: 'citizen',
  site: 'balie-copy',
})

const common = {
  by: 'citizen',
  type: 'rest',
  subtype: 'read',
  action: 'R',
  site: 'balie-copy',
  purpose: { field: 'purpose', display: true },
  entities: [
    { as: 'patient', what: 'patient' },
    { as: 'report', what: 'document' },
  ],
} as const
const fields = { patient, document: { of: 'reference', says: 'The signed form.' }, purpose } as const

export const copyGiven = row({
  ...common,
  when: 'Whoever signed a form fetched the copy of it. Written before the file leaves: what is not logged is not given.',
  outcome: 'success',
  fields: { ...fields, signer: { of: 'known', says: 'Who signed, as the record knows this person.' } },
  agents: [{ who: 'signer', role: 'recipient', requestor: true }],
})

export const copyRefused = row({
  ...common,
  when: 'Somebody asked for a copy of a form that somebody else signed. To him it is as if there were none.',
  outcome: 'minor',
  because: { is: 'refused: this form was signed by somebody else' },
  fields: {
    ...fields,
    purpose: {
      of: 'purpose',
      says: 'PATRQT when the patient asked. Absent for anybody else: a made-up one would tell the patient that family asked.',
    },
    citizen: { of: 'citizen', says: 'Who asked, by the BSN of the log-in: this person is not in the record.' },
  },
  // Who was refused received nothing.
  agents: [{ who: 'citizen', role: null, requestor: true }],
})
