/** The whole central as `startCentral` composes it: a kiosk over HTTPS on one side, a clerk's browser on the other. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCentral } from '../../central/compose.ts'
import type { Central } from '../../central/compose.ts'
import { IdentityClaim, PatientLookUpAnswer, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { Cast } from '../../central/training/cast.ts'
import { clerkAt, launchClerkBrowser } from './clerk.ts'
import type { Proof } from './clerk.ts'
import { splitEnrolmentCode } from '../../domain/contract/device/enrolment.ts'
import { certificate, kiosk, newVisit, pair, proof } from '../gateway/kiosk.ts'
import type { Kiosk } from '../gateway/kiosk.ts'

const data = mkdtempSync(join(tmpdir(), 'balie-central-'))
let central: Central
let browser: Browser
let zuil: Kiosk
let cast: Cast

beforeAll(async () => {
  central = await startCentral({ data, training: true, port: 0, staffPort: 0, markers: false })
  cast = v.parse(v.pipe(v.string(), v.parseJson(), Cast), readFileSync(join(data, 'training.json'), 'utf8'))
  zuil = await kiosk()
  const { secret } = splitEnrolmentCode(await central.issueCode())
  const code = { hash: createHash('sha256').update(secret).digest(), at: Date.now() }
  await central.deviceTable.enrol(code, {
    device: zuil.device,
    auth: zuil.log.jwk,
    log: zuil.log.jwk,
    seal: zuil.log.jwk,
    sealChain: '',
    enrolledAt: new Date().toISOString(),
    until: Date.now() + 30 * 86_400_000,
  })
  browser = await launchClerkBrowser()
}, 60_000)
afterAll(async () => {
  await browser.close()
  await central.close()
  rmSync(data, { recursive: true })
})

function send(options: { method: string; path: string; headers: Record<string, string>; body?: string }) {
  return new Promise<{ status: number; json: unknown }>((resolve, reject) => {
    const url = `${central.kiosk}${options.path}`
    const call = request(url, { ...options, ca: central.house.tlsCa.certificate }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => (text += String(chunk)))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, json: text === '' ? null : JSON.parse(text) }))
    })
    call.on('error', reject)
    call.end(options.body)
  })
}

async function visitor() {
  const key = await pair()
  const visit = newVisit()
  const now = () => new Date()
  const assertion = await certificate({ kiosk: zuil, visit, key, origin: central.kiosk, now: now() })
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
  const { json } = await send({
    method: 'POST',
    path: '/token',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      dpop: await proof({ key, method: 'POST', url: `${central.kiosk}/token`, now: now() }),
    },
    body: new URLSearchParams({ grant_type, assertion }).toString(),
  })
  const { access_token: token } = v.parse(v.object({ access_token: v.string() }), json)
  return {
    visit,
    call: async (method: 'GET' | 'POST', path: string, body?: unknown) => {
      const dpop = await proof({ key, method, url: `${central.kiosk}${path}`, now: now(), token })
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      return await send({ method, path, headers: { authorization: `DPoP ${token}`, dpop }, ...sent })
    },
  }
}

function claimOf(person: Cast['people']['mother'], door: 'self' | 'child'): IdentityClaim {
  const kind = person.document?.kind === 'passport' ? 'passport' : 'identityCard'
  const { number, expires } = person.document ?? { number: '', expires: '' }
  const { family, given, birthDate } = person
  return v.parse(IdentityClaim, {
    document: { kind, issuer: 'NLD', number, expires },
    family: family.toUpperCase(),
    given: given.toUpperCase(),
    birthDate,
    journey: door === 'self' ? 'own-dossier' : 'child',
  })
}

async function clerkConfirms(number: number, ending: string, proof: Proof): Promise<void> {
  const [as] = central.logins
  if (as === undefined) throw new Error('no clerk')
  const clerk = await clerkAt({ browser, staff: central.staff, as })
  await clerk.page.screenshot({ path: 'out/test/desk/training.png' })
  await clerk.open(number)
  expect(await clerk.confirm('XXXX', proof)).toContain('horen niet bij dit document')
  expect(await clerk.confirm(ending, proof)).toContain('Akkoord')
  await clerk.close()
}

test('a mother is confirmed at the desk after a wrong try and finds her child', { timeout: 60_000 }, async () => {
  const { mother, child } = cast.people
  const kiosk = await visitor()
  const claimed = v.parse(VisitRecord, (await kiosk.call('POST', '/visit/identity', claimOf(mother, 'child'))).json)
  await clerkConfirms(claimed.callNumber, mother.document?.number.slice(-4) ?? '', {
    authority: 'sole',
    issuedOn: '01-11-2026',
    given: child.given,
    born: child.birthDate,
  })
  expect(v.parse(VisitRecord, (await kiosk.call('GET', '/visit')).json)).toMatchObject({
    state: 'identified',
    evidence: [{ authority: 'sole', issuedOn: '2026-11-01' }],
  })
  const lookUp = { by: 'birthDateAndBsn', birthDate: child.birthDate, bsn: child.bsn }
  const { json } = await kiosk.call('POST', '/visit/patient', lookUp)
  expect(v.parse(PatientLookUpAnswer, json).result).toBe('bound')
  expect((await kiosk.call('GET', '/visit/fhir/Patient')).json).toMatchObject({
    entry: [{ resource: { birthDate: child.birthDate } }],
  })
  expect((await kiosk.call('GET', '/visit/mandates')).json).toMatchObject({ existing: [], blocked: false })
  expect(central.store.all('VerificationResult')).toHaveLength(2)
})

test('an adult is found by his document and reads his own file', { timeout: 60_000 }, async () => {
  const { adult } = cast.people
  const kiosk = await visitor()
  const claimed = v.parse(VisitRecord, (await kiosk.call('POST', '/visit/identity', claimOf(adult, 'self'))).json)
  await clerkConfirms(claimed.callNumber, adult.document?.number.slice(-4) ?? '', null)
  const { json } = await kiosk.call('POST', '/visit/patient', { by: 'document' })
  expect(v.parse(PatientLookUpAnswer, json).result).toBe('bound')
  const counts: Record<string, number> = {}
  for (const type of [
    'Appointment',
    'MedicationRequest',
    'MedicationStatement',
    'AllergyIntolerance',
    'DocumentReference',
  ]) {
    const answer = await kiosk.call('GET', `/visit/fhir/${type}`)
    counts[type] = v.parse(v.object({ total: v.number() }), answer.json).total
  }
  expect(Object.values(counts).every((count) => count > 0)).toBe(true)
  expect(central.store.all('AuditEvent').length).toBeGreaterThanOrEqual(5)
})

test('a child that is twice in the record is picked at the desk', { timeout: 60_000 }, async () => {
  const { motherOfDouble, double } = cast.people
  const kiosk = await visitor()
  const claimed = await kiosk.call('POST', '/visit/identity', claimOf(motherOfDouble, 'child'))
  const { callNumber } = v.parse(VisitRecord, claimed.json)
  await clerkConfirms(callNumber, motherOfDouble.document?.number.slice(-4) ?? '', 'missing')
  const lookUp = { by: 'birthDateAndBsn', birthDate: double.birthDate, bsn: double.bsn }
  const found = await kiosk.call('POST', '/visit/patient', lookUp)
  expect(v.parse(PatientLookUpAnswer, found.json).result).toBe('deskPicks')
  const [as] = central.logins
  if (as === undefined) throw new Error('no clerk')
  const clerk = await clerkAt({ browser, staff: central.staff, as })
  await clerk.open(callNumber)
  expect(await clerk.pick(double.birthDate.split('-').reverse().join('-'), 1)).toContain('gekoppeld')
  await clerk.close()
  expect(v.parse(VisitRecord, (await kiosk.call('GET', '/visit')).json)).toMatchObject({
    state: 'bound',
    evidenceMissing: true,
    deskPicks: false,
  })
})

test('a device that was withdrawn opens no visit', async () => {
  await central.deviceTable.withdraw(zuil.device, new Date())
  await expect(visitor()).rejects.toThrow()
})
