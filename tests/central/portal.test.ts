/** What a portal is answered: who may see what, by mandates that hold in this second, and the part of the dossier itself. */
import { randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { exportJWK, SignJWT } from 'jose'
import type { AuditEvent, Consent, Flag, Patient, RelatedPerson } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { accessFlagSystem } from '../../central/record/naming.ts'
import { policyUri } from '../../domain/coding/systems.ts'
import { mandateOf } from '../../domain/fhir/consent.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { Instant, PublicJwk } from '../../domain/ids.ts'
import { ask, folder, newPair, training } from './support/kiosk.ts'

const data = folder()
let central: Central
let client: string
let pair: CryptoKeyPair
/** The clock of the central runs, and can be set ahead. */
let ahead = 0
const now = (): Date => new Date(Date.now() + ahead)

beforeAll(async () => {
  central = await training(data.path, { now })
  pair = await newPair()
  const { kty, crv, x, y } = await exportJWK(pair.publicKey)
  client = await central.addPortal({ name: 'Mijn Voorbeeld', key: v.parse(PublicJwk, { kty, crv, x, y }) })
})
afterAll(async () => {
  await central.close()
  data.remove()
})

async function assertion(
  change: { readonly aud?: string; readonly jti?: string; key?: CryptoKeyPair } = {},
): Promise<string> {
  const at = Math.floor(now().getTime() / 1000)
  return await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(client)
    .setSubject(client)
    .setAudience(change.aud ?? `${central.kiosk}/portal/token`)
    .setJti(change.jti ?? randomUUID())
    .setIssuedAt(at)
    .setExpirationTime(at + 60)
    .sign((change.key ?? pair).privateKey)
}

async function tokenBy(signed: string): Promise<{ readonly status: number; readonly token: string }> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: signed,
  }).toString()
  const answer = await ask(central, { method: 'POST', path: '/portal/token', body })
  const given = v.safeParse(v.pipe(v.string(), v.parseJson(), v.object({ access_token: v.string() })), answer.body)
  return { status: answer.status, token: given.success ? given.output.access_token : '' }
}

interface Question {
  readonly patient: string | object
  readonly person: string | object
  readonly kind?: string
}
async function posts(path: string, body: string, token?: string): Promise<{ status: number; said: unknown }> {
  const bearer = token ?? (await tokenBy(await assertion())).token
  const headers = bearer === '' ? {} : { authorization: `Bearer ${bearer}` }
  const answer = await ask(central, { method: 'POST', path, body, headers })
  return { status: answer.status, said: JSON.parse(new TextDecoder().decode(Buffer.from(answer.body))) as unknown }
}
const may = async (question: Question) => (await posts('/portal/entitlements', JSON.stringify(question))).said
const Found = v.object({
  entry: v.array(v.object({ resource: v.looseObject({ resourceType: v.string(), id: v.string() }) })),
})
const names = (said: unknown) =>
  v.parse(Found, said).entry.map(({ resource }) => `${resource.resourceType}/${resource.id}`)
const search = async ({ patient, person }: { patient: string; person: string }) =>
  names(
    (
      await posts(
        '/portal/fhir/Consent/_search',
        new URLSearchParams({ patient, actor: person, status: 'active' }).toString(),
      )
    ).said,
  )
const reads = async (question: Question) => await posts('/portal/dossier', JSON.stringify(question))

let patient: string
let person: string
let mandate: Consent & { readonly id: string }
const document = { system: 'https://balie.example/fhir/NamingSystem/identity-document', value: '' }

/** Somebody with a file and a mother who may see its medication and appointments. */
beforeEach(async () => {
  ahead = 0
  const { store } = central
  const made = await store.create<Patient>({
    resourceType: 'Patient',
    active: true,
    birthDate: '2019-05-04',
    name: [{ use: 'official', family: 'Jansen', given: ['Sam'] }],
  })
  patient = `Patient/${made.id ?? ''}`
  const number = `NLD-${randomUUID().slice(0, 9)}`
  const who = await store.create<RelatedPerson>({
    resourceType: 'RelatedPerson',
    active: true,
    patient: { reference: patient },
    identifier: [{ ...document, value: number }],
    name: [{ family: 'Jansen', given: ['Noor'] }],
    birthDate: '1990-01-01',
  })
  person = `RelatedPerson/${who.id ?? ''}`
  const { sourceReference: _none, ...asked } = mandateOf({
    uuid: randomUUID(),
    representative: randomUUID(),
    document: '',
    patient,
    hospital: 'Ziekenhuis Voorbeeld',
    policy: policyUri(central.content.policy.hospital.id, 1),
    decision: { scope: ['medication', 'appointments'], start: { day: dayAt(now().getTime()) }, end: { lastDay: null } },
    coding: {
      reason: 'FAMRQT',
      representative: {
        role: { code: 'PRN', display: 'parent' },
        dutchRole: { code: '24', display: 'Wettelijke vertegenwoordiger' },
      },
    },
    status: 'active',
    at: v.parse(Instant, now().toISOString()),
  })
  const actor = asked.provision?.actor?.map((one) => ({ ...one, reference: { reference: person } })) ?? []
  const stored = await store.create<Consent>({
    ...asked,
    performer: [{ reference: person }],
    provision: { ...asked.provision, actor },
  })
  mandate = { ...stored, id: stored.id ?? '' }
  for (const name of ['one', 'two'])
    await store.create({
      resourceType: 'MedicationRequest',
      status: 'active',
      intent: 'order',
      subject: { reference: patient },
      medicationCodeableConcept: { text: name },
    })
  await store.create({
    resourceType: 'AllergyIntolerance',
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
    },
    patient: { reference: patient },
    code: { text: 'nuts' },
  })
})

const change = async (status: Consent['status']) => {
  const read = await central.store.read(`Consent/${mandate.id}`)
  if (read?.resourceType !== 'Consent') throw new Error('there is a mandate')
  await central.store.update({ ...read, status }, read.meta?.versionId ?? '')
}
const lines = () =>
  central.store
    .all('AuditEvent')
    .filter(
      (one): one is AuditEvent & { id: string } =>
        one.resourceType === 'AuditEvent' && one.source.site === 'balie-portal',
    )

describe('a portal', () => {
  it('is told by which mandate somebody may see what, and until when at most', async () => {
    const by = [`Consent/${mandate.id}`]
    expect(await may({ patient, person, kind: 'medication' })).toEqual({
      allowed: true,
      kinds: ['medication', 'appointments'],
      by,
    })
    expect(await may({ patient, person })).toMatchObject({ allowed: true, by })
    const read = await central.store.read(person)
    const [number] = read?.resourceType === 'RelatedPerson' ? (read.identifier ?? []) : []
    expect(await may({ patient, person: { system: document.system, value: number?.value ?? '' } })).toMatchObject({
      allowed: true,
    })
  })

  it('is told no, and no more than that, of whatever else it asks', async () => {
    const no = { allowed: false }
    expect(await may({ patient, person, kind: 'letters' })).toEqual(no)
    expect(await may({ patient, person: 'RelatedPerson/nobody', kind: 'medication' })).toEqual(no)
    expect(await may({ patient: 'Patient/nobody', person })).toEqual(no)
    expect(await may({ patient, person: { ...document, value: 'NLD-NOBODY' } })).toEqual(no)
    expect(
      await may({ patient: { system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: '000000000' }, person }),
    ).toEqual(no)
  })

  it('finds by a search of Consents exactly what the question says, in every status and over the days', async () => {
    for (const status of [
      'active',
      'inactive',
      'proposed',
      'rejected',
      'active',
      'entered-in-error',
      'draft',
    ] as const) {
      await change(status)
      const yes = status === 'active'
      expect([status, await may({ patient, person })]).toEqual([status, expect.objectContaining({ allowed: yes })])
      expect([status, await search({ patient, person })]).toEqual([status, yes ? [`Consent/${mandate.id}`] : []])
    }
    await change('active')
    ahead = -2 * 86_400_000
    expect([await may({ patient, person }), await search({ patient, person })]).toEqual([{ allowed: false }, []])
  })

  it('gives nothing from the second in which the patient died or was blocked, mandate or not', async () => {
    const read = await central.store.read(patient)
    if (read?.resourceType !== 'Patient') throw new Error('there is a patient')
    const flag = await central.store.create<Flag>({
      resourceType: 'Flag',
      status: 'active',
      subject: { reference: patient },
      code: { coding: [{ system: accessFlagSystem, code: 'blocked' }] },
    })
    expect([await may({ patient, person }), await search({ patient, person })]).toEqual([{ allowed: false }, []])
    expect((await reads({ patient, person })).status).toBe(404)
    await central.store.update({ ...flag, status: 'inactive' }, flag.meta?.versionId ?? '')
    await central.store.update({ ...read, deceasedBoolean: true }, read.meta?.versionId ?? '')
    expect(await may({ patient, person })).toEqual({ allowed: false })
  })

  it('reads for somebody exactly the agreed part, and nothing any more once it was withdrawn', async () => {
    const { status, said } = await reads({ patient, person })
    expect(status).toBe(200)
    expect(names(said).every((name) => name.startsWith('MedicationRequest/'))).toBe(true)
    expect(names(said)).toHaveLength(2)
    expect(names((await reads({ patient, person, kind: 'appointments' })).said)).toEqual([])
    expect((await reads({ patient, person, kind: 'summary' })).status).toBe(404)
    // What the patient took out stays out, and nothing says that it was there.
    const [out = '', left] = names(said).toSorted()
    const database = new DatabaseSync(central.databaseFile)
    database.prepare('INSERT INTO mandate_withheld (mandate, item) VALUES (?, ?)').run(`Consent/${mandate.id}`, out)
    database.close()
    expect(names((await reads({ patient, person })).said)).toEqual([left])
    await change('inactive')
    expect((await reads({ patient, person })).status).toBe(404)
  })

  it('writes each question down before it answers, a no with the reason that it does not tell', async () => {
    const before = lines().length
    await may({ patient, person, kind: 'medication' })
    await may({ patient, person, kind: 'letters' })
    await search({ patient, person })
    await reads({ patient, person })
    const added = lines().slice(before)
    expect(added.map(({ outcome, outcomeDesc }) => [outcome, outcomeDesc])).toEqual([
      ['0', undefined],
      ['4', 'noMandate'],
      ['0', undefined],
      ['0', undefined],
    ])
    expect(JSON.stringify(added)).not.toContain('NLD-')
    expect(added.every(({ agent }) => JSON.stringify(agent).includes(client))).toBe(true)
  })

  it('is nobody without a key of a portal of ours, with a token of another kind, and once it was withdrawn', async () => {
    const question = JSON.stringify({ patient, person })
    for (const path of ['/portal/entitlements', '/portal/fhir/Consent/_search', '/portal/dossier']) {
      expect((await posts(path, question, '')).status).toBe(401)
      expect((await posts(path, question, 'a.b.c')).status).toBe(401)
    }
    expect((await tokenBy(await assertion({ key: await newPair() }))).status).toBe(401)
    expect((await tokenBy(await assertion({ aud: 'https://elsewhere.example' }))).status).toBe(401)
    const once = await assertion({ jti: 'once' })
    expect((await tokenBy(once)).status).toBe(200)
    expect((await tokenBy(once)).status).toBe(401)
    const { token } = await tokenBy(await assertion())
    ahead = 400_000
    expect((await posts('/portal/entitlements', question, token)).status).toBe(401)
    ahead = 0
    const key = await newPair()
    const { kty, crv, x, y } = await exportJWK(key.publicKey)
    const other = await central.addPortal({ name: 'Ander', key: v.parse(PublicJwk, { kty, crv, x, y }) })
    expect(await central.withdrawPortal(other)).toBe(true)
    expect(await central.withdrawPortal(other)).toBe(false)
  })

  it('asks in the body, in the shape that it should have, or is refused', async () => {
    for (const body of [
      '',
      '{}',
      JSON.stringify({ patient, person, more: 1 }),
      JSON.stringify({ patient, person, kind: 'secrets' }),
      JSON.stringify({ patient: person, person }),
    ])
      expect((await posts('/portal/entitlements', body)).status).toBe(400)
    expect((await posts(`/portal/entitlements?patient=${patient}`, JSON.stringify({ patient, person }))).status).toBe(
      400,
    )
    const odd = new URLSearchParams({ patient, actor: person, status: 'proposed' }).toString()
    expect((await posts('/portal/fhir/Consent/_search', odd)).status).toBe(400)
  })
})
