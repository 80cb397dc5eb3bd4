import 'reflect-metadata'
import { randomUUID } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { DeviceCommand } from '../../domain/contract/device/channel.ts'
import { EnrolmentCode, RootAnswer, splitEnrolmentCode } from '../../domain/contract/device/enrolment.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { asksWhatRulesKnow } from '../../domain/forms/request.ts'
import { readForm } from '../../domain/forms/form.ts'
import { VisitId } from '../../domain/ids.ts'
import { instantOf } from '../../central/clock/clock.ts'
import { enrol } from '../../main/device/enrol.ts'
import { verifyContent } from '../../main/trust/trust.ts'
import { openExchange } from '../../main/http/exchange.ts'
import { fileStore } from '../../main/secrets/file-store.ts'
import { verifyTrust } from '../../session/arm/trust.ts'
import { ask, csr, enrolKiosk, folder, newPair, tokenRequest, training } from './support/kiosk.ts'
import type { Folder } from './support/kiosk.ts'

/** Milliseconds for a machine that does other things too. */
const patience = { timeout: 15_000 }

let data: Folder
let central: Central
let shift = 0
const now = () => new Date(Date.now() + shift)

beforeEach(async () => {
  shift = 0
  data = folder()
  central = await training(data.path, { now })
})
afterEach(async () => {
  await central.close()
  data.remove()
})

async function request(secret: string): Promise<string> {
  const [auth, seal, log] = [await csr(await newPair()), await csr(await newPair()), await csr(await newPair())]
  return JSON.stringify({ secret, requests: { auth, seal, log }, app: 'test' })
}
const secretOf = (code: string) => splitEnrolmentCode(v.parse(EnrolmentCode, code)).secret
const post = async (body: string) => {
  const { status, body: text } = await ask(central, { method: 'POST', path: '/enrolment', body })
  return `${status} ${status === 201 ? 'enrolled' : String((JSON.parse(text) as { type: string }).type)}`
}

describe('enrolment', () => {
  it('shows a Root that the code pins, and a keyset by that Root', async () => {
    const { root: pinned } = splitEnrolmentCode(v.parse(EnrolmentCode, central.enrolmentCode))
    const answer = await ask(central, { method: 'GET', path: '/enrolment/root' })
    const { root, keyset } = v.parse(v.pipe(v.string(), v.parseJson(), RootAnswer), answer.body)
    expect(await calculateJwkThumbprint({ ...root } as never)).toBe(pinned)
    const header = decodeProtectedHeader(keyset)
    expect([header.typ, header.kid, header.jwk]).toEqual(['balie-keyset+jwt', pinned, root])
    const { payload } = await compactVerify(keyset, await importJWK({ ...root } as never, 'ES256'))
    expect(v.is(Keyset, JSON.parse(new TextDecoder().decode(payload)))).toBe(true)
  })

  it('enrols the kiosk’s own code, which then believes content and keyset', async () => {
    const secrets = fileStore({ folder: join(data.path, 'secrets'), training: true })
    const code = v.parse(EnrolmentCode, central.enrolmentCode)
    const done = await enrol({ state: data.path, central: central.kiosk, code, secrets, app: 'test' })
    if (done.kind !== 'enrolled') throw new Error(done.code)
    const kiosk = await enrolKiosk(central)
    const headers = { authorization: `Bearer ${await kiosk.token()}` }
    const content = (await ask(central, { method: 'GET', path: '/device/content', headers })).body
    const keyset = (await ask(central, { method: 'GET', path: '/device/keyset', headers })).body
    expect(keyset).toBe(done.keyset)
    const trusted = await verifyTrust(
      {
        type: 'arm',
        central: central.kiosk,
        ca: central.house.tlsCa.certificate,
        keyset: central.house.keyset,
        content: central.content.jws,
        root: central.house.rootThumbprint,
        sealChain: kiosk.sealChain,
        training: true,
        time: { at: instantOf(now()), uncertainty: 1 as never },
      },
      instantOf(now()),
    )
    if (typeof trusted === 'string') throw new Error(trusted)
    expect(content).toBe(central.content.jws)
    expect(await verifyContent({ jws: content, keyset: trusted.keyset, floor: 0 })).toMatchObject({ version: 1 })
    expect(trusted.forms.map(({ url }) => url.split('/').pop())).toEqual([
      'child-form',
      'incapable-adult-form',
      'capable-adult-form',
    ])
  })

  it('gives a seal certificate for documents only, thirty days, with the device in its name', async () => {
    const { sealChain, device } = await enrolKiosk(central)
    const [leaf, ca] = x509.PemConverter.decode(sealChain).map((der) => new x509.X509Certificate(der))
    expect(await leaf?.verify({ publicKey: ca as x509.X509Certificate, signatureOnly: true })).toBe(true)
    expect(leaf?.subjectName.getField('2.5.4.5')).toEqual([device])
    const usage = leaf?.getExtension(x509.KeyUsagesExtension)?.usages
    expect(usage).toBe(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation)
    expect(leaf?.getExtension(x509.ExtendedKeyUsageExtension)?.usages).toContain('1.3.6.1.5.5.7.3.36')
    const days = ((leaf?.notAfter.getTime() ?? 0) - Date.now()) / 86_400_000
    expect(Math.round(days)).toBe(30)
  })

  it('refuses a used, an expired and a wrong code, and bad requests, each by its own name', async () => {
    const code = await central.issueCode()
    expect(await post(await request(secretOf(code)))).toBe('201 enrolled')
    expect(await post(await request(secretOf(code)))).toBe('409 codeUsed')
    const old = await central.issueCode()
    shift = 24 * 60 * 60 * 1000 + 1
    expect(await post(await request(secretOf(old)))).toBe('410 codeExpired')
    expect(await post(await request('A'.repeat(26)))).toBe('403 codeWrong')
    expect(await post('{}')).toBe('400 requestWrong')
    shift = 0
    const again = secretOf(await central.issueCode())
    const one = await csr(await newPair())
    expect(await post(JSON.stringify({ secret: again, requests: { auth: one, seal: one, log: one }, app: 't' }))).toBe(
      '400 requestWrong',
    )
    const der = new Uint8Array(x509.PemConverter.decodeFirst(await csr(await newPair())))
    // The last byte belongs to the signature.
    der[der.length - 1] = (der.at(-1) ?? 0) ^ 1
    const broken = x509.PemConverter.encode(der, 'CERTIFICATE REQUEST')
    const bad = { auth: broken, seal: one, log: await csr(await newPair()) }
    expect(await post(JSON.stringify({ secret: again, requests: bad, app: 't' }))).toBe('400 requestWrong')
    expect(await post(await request(again))).toBe('201 enrolled')
  })

  it('lets only one of two kiosks in that come with one code at once', async () => {
    const secret = secretOf(await central.issueCode())
    const both = await Promise.all([post(await request(secret)), post(await request(secret))])
    expect(both.toSorted()).toEqual(['201 enrolled', '409 codeUsed'])
  })
})

describe('a device token', () => {
  it.each([
    ['a second use of an assertion', 'twice'],
    ['an assertion for another audience', 'audience'],
    ['an assertion that lives too long', 'long'],
    ['an assertion that has run out', 'over'],
    ['an assertion by another key', 'key'],
    ['a device that was withdrawn', 'withdrawn'],
  ])('is refused for %s', async (_name, how) => {
    const kiosk = await enrolKiosk(central)
    const jti = randomUUID()
    const second = Math.floor(Date.now() / 1000)
    if (how === 'twice') await ask(central, tokenRequest(await kiosk.assertion({ jti })))
    if (how === 'withdrawn') await central.deviceTable.withdraw(kiosk.device, new Date())
    const assertion = await kiosk.assertion({
      jti,
      ...(how === 'audience' ? { aud: central.kiosk } : {}),
      ...(how === 'long' ? { exp: second + 3600 } : {}),
      ...(how === 'over' ? { exp: second - 3600 } : {}),
      ...(how === 'key' ? { key: await newPair() } : {}),
    })
    expect((await ask(central, tokenRequest(assertion))).status).toBe(401)
  })

  it('stops working when it is over, and when the device is withdrawn', async () => {
    const kiosk = await enrolKiosk(central)
    const headers = { authorization: `Bearer ${await kiosk.token()}` }
    const get = async () => (await ask(central, { method: 'GET', path: '/device/keyset', headers })).status
    expect(await get()).toBe(200)
    shift = 301_000
    expect(await get()).toBe(401)
    shift = 0
    await central.deviceTable.withdraw(kiosk.device, new Date())
    expect(await get()).toBe(401)
  })
})

describe('the device channel', () => {
  it('says the time first, carries commands, and tells the desk what the kiosk reports', async () => {
    const kiosk = await enrolKiosk(central)
    const authorization = `Bearer ${await kiosk.token()}`
    const stream = await openExchange({
      method: 'GET',
      url: new URL(`${central.kiosk}/device/events`),
      trust: { ca: central.house.tlsCa.certificate },
      headers: { authorization },
      timeout: 5000,
    })
    const events: unknown[] = []
    stream.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)))
    })
    await expect.poll(() => events.length, patience).toBe(1)
    expect(v.parse(DeviceCommand, events[0])).toMatchObject({ type: 'time' })
    expect(await central.devices.list()).toMatchObject([
      { device: kiosk.device, number: 1, connected: true, help: 'quiet' },
    ])

    let changes = 0
    central.devices.onChange(() => (changes += 1))
    const report = async (body: object) =>
      (
        await ask(central, {
          method: 'POST',
          path: '/device/reports',
          body: JSON.stringify(body),
          headers: { authorization },
        })
      ).status
    const visit = randomUUID()
    expect(await report({ type: 'step', visit, step: 'desk', callNumber: 12 })).toBe(204)
    expect(await report({ type: 'help', visit })).toBe(204)
    expect((await central.devices.list())[0]).toMatchObject({ step: 'desk', callNumber: 12, help: 'ringing', visit })
    expect(await report({ type: 'step', visit, step: 'desk', name: 'Sanne' })).toBe(400)
    expect(changes).toBe(2)

    expect(await central.devices.command(kiosk.device, { type: 'help', state: 'coming' })).toBe(true)
    await expect.poll(() => events.at(-1), patience).toEqual({ type: 'help', state: 'coming' })
    expect((await central.devices.list())[0]?.help).toBe('coming')
    stream.destroy()
    await expect.poll(async () => (await central.devices.list())[0]?.connected, patience).toBe(false)
    expect(await central.devices.command(kiosk.device, { type: 'arm' })).toBe(false)
  })
})

describe('a kiosk that goes back to its first screen', () => {
  it('ends its visit for the desk', async () => {
    const { device } = await enrolKiosk(central)
    const visit = v.parse(VisitId, randomUUID())
    const build = { app: 'test', build: 'development', runtime: 'node', host: 'rehearsal', content: 1 } as const
    await central.visits.begin({ visit, device, keyThumbprint: central.house.rootThumbprint, build })
    await central.devices.report(device, { type: 'step', visit, step: 'language' })
    expect(await central.visits.open()).toHaveLength(1)
    await central.devices.report(device, { type: 'step', visit: null, step: 'attract' })
    expect(await central.visits.open()).toEqual([])
    expect((await central.visits.find(visit))?.record.endedBecause).toBe('device')
  })
})

describe('the central’s state', () => {
  it('survives a restart: keys, content version, devices, ports, people; and only its user may read it', async () => {
    const kiosk = await enrolKiosk(central)
    const before = {
      keyset: central.house.keyset,
      content: central.content.jws,
      kiosk: central.kiosk,
      samples: central.samples,
      patients: central.store.all('Patient').length,
    }
    await central.close()
    central = await training(data.path, { now })
    expect({
      keyset: central.house.keyset,
      content: central.content.jws,
      kiosk: central.kiosk,
      samples: central.samples,
      patients: central.store.all('Patient').length,
    }).toEqual(before)
    expect((await ask(central, tokenRequest(await kiosk.assertion()))).status).toBe(200)
    const modes = readdirSync(data.path).map((name) => statSync(join(data.path, name)).mode & 0o077)
    expect(modes.every((mode) => mode === 0)).toBe(true)
  })

  it('signs the next content version when half of its time is over, and never goes back', async () => {
    await central.close()
    shift = 16 * 24 * 60 * 60 * 1000
    central = await training(data.path, { now })
    expect(central.content.bundle.version).toBe(2)
    expect(readForm(central.content.bundle.questionnaires[0])).not.toBeNull()
    const form = readForm(central.content.bundle.questionnaires[0])
    expect(form !== null && asksWhatRulesKnow(form)).toBe(true)
  })
})
