/** A gateway on a real listener with two kiosks, a mother, her child and two fathers who share a birthday. */
import { openDatabase } from '../../central/store/database.ts'
import type { Resource } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { visitGateway } from '../../central/kiosk-api/gateway/gateway.ts'
import { listen } from '../../central/http/listen.ts'
import type { Route } from '../../central/http/route.ts'
import { sqliteRates } from '../../central/store/sqlite/rates.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { sqliteSets } from '../../central/store/sqlite/sets.ts'
import { sqliteSeenProofs } from '../../central/store/sqlite/seen-proofs.ts'
import { openVolatile } from '../../central/store/sqlite/volatile.ts'
import { Visits } from '../../central/visits/visits.ts'
import { sqliteVisits } from '../../central/store/sqlite/visits.ts'
import type { StaffMember } from '../../central/visits/visits.ts'
import { GatewayProblem, IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import type { VisitId } from '../../domain/ids.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { askToken, certificate, kiosk, newVisit, pair, proof } from './kiosk.ts'
import type { Pair } from './kiosk.ts'
import { memoryStore } from './memory-store.ts'

const bsn = 'http://fhir.nl/fhir/NamingSystem/bsn'
const person = (id: string, family: string, given: string, birthDate: string, number: string): Resource => ({
  resourceType: 'Patient',
  id,
  identifier: [{ system: bsn, value: number }],
  name: [{ family, given: [given] }],
  birthDate,
})

export const people: readonly Resource[] = [
  person('child', 'Verhoeven', 'Milan', '2019-09-04', '123456782'),
  person('mother', 'Verhoeven', 'Sanne', '1984-06-14', '999990019'),
  person('stranger', 'de Boer', 'Piet', '1984-06-14', '999990020'),
  person('dead', 'Verhoeven', 'Sanne', '1950-01-01', '999990044'),
  { ...person('gone', 'Bakker', 'Jan', '1950-01-01', '999990056'), deceasedBoolean: true } as Resource,
  person('blocked', 'Smit', 'Eva', '2018-02-02', '999990068'),
  person('double-1', 'Jansen', 'Noor', '2017-03-03', '999990081'),
  person('double-2', 'Jansen', 'Noor', '2017-03-03', '999990081'),
  {
    resourceType: 'Flag',
    id: 'flag',
    status: 'active',
    code: { coding: [{ system: 'https://balie.example/fhir/CodeSystem/access-flag', code: 'blocked' }] },
    subject: { reference: 'Patient/blocked' },
  },
  {
    resourceType: 'AllergyIntolerance',
    id: 'mothers-allergy',
    patient: { reference: 'Patient/mother' },
    code: { text: 'Penicilline' },
  },
  {
    resourceType: 'AllergyIntolerance',
    id: 'strangers-allergy',
    patient: { reference: 'Patient/stranger' },
    code: { text: 'Noten' },
  },
]

export const clerk: StaffMember = { id: 'clerk-1', name: 'Marloes K.' }
export const claimOf = (door: 'self' | 'child'): IdentityClaim =>
  v.parse(IdentityClaim, {
    document: { kind: 'identityCard', issuer: 'NLD', number: 'SPECI2014', expires: '2031-08-02' },
    family: 'VERHOEVEN',
    given: 'SANNE MARIA',
    birthDate: '1984-06-14',
    journey: door === 'self' ? 'own-dossier' : 'child',
  })

export async function bench() {
  const preview: HospitalPolicy['preview'] = { route: 'offered', minimumIdentity: 'identified', sensitive: 'notShown' }
  const state = { now: new Date('2026-11-23T09:00:00Z'), preview, withdrawn: new Set<string>() }
  const database = openDatabase(':memory:')
  const visits = new Visits({ store: sqliteVisits(database), now: () => state.now })
  const fhir = memoryStore(people)
  const kiosks = [await kiosk(), await kiosk()] as const
  const tokenPair = await pair()
  const faults: string[] = []
  let routes: readonly Route[] = []
  const listener = await listen({
    port: 0,
    routes: () => routes,
    onFault: (where, error) => faults.push(`${where}: ${error instanceof Error ? error.message : 'thrown'}`),
  })
  const { origin } = listener
  routes = visitGateway({
    visits,
    fhir,
    sets: sqliteSets(database),
    lookAgain: () => Promise.resolve(),
    shown: async () => ({ forms: [], questionnaires: new Map(), documents: new Set() }),
    proofs: sqliteSeenProofs(database),
    rates: sqliteRates(openVolatile()),
    now: () => state.now,
    origin: () => origin,
    isOurs: async (device) => !state.withdrawn.has(device),
    logKey: async (device) => kiosks.find((known) => known.device === device)?.log.jwk ?? null,
    tokenKey: { kid: 'g1', privateKey: tokenPair.privateKey, publicKeys: [{ ...tokenPair.jwk, kid: 'g1' }] },
    bases: async () => ['https://central.example/fhir'],
    preview: () => state.preview,
    policy: () => defaultPolicy,
    hospital: 'Ziekenhuis Voorbeeld',
  })
  return {
    ...listener,
    state,
    faults,
    visits,
    fhir,
    kiosks,
    tokenPair,
    /** A visit that has its token. */
    async visitor(on = kiosks[0]) {
      const key = await pair()
      const visit = newVisit()
      const assertion = await certificate({ kiosk: on, visit, key, origin, now: state.now })
      const dpop = await proof({ key, method: 'POST', url: `${origin}/token`, now: state.now })
      const answer = await askToken({ origin, assertion, dpop })
      const { access_token: token } = v.parse(v.object({ access_token: v.string() }), await answer.json())
      return visitor({ origin, visit, key, token, assertion, now: () => state.now })
    },
    /** A visit whose visitor the desk has identified. */
    async identified(door: 'self' | 'child') {
      const made = await this.visitor()
      await made.post('/visit/identity', claimOf(door))
      await visits.identify(made.visit, '2014', clerk)
      return made
    },
    async bound(door: 'self' | 'child') {
      const made = await this.identified(door)
      await visits.bind(made.visit, door === 'self' ? 'Patient/mother' : 'Patient/child', null)
      return made
    },
  }
}

function visitor({
  origin,
  visit,
  key,
  token,
  assertion,
  now,
}: {
  readonly origin: string
  readonly visit: VisitId
  readonly key: Pair
  readonly token: string
  readonly assertion: string
  readonly now: () => Date
}) {
  const call = async (method: 'GET' | 'POST', path: string, body?: unknown, headers?: Record<string, string>) =>
    await fetch(`${origin}${path}`, {
      method,
      headers: {
        authorization: `DPoP ${token}`,
        dpop: await proof({ key, method, url: `${origin}${path}`, now: now(), token }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return {
    visit,
    key,
    token,
    assertion,
    call,
    get: (path: string) => call('GET', path),
    post: (path: string, body: unknown) => call('POST', path, body),
  }
}

/** The problem id of a refusal; fails when it is none. */
export async function refusal(answer: Response): Promise<string> {
  return v.parse(GatewayProblem, await answer.json()).type
}
