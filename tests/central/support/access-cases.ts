/** Every kind of event of the access log, with what can vary in it; people and numbers are invented. */
import type { Consent } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { lookUpEvent } from '../../../central/kiosk-api/gateway/look-up-event.ts'
import { readEvent } from '../../../central/kiosk-api/gateway/read-event.ts'
import { stoppedEvent } from '../../../central/kiosk-api/intake/stopped-event.ts'
import { storedEvent } from '../../../central/kiosk-api/intake/stored-event.ts'
import { clerkOf, kioskOf } from '../../../central/access-log/actor.ts'
import type { AccessEvent } from '../../../central/access-log/list.ts'
import type { Judged } from '../../../central/portal/answer.ts'
import { lineOf } from '../../../central/portal/log.ts'
import type { VisitRow } from '../../../central/visits/visits.ts'
import { copyEvent } from '../../../central/web/citizen/copy-event.ts'
import { logInEvent } from '../../../central/web/oidc/log-in-event.ts'
import type { IdentityClaim } from '../../../domain/contract/gateway/visit-record.ts'
import { CalendarDay, CallNumber, DeviceId, EnvelopeId, Instant, Sha256, VisitId } from '../../../domain/ids.ts'
import { defaultPolicy } from '../../../domain/policy/default.ts'

export const at = v.parse(Instant, '2026-12-01T09:30:00.000Z')
export const hospital = 'Ziekenhuis Voorbeeld'
export const device = v.parse(DeviceId, '6f0f6a63-58c5-4a54-9f5c-6a3b51b0f5a1')
const visit = v.parse(VisitId, '0b8e4d0e-6f64-4c12-8a55-0c4e8a1c9d11')
export const id = v.parse(EnvelopeId, '2d7cf3a0-1d3b-4bb5-9b8e-5f3a8c2e7f10')
export const clerk = { id: 'clerk-1', name: 'D. Balie' }
export const citizen = {
  bsn: '999990019',
  family: 'Bakker',
  given: 'Noor',
  birthDate: v.parse(CalendarDay, '1990-04-02'),
}

const claim: IdentityClaim = {
  document: { kind: 'passport', issuer: 'NLD', number: 'SPECI2021', expires: v.parse(CalendarDay, '2031-03-09') },
  family: 'Bakker',
  given: 'Noor',
  birthDate: citizen.birthDate,
  journey: 'own-dossier',
}

/** A visit that is as far as this. */
export function rowOf(change: Partial<VisitRow['record']>, identifiedBy: VisitRow['identifiedBy'] = clerk): VisitRow {
  return {
    record: {
      visit,
      state: 'bound',
      callNumber: v.parse(CallNumber, 7),
      assurance: 'identified',
      claim,
      declined: false,
      others: [],
      evidence: [],
      evidenceMissing: false,
      documentDoubtful: false,
      papersOpen: false,
      patient: 'Patient/noor',
      lookUpsLeft: 2,
      deskPicks: false,
      endedBecause: null,
      ...change,
    },
    device,
    keyThumbprint: v.parse(Sha256, 'A'.repeat(43)),
    build: { app: '1', build: 'development', runtime: 't', host: 'rehearsal', content: 1 },
    openedAt: at,
    others: [],
    claimedAt: at,
    identifiedAt: at,
    identifiedBy,
    boundAt: at,
    endedAt: null,
    wrongEndings: 0,
    declinedBecause: null,
    candidates: [],
    enteredBy: null,
    noEntry: false,
    unsettled: [],
    ofAnother: [],
    rejected: [],
    completedAt: null,
    handledAt: null,
  }
}

const child: IdentityClaim = { ...claim, journey: 'child' }
export const noor = { resourceType: 'Patient', id: 'noor' } as const
export const sam = { resourceType: 'Patient', id: 'sam' } as const
export const own = rowOf({})
export const unbound = rowOf({ claim: null, patient: null, assurance: 'claimed' }, null)
export const forChild = rowOf({ claim: child, patient: 'Patient/sam' })

export const reads = {
  'the own file': { row: own, patient: 'Patient/noor', query: 'Appointment?patient=Patient/noor', resources: [noor] },
  'a child': { row: forChild, patient: 'Patient/sam', query: 'Patient', resources: [sam] },
  'nothing, before the desk': {
    row: rowOf({ assurance: 'claimed' }, null),
    patient: 'Patient/noor',
    query: 'Flag',
    resources: [],
  },
} as const

const portal = {
  id: 'portal-4d1f2c7e-52a7-4f0e-8b53-0a4f4f6f0e11',
  name: 'Mijn Voorbeeld',
  key: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) },
} as const
const mandate = {
  mandate: 'Consent/one',
  patient: 'Patient/sam',
  people: ['RelatedPerson/noor'],
  kinds: ['medication'],
  first: 0,
  last: 1,
} as const
const asked: Readonly<Record<string, { readonly judged: Judged; readonly seen: readonly string[] }>> = {
  'that reads': {
    judged: {
      patient: sam,
      people: ['RelatedPerson/noor'],
      entitlement: { allowed: true, mandates: [mandate], kinds: ['medication'], until: null },
      because: null,
    },
    seen: ['MedicationRequest/one'],
  },
  'without a mandate': {
    judged: { patient: sam, people: ['RelatedPerson/noor'], entitlement: { allowed: false }, because: 'noMandate' },
    seen: [],
  },
  'about nobody': {
    judged: { patient: null, people: [], entitlement: { allowed: false }, because: 'noSuchPatient' },
    seen: [],
  },
}

export const lookUps = {
  'one, for oneself': {
    row: own,
    by: 'document',
    looked: { found: { answer: 'one', patient: noor }, patients: [noor], withheld: null },
  },
  'one, for a child': {
    row: forChild,
    by: 'birthDateAndBsn',
    looked: { found: { answer: 'one', patient: sam }, patients: [sam], withheld: null },
  },
  'one who is dead': {
    row: own,
    by: 'document',
    looked: { found: { answer: 'one', patient: noor }, patients: [noor], withheld: 'deceased' },
  },
  'an adult as a child': {
    row: forChild,
    by: 'birthDateAndBsn',
    looked: { found: { answer: 'none' }, patients: [noor, sam], withheld: 'adult' },
  },
  several: {
    row: own,
    by: 'document',
    looked: { found: { answer: 'doubt', candidates: [noor, sam] }, patients: [noor, sam], withheld: null },
  },
  nobody: { row: unbound, by: 'document', looked: { found: { answer: 'none' }, patients: [], withheld: null } },
} as const

export const refusals = { 'while bound': own, 'before anybody was bound': unbound } as const
export const refusal = { what: 'GET /visit/fhir/:type', status: 404 } as const

const patient = { reference: 'Patient/sam' } as const
const written = ['Consent/1', 'DocumentReference/2'] as const
const common = { patient, ruled: null, outdated: null } as const
export const stored = {
  'a form that would be approved as it is': {
    accepted: { ...common, row: forChild, ruled: { policy: defaultPolicy, now: { kind: 'form' } } },
    written,
  },
  'a form that would be approved no more': {
    accepted: {
      ...common,
      row: forChild,
      ruled: { policy: defaultPolicy, now: { kind: 'refusal', id: 'approval.nowRefused' } },
    },
    written,
  },
  'terms without a form': { accepted: { ...common, row: forChild }, written: ['Consent/1'] },
  'what rules of today would not ask for': {
    accepted: { ...common, row: rowOf({ claim: child }, null), outdated: 'form unknown' },
    written: [],
  },
} as const
export const inForce = { ...defaultPolicy, version: 2 }

export const copies = {
  'given to the patient': { standing: 'patient', signer: 'Patient/noor' },
  'given to family': { standing: 'family', signer: 'RelatedPerson/1' },
  'given to a representative': { standing: 'representative', signer: 'RelatedPerson/1' },
  'refused to the patient': { standing: 'patient', signer: null },
  'refused to a stranger': { standing: 'stranger', signer: null },
} as const
export const copied = { citizen, document: 'DocumentReference/2', patient: 'Patient/noor' } as const

export const logIns = {
  in: { kind: 'in', account: 'account-1', address: '192.0.2.7' },
  out: { kind: 'out', account: 'account-1', address: '' },
  'a wrong password': { kind: 'wrong', account: 'account-1', address: '192.0.2.7' },
  'an unknown name': { kind: 'wrong', account: null, address: '192.0.2.7' },
  'too many tries': { kind: 'wait', account: 'account-1', address: '192.0.2.7' },
} as const

export const searches = { somebody: ['noor', 'sam'], nobody: [] } as const
export const quarantines = { 'an envelope': [id], nothing: [] } as const
const decisions = {
  'agreed to a form': { form: 'DocumentReference/2', answer: 'granted', login: 'http://eidas.europa.eu/LoA/high' },
  'refused a set of which nothing stands in the record': { form: null, answer: 'rejected', login: null },
} as const
export const deviceKinds = {
  enrolled: 'kioskEnrolled',
  keysRenewed: 'kioskKeysRenewed',
  withdrawn: 'kioskWithdrawn',
  journalWentBack: 'journalWentBack',
  accessLogWentBack: 'accessLogWentBack',
} as const

/** Each variation under the group and the name of it. */
const named = <T>(group: string, variations: Readonly<Record<string, T>>, event: (one: T) => AccessEvent) =>
  Object.entries(variations).map(([name, one]): readonly [string, AccessEvent] => [`${group}: ${name}`, event(one)])

const ends: Consent = { resourceType: 'Consent', id: 'm1', status: 'active', category: [], scope: {} }
const stoppings: Readonly<Record<string, Pick<Parameters<typeof stoppedEvent>[0], 'row' | 'stops'>>> = {
  'by the patient': {
    row: rowOf({ claim: { ...claim, journey: 'stop' } }),
    stops: { ...stopping('patient'), who: 'Patient/noor', mandates: [ends] },
  },
  'by somebody whom the record does not know, when nothing was left': {
    row: rowOf({ claim: { ...claim, journey: 'stop-other' } }, null),
    stops: stopping('holderOfAuthority'),
  },
}

function stopping(by: Parameters<typeof stoppedEvent>[0]['stops']['by']): Parameters<typeof stoppedEvent>[0]['stops'] {
  return { by, who: null, mandates: [], taken: null }
}

export const cases: readonly (readonly [name: string, event: AccessEvent])[] = [
  ...named('read', reads, readEvent),
  ...named('look-up', lookUps, lookUpEvent),
  ...named('refused read', refusals, ({ device: on, record: { visit: of, assurance, patient: bound } }) => ({
    kind: 'readRefused',
    kiosk: kioskOf(on),
    visit: of,
    assurance,
    patient: bound,
    refused: refusal.what,
    status: refusal.status,
  })),
  ...named('stored', stored, (one) => storedEvent({ ...one, id, inForce })),
  ...named('copy', copies, (one) => copyEvent({ ...copied, ...one })),
  ...named('log-in of staff', logIns, (one) => logInEvent(one, 'staff')),
  ...named('log-in of a citizen', logIns, (one) => logInEvent(one, 'citizen')),
  ...named('desk search', searches, (ids) => ({
    kind: 'deskSearch',
    clerk: clerkOf(clerk),
    visit,
    patients: ids.map((one) => `Patient/${one}`),
  })),
  ...named('quarantine', quarantines, (envelope) => ({ kind: 'quarantineSeen', clerk: clerkOf(clerk), envelope })),
  ...named('sets', { none: [], one: [id] }, (sets) => ({
    kind: 'setsSeen',
    clerk: clerkOf(clerk),
    patient: 'Patient/noor',
    sets,
  })),
  ...named('set', { frozen: ['froze', null], removed: ['removed', 'signedAgain'] } as const, ([change, reason]) => ({
    kind: 'setChanged',
    clerk: clerkOf(clerk),
    patient: 'Patient/noor',
    set: id,
    change,
    reason,
  })),
  ...named('decided', decisions, (one) => ({
    kind: 'requestDecided',
    approver: clerkOf({ id: 'physician-1', name: 'dr. A. Arts' }),
    patient: 'Patient/noor',
    request: 'BALIE-1234',
    ...one,
  })),
  ...named('work list', { empty: [], full: ['Patient/noor', 'Patient/sam'] }, (shown) => ({
    kind: 'workListSeen',
    approver: clerkOf(clerk),
    patients: shown,
  })),
  ...named('request', { opened: 'request', 'its form': 'form' } as const, (part) => ({
    kind: 'requestSeen',
    approver: clerkOf(clerk),
    patient: 'Patient/noor',
    request: 'BALIE-1234',
    part,
  })),
  ...named('kiosk', deviceKinds, (kind) => ({ kind, kiosk: kioskOf(device) })),
  ...named('stopped', stoppings, ({ row, stops }) =>
    stoppedEvent({ row, patient: { reference: 'Patient/noor' }, stops, id }),
  ),
  ...named('mandate', { 'by a day': 'day', 'by a death': 'patientDied' }, (because) => ({
    kind: 'mandateMoved',
    patient: 'Patient/sam',
    mandate: 'Consent/one',
    state: 'ended',
    because,
  })),
  ...named(
    'mandate of staff',
    { frozen: ['freeze', 'doubt'], released: ['release', null] } as const,
    ([act, reason]) => ({
      kind: 'mandateActed',
      clerk: clerkOf(clerk),
      patient: 'Patient/sam',
      mandate: 'Consent/one',
      state: act === 'freeze' ? 'frozen' : 'active',
      act,
      reason,
    }),
  ),
  ...named('portal', asked, ({ judged, seen }) =>
    lineOf(portal, judged, { question: 'read', kind: 'medication', seen }),
  ),
]
