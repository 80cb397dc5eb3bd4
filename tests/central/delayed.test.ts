/** The central over ports that answer late and in any order, each act done twice at once: the same comes of it, nothing twice. */
import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import type { SqliteStores } from '../../central/store/sqlite/stores.ts'
import { signPolicy } from '../../central/published/policy/file.ts'
import { EnrolmentCode, splitEnrolmentCode } from '../../domain/contract/device/enrolment.ts'
import { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import { EnvelopeId, Sha256, VisitId } from '../../domain/ids.ts'
import { delayed, seeded } from './store-contract/delayed.ts'
import { ask, csr, enrolKiosk, folder, newPair, tokenRequest, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { deliver, makeEnvelope } from './support/visit.ts'

const build = { app: '1', build: 'development', runtime: 't', host: 'rehearsal', content: 1 } as const
const claim = v.parse(IdentityClaim, {
  document: { kind: 'passport', issuer: 'NLD', number: 'SPECI2014', expires: '2031-08-02' },
  family: 'VERHOEVEN',
  given: 'SANNE',
  birthDate: '1984-06-14',
  journey: 'child',
})
const clerk = { id: 'clerk-1', name: 'Marloes' }

const opened: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
})

/** `seed` null: the ports as they are. */
async function open(seed: number | null): Promise<{ readonly central: Central; readonly data: Folder }> {
  const data = folder()
  const random = seed === null ? null : seeded(seed)
  const around = random === null ? {} : { around: (stores: SqliteStores) => delayed(stores, random) }
  const central = await training(data.path, around)
  opened.push(async () => {
    await central.close()
    data.remove()
  })
  return { central, data }
}

/** The act, twice at once; in whatever order the answers came. */
const twice = async <T>(act: () => Promise<T>): Promise<readonly T[]> => {
  const answers = await Promise.all([act(), act()])
  return answers.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
}

async function enrolments(central: Central): Promise<unknown> {
  const { secret } = splitEnrolmentCode(v.parse(EnrolmentCode, await central.issueCode()))
  const answers = await twice(async () => {
    const [auth, log, seal] = [await newPair(), await newPair(), await newPair()]
    const requests = { auth: await csr(auth), log: await csr(log), seal: await csr(seal) }
    const body = JSON.stringify({ secret, requests, app: 'test' })
    return (await ask(central, { method: 'POST', path: '/enrolment', body })).status
  })
  return { answers, kiosks: (await central.devices.list()).length }
}

async function tokens(central: Central, kiosk: TestKiosk): Promise<unknown> {
  const assertion = await kiosk.assertion()
  return await twice(async () => (await ask(central, tokenRequest(assertion))).status)
}

async function visits(central: Central, kiosk: TestKiosk): Promise<unknown> {
  const visit = v.parse(VisitId, randomUUID())
  const keyThumbprint = v.parse(Sha256, 'A'.repeat(43))
  const said = (change: { readonly ok: boolean; readonly refusal?: string }) => change.refusal ?? change.ok
  const begun = await twice(async () => {
    const answer = await central.visits.begin({ visit, device: kiosk.device, keyThumbprint, build })
    return answer.kind
  })
  await central.visits.claim(visit, claim)
  const guard = { claimedAt: (await central.visits.find(visit))?.claimedAt ?? null }
  const identified = await twice(async () => said(await central.visits.identify(visit, '2014', clerk, { guard })))
  const lookedUp = await Promise.all([1, 2, 3, 4].map(async () => said(await central.visits.lookUp(visit))))
  const bound = await twice(async () => said(await central.visits.bind(visit, 'Patient/1', null)))
  const ended = await twice(async () => said(await central.visits.end(visit, 'staff', clerk)))
  const handled = await twice(() => central.visits.handled(visit, clerk))
  const open = (await central.visits.open()).length
  return { begun, identified, lookedUp: lookedUp.toSorted(), bound, ended, handled, open }
}

async function envelopes(central: Central, data: Folder, kiosk: TestKiosk): Promise<unknown> {
  // The mandates that training begins with came by the same way.
  const before = (await central.ledger.all()).length
  const { id, jwe } = await makeEnvelope(central, data.path, kiosk)
  const answers = await Promise.all([1, 2].map(() => deliver(central, kiosk, id, jwe)))
  const again = await deliver(central, kiosk, id, jwe)
  expect(new Set([...answers, again].map(({ body }) => body)).size).toBe(1)
  const stranger = v.parse(EnvelopeId, randomUUID())
  const apart = await twice(async () => (await deliver(central, kiosk, stranger, 'no envelope')).status)
  const count = (type: string) => central.store.all(type).length
  return {
    statuses: answers.map(({ status }) => status).toSorted(),
    again: again.status,
    apart,
    kept: await central.ledger.countApart(),
    stored: ['Consent', 'Task', 'DocumentReference', 'QuestionnaireResponse', 'RelatedPerson', 'Provenance'].map(count),
    rows: (await central.ledger.all()).length - before,
  }
}

async function rules(central: Central, kiosk: TestKiosk): Promise<unknown> {
  const file = await signPolicy({ ...central.content.policy, version: 2 }, central.house.content)
  const published = await twice(async () => (await central.publishPolicy(file)).kind)
  const withdrawn = [await central.withdrawPolicy(2), ...(await twice(() => central.withdrawPolicy(1)))]
  const kiosks = await twice(() => central.withdrawKiosk(kiosk.device))
  const told = central.store.all('AuditEvent').filter((one) => JSON.stringify(one).includes('"withdrawn"')).length
  return { published, withdrawn, kiosks, told, content: central.content.bundle.version }
}

async function play(seed: number | null): Promise<unknown> {
  const { central, data } = await open(seed)
  const kiosk = await enrolKiosk(central)
  return {
    enrolments: await enrolments(central),
    tokens: await tokens(central, kiosk),
    visits: await visits(central, kiosk),
    envelopes: await envelopes(central, data, kiosk),
    rules: await rules(central, kiosk),
  }
}

describe('a central whose ports answer late', () => {
  it('does each act once that is done twice, as one whose ports answer at once', { timeout: 120_000 }, async () => {
    const atOnce = await play(null)
    expect(atOnce).toMatchObject({
      enrolments: { answers: [201, 409], kiosks: 2 },
      tokens: [200, 401],
      visits: {
        begun: ['begun', 'known'],
        identified: ['alreadyIdentified', true],
        lookedUp: ['tooManyTries', true, true, true],
        bound: ['alreadyBound', true],
        ended: ['ended', true],
        handled: [false, true],
        open: 0,
      },
      envelopes: { statuses: [200, 201], again: 200, apart: [200, 201], kept: 1, rows: 2 },
      rules: { published: ['policy', 'policy'], withdrawn: [false, true, true], kiosks: [false, true], told: 1 },
    })
    for (const seed of [1, 2, 3]) expect([seed, await play(seed)]).toEqual([seed, atOnce])
  })
})
