/**
 * Mandates that hold already, for who comes to stop or to change one. They go into the record through the one writer of
 * requests, as a form would once a physician has said yes; on paper, before there was a kiosk.
 */
import { randomUUID } from 'node:crypto'
import type { Consent } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { policyUri } from '../../domain/coding/systems.ts'
import type { RepresentativeCoding } from '../../domain/coding/journey-coding.ts'
import type { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import { addDays, addYears } from '../../domain/days/calendar.ts'
import { mandateOf } from '../../domain/fhir/consent.ts'
import { keyed, transaction } from '../../domain/fhir/entry.ts'
import { representativeOf } from '../../domain/fhir/representative.ts'
import { DeviceId, EnvelopeId, Instant } from '../../domain/ids.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { hashOf } from '../../paper/hash.ts'
import { instantOf } from '../clock/clock.ts'
import type { HouseKey } from '../keys/house-key.ts'
import { signClaims } from '../keys/house-key.ts'
import type { RequestStore } from '../requests/request-store.ts'
import type { EmbeddedStore } from '../store/fhir/embedded-store.ts'
import type { Cast, Person } from './cast.ts'

/** No kiosk sent these: the nil device of training. */
const desk = v.parse(DeviceId, '00000000-0000-4000-8000-000000000000')

export interface MandateSeed {
  readonly store: EmbeddedStore
  readonly requests: RequestStore
  /** Signs the receipt that every stored request has. */
  readonly receipt: HouseKey
  readonly policy: HospitalPolicy
  readonly hospital: string
  readonly now: Date
}

interface Given {
  readonly patient: Person
  readonly grantee: Person
  readonly since: CalendarDay
  readonly lastDay: CalendarDay | null
  readonly reason: 'PATRQT' | 'FAMRQT'
  readonly coding: RepresentativeCoding
}

const chosen: RepresentativeCoding = {
  role: { code: 'FRND', display: 'unrelated friend' },
  dutchRole: { code: '23', display: 'Contactpersoon' },
}
const parent: RepresentativeCoding = {
  role: { code: 'PRN', display: 'parent' },
  dutchRole: { code: '24', display: 'Wettelijke vertegenwoordiger' },
}

/** Each in a commit of its own, once: where there is a mandate already, nothing is written. */
export async function seedMandates(cast: Cast, seed: MandateSeed): Promise<void> {
  if (seed.store.all('Consent').length > 0) return
  for (const given of givenIn(cast)) await commit(given, seed)
}

/** None in a data folder from before they joined. */
function givenIn({ today, later }: Cast): readonly Given[] {
  const { giver, viewer, teen, teenParent } = later ?? {}
  if (giver === undefined || viewer === undefined || teen === undefined || teenParent === undefined) return []
  return [
    { patient: giver, grantee: viewer, since: addDays(today, -80), lastDay: null, reason: 'PATRQT', coding: chosen },
    {
      patient: teen,
      grantee: teenParent,
      since: addDays(today, -40),
      // Until the sixteenth birthday.
      lastDay: addDays(addYears(teen.birthDate, 16), -1),
      reason: 'FAMRQT',
      coding: parent,
    },
  ]
}

async function commit(given: Given, { requests, receipt, policy, hospital, now, store }: MandateSeed): Promise<void> {
  const patient = referenceOf(store, given.patient)
  const id = v.parse(EnvelopeId, randomUUID())
  const [person, mandate] = [randomUUID(), randomUUID()]
  const at = v.parse(Instant, `${given.since}T10:00:00+01:00`)
  const { sourceReference: _none, ...consent } = mandateOf({
    uuid: mandate,
    representative: person,
    document: '',
    patient,
    hospital,
    policy: policyUri(policy.hospital.id, policy.version),
    decision: {
      scope: ['appointments', 'medication', 'letters'],
      start: { day: given.since },
      end: { lastDay: given.lastDay },
    },
    coding: { reason: given.reason, representative: given.coding },
    status: 'active',
    at,
  })
  const onPaper: Consent = { ...consent, sourceAttachment: { title: 'Formulier op papier', creation: at } }
  const sha256 = hashOf(new TextEncoder().encode(id))
  const written = instantOf(now)
  await requests.commit({
    bundle: transaction([
      keyed(person, representativeOf({ uuid: person, claim: claimOf(given.grantee), patient, coding: given.coding })),
      keyed(mandate, onPaper),
    ]),
    events: () => [],
    ledger: {
      id,
      sha256,
      device: desk,
      reason: null,
      detail: null,
      at: written,
      receipt: await signClaims({
        key: receipt,
        typ: 'balie-receipt+jwt',
        claims: { result: 'stored', id, sha256, at: written },
      }),
    },
    escrows: [],
    outdated: null,
    due: now,
    judged: { patient, turn: await requests.turnOf(patient) },
  })
}

function referenceOf(store: EmbeddedStore, { bsn }: Person): string {
  const found = store
    .all('Patient')
    .find((one) => one.resourceType === 'Patient' && (one.identifier ?? []).some(({ value }) => value === bsn))
  if (found === undefined) throw new Error('a mandate of nobody')
  return `Patient/${found.id}`
}

/** As the zone of the document says it. */
function claimOf({ given, family, birthDate, document }: Person): IdentityClaim {
  if (document === null) throw new Error('who looks into a file has a document')
  const { kind, number, expires } = document
  return {
    document: { kind: kind === 'card' ? 'identityCard' : 'passport', issuer: 'NLD', number, expires },
    family: family.toUpperCase(),
    given: given.toUpperCase(),
    birthDate,
    journey: 'child',
  }
}
