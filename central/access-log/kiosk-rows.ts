/** What a kiosk sends in, and what becomes of kiosks: who may send forms changes by it. */
import { kiosk, patient, visit } from './fields.ts'
import { row } from './row.ts'

export const requestStored = row({
  by: 'kiosk',
  when: 'The intake stored what was signed: in the same commit as the resources.',
  type: 'rest',
  subtype: 'transaction',
  action: 'C',
  outcome: 'success',
  site: 'balie-intake',
  fields: {
    kiosk,
    clerk: { of: 'clerkIfAny', says: 'The clerk who checked the document in that visit.' },
    patient,
    envelope: { of: 'envelope', says: 'Number of the envelope.' },
    visit,
    policy: {
      of: 'textIfAny',
      says: 'The rules that were signed under; absent for terms that were accepted without a form.',
    },
    policyInForce: { of: 'textIfAny', says: 'The rules in force at receipt.' },
    atApproval: { of: 'textIfAny', says: 'What those would approve of it: "form", or the reason why nothing.' },
    outdated: {
      of: 'textIfAny',
      says: 'The check that today’s rules fail, of what an older kiosk signed; absent otherwise.',
    },
    written: { of: 'references', says: 'Each resource that was written.' },
  },
  agents: [
    { who: 'kiosk', role: 'source', requestor: true },
    { who: 'clerk', role: null, requestor: false },
  ],
  entities: [
    { as: 'patient', what: 'patient' },
    { as: 'job', details: ['envelope', 'visit', 'policy', 'policyInForce', 'atApproval', 'outdated'] },
    { as: 'resource', what: 'written' },
  ],
})

export const mandateStopped = row({
  by: 'visitor',
  when: 'The intake ended a mandate because somebody stopped it: in the same commit. Without a mandate: it had ended before.',
  type: 'rest',
  subtype: 'transaction',
  action: 'U',
  outcome: 'success',
  site: 'balie-intake',
  fields: {
    kiosk,
    visitor: { of: 'visitor', says: 'Who stopped it: as the record knows him, or by the document that was shown.' },
    clerk: { of: 'clerkIfAny', says: 'The clerk who checked the document in that visit.' },
    patient,
    envelope: { of: 'envelope', says: 'Number of the envelope.' },
    visit,
    by: {
      of: 'text',
      says: 'What that person is to the mandate: patient, grantee, curator, mentor or holderOfAuthority.',
    },
    mandates: { of: 'references', says: 'Each mandate that ended.' },
  },
  agents: [
    { who: 'visitor', role: 'recipient', requestor: true },
    { who: 'kiosk', role: 'source', requestor: false },
    { who: 'clerk', role: null, requestor: false },
  ],
  entities: [
    { as: 'patient', what: 'patient' },
    { as: 'job', details: ['envelope', 'visit', 'by'] },
    { as: 'resource', what: 'mandates' },
  ],
})

const change = {
  by: 'kiosk',
  type: 'alert',
  subtype: 'attributes',
  outcome: 'success',
  site: 'balie-devices',
  fields: { kiosk },
  agents: [{ who: 'hospital', role: null, requestor: true }],
} as const
const about = (event: string) => [{ as: 'bare', what: 'kiosk', always: { type: 'event', valueString: event } }] as const

export const kioskEnrolled = row({
  ...change,
  by: 'hospital',
  when: 'A kiosk was enrolled.',
  action: 'C',
  entities: about('enrolled'),
})

export const kioskKeysRenewed = row({
  ...change,
  when: 'A kiosk renewed its keys.',
  action: 'U',
  entities: about('keysRenewed'),
})

export const kioskWithdrawn = row({
  ...change,
  by: 'hospital',
  when: 'A kiosk was withdrawn: it sends nothing any more.',
  action: 'D',
  entities: about('withdrawn'),
})

export const journalWentBack = row({
  ...change,
  when: 'A kiosk’s wipe journal says less than it said before: lines were cut off.',
  subtype: 'alert',
  action: 'E',
  outcome: 'serious',
  entities: about('journalWentBack'),
})

export const accessLogWentBack = row({
  ...change,
  when: 'A kiosk holds a head of this access log that is not in it: lines were cut off or written anew since it was told.',
  subtype: 'alert',
  action: 'E',
  outcome: 'serious',
  entities: about('accessLogWentBack'),
})
