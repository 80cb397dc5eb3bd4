/** The real visit gateway on a loopback HTTPS listener, with the desk's part done by the store that the desk page uses. */
import { extractOf } from '../../support/extract.ts'
import { openDatabase } from '../../../central/store/database.ts'
import { problemOf } from '../../../central/http/answer.ts'
import { listen } from '../../../central/http/listen.ts'
import { visitGateway } from '../../../central/kiosk-api/gateway/gateway.ts'
import { sqliteRates } from '../../../central/store/sqlite/rates.ts'
import { sqliteSets } from '../../../central/store/sqlite/sets.ts'
import { sqliteSeenProofs } from '../../../central/store/sqlite/seen-proofs.ts'
import { openVolatile } from '../../../central/store/sqlite/volatile.ts'
import { bindPatient } from '../../../central/record/bind-patient.ts'
import { Visits } from '../../../central/visits/visits.ts'
import { sqliteVisits } from '../../../central/store/sqlite/visits.ts'
import type { Patient } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { DeviceId, Instant, type VisitId } from '../../../domain/ids.ts'
import { defaultPolicy } from '../../../domain/policy/default.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { memoryStore } from '../../gateway/memory-store.ts'
import { kiosk } from '../../gateway/kiosk.ts'
import { dayFrom, houseKey } from './hospital.ts'
import type { TestHouse } from './hospital.ts'
import { people } from './people.ts'

export const clerk = { id: 'clerk-1', name: 'Medewerker Een' }

export async function testCentral(
  hospital: TestHouse,
  now: () => Date,
  preview: HospitalPolicy['preview'] = defaultPolicy.preview,
) {
  const database = openDatabase(':memory:')
  const visits = new Visits({ store: sqliteVisits(database), now })
  const fhir = memoryStore(structuredClone(people))
  // The kiosk for which the test hospital's CA issued the seal certificate.
  const device = { ...(await kiosk()), device: v.parse(DeviceId, '8c1f6f0e-6f0a-4a57-9d07-6f2d51a1b6aa') }
  const token = await houseKey()
  let origin = ''
  /** Every call, for tests that count or delay. */
  const calls: string[] = []
  const routes = visitGateway({
    visits,
    fhir,
    sets: sqliteSets(database),
    lookAgain: () => Promise.resolve(),
    shown: async () => ({ forms: [], questionnaires: new Map(), documents: new Set() }),
    proofs: sqliteSeenProofs(database),
    rates: sqliteRates(openVolatile()),
    now,
    origin: () => origin,
    isOurs: async () => true,
    logKey: (id) => Promise.resolve(id === device.device ? device.log.jwk : null),
    tokenKey: { kid: token.kid, privateKey: token.private, publicKeys: [{ ...token.jwk, kid: token.kid }] },
    bases: async () => ['https://central.example/fhir'],
    preview: () => preview,
    policy: () => defaultPolicy,
    hospital: 'Ziekenhuis De Brug',
  })
  const open = (port: number) =>
    listen({ port, tls: hospital.tls, routes: () => routes.map(counted), onFault: () => undefined })
  function counted(route: (typeof routes)[number]): (typeof routes)[number] {
    return {
      ...route,
      handle: async (context) => {
        const call = `${route.method} ${context.url.pathname}`
        calls.push(call)
        if (call === 'POST /token' && early > 0) {
          early -= 1
          return problemOf('busy', 429, { 'retry-after': '1' })
        }
        if (forgotten && call !== 'POST /token') {
          forgotten = false
          return problemOf('unauthorized', 401)
        }
        const response = await route.handle(context)
        if (call === held?.call) await held.released
        return response
      },
    }
  }
  let early = 0
  let forgotten = false
  let held: { readonly call: string; readonly released: Promise<void> } | null = null
  let listener = await open(0)
  origin = listener.origin
  return {
    origin,
    device,
    visits,
    fhir,
    calls,
    /** The clerk: the right last four characters, then the extract or its absence. */
    async identify(visit: VisitId): Promise<void> {
      const number = (await visits.find(visit))?.record.claim?.document.number ?? ''
      must(await visits.identify(visit, number.slice(-4), clerk))
    },
    decline: async (visit: VisitId) => must(await visits.decline(visit, 'notThisPerson', clerk)),
    async extract(visit: VisitId, issuedOn = dayFrom(-21)): Promise<void> {
      const recordedAt = v.parse(Instant, now().toISOString())
      const evidence = extractOf(issuedOn, { recordedAt })
      must(await visits.recordEvidence(visit, evidence, clerk))
    },
    noExtract: async (visit: VisitId) => must(await visits.evidenceMissing(visit, clerk)),
    async pick(visit: VisitId, id: string): Promise<void> {
      const row = await visits.find(visit)
      const patient = await fhir.read(`Patient/${id}`)
      if (row === null || patient === null) throw new Error('nobody to pick')
      must(await bindPatient({ visits, fhir, row, patient: patient as Patient, by: clerk }))
    },
    end: async (visit: VisitId) => await visits.end(visit, 'staff'),
    /** Answers to this call are made at once and kept back until the returned function is called. */
    hold(call: string): () => void {
      let release: () => void = () => undefined
      const released = new Promise<void>((resolve) => {
        release = resolve
      })
      held = { call, released }
      return () => {
        held = null
        release()
      }
    },
    /** The next call needs a new token, and that is refused so often: too early. */
    hurried(times: number): void {
      early = times
      forgotten = true
    },
    /** The network goes down and comes back on the same port. */
    async down(): Promise<void> {
      await listener.close()
    },
    async up(): Promise<void> {
      listener = await open(listener.port)
    },
    async close(): Promise<void> {
      await listener.close()
      if (database.isOpen) database.close()
    },
  }
}

export type TestCentral = Awaited<ReturnType<typeof testCentral>>

function must(change: { readonly ok: boolean }): void {
  if (!change.ok) throw new Error(`the desk was refused: ${JSON.stringify(change)}`)
}
