/** What happens to mandates after they were granted (central/mandates): by a day, by a register, or by somebody of the hospital. */
import { clerk, patient } from './fields.ts'
import { row } from './row.ts'

const common = {
  type: 'rest',
  subtype: 'transaction',
  action: 'U',
  outcome: 'success',
  site: 'balie-mandates',
} as const
const fields = {
  patient,
  mandate: { of: 'reference', says: 'The mandate.' },
  state: { of: 'text', says: 'The state that it came into, by its name in the lifecycle.' },
} as const

export const mandateMoved = row({
  ...common,
  by: 'hospital',
  when: 'A day, a death, a block or another change of the record moved a mandate: in the same commit.',
  fields: {
    ...fields,
    because: { of: 'text', says: 'day, patientDied, blocked, birthDate or policyWithdrawn.' },
  },
  agents: [{ who: 'hospital', role: null, requestor: true }],
  entities: [
    { as: 'patient', what: 'patient' },
    { as: 'resource', what: 'mandate' },
    {
      as: 'job',
      details: ['state', 'because'],
      always: { type: 'about', valueString: 'a mandate that was granted' },
    },
  ],
})

export const mandateActed = row({
  ...common,
  by: 'clerk',
  when: 'Somebody of the hospital froze, released, suspended, resumed, ended or answered for a mandate: in the same commit.',
  fields: {
    ...fields,
    clerk,
    act: { of: 'text', says: 'What was done, by its name.' },
    reason: {
      of: 'textIfAny',
      says: 'By one of the reasons to choose from; never told to anybody outside the hospital.',
    },
  },
  agents: [{ who: 'clerk', role: null, requestor: true, named: true }],
  entities: [
    { as: 'patient', what: 'patient' },
    { as: 'resource', what: 'mandate' },
    {
      as: 'job',
      details: ['act', 'state', 'reason'],
      always: { type: 'about', valueString: 'an act of staff on a mandate' },
    },
  ],
})
