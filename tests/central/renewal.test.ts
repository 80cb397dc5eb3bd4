/** What goes on while the central runs: its own keys, a Keyset from outside, and new keys for kiosks. */
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:tls'
import { join } from 'node:path'
import { decodeJwt, SignJWT } from 'jose'
import { afterEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { houseKey, PrivateJwk, signClaims } from '../../central/keys/house-key.ts'
import { droppedKeysetFile } from '../../central/keys/keyset.ts'
import { EnrolmentAnswer, renewalType } from '../../domain/contract/device/enrolment.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { lifetimes } from '../../domain/contract/device/lifetimes.ts'
import type { DeviceId } from '../../domain/ids.ts'
import { ask, csr, enrolKiosk, folder, newPair, publicOf, tokenRequest, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'

const day = 86_400_000
let data: Folder | null = null
let central: Central | null = null
let moved = 0
const now = (): Date => new Date(Date.now() + moved)

async function start(options: { readonly recoverDays?: number } = {}): Promise<Central> {
  data ??= folder()
  central = await training(data.path, { now, ...options })
  return central
}

afterEach(async () => {
  await central?.close()
  data?.remove()
  central = null
  data = null
  moved = 0
})

/** When the certificate that the listener shows ends. */
function tlsEnd({ kiosk }: Central): Promise<number> {
  const { port } = new URL(kiosk)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port), rejectUnauthorized: false }, () => {
      resolve(Date.parse(socket.getPeerCertificate().valid_to))
      socket.destroy()
    })
    socket.on('error', reject)
  })
}

describe('machine 2: a central that runs well renews what it signs with, before two thirds of its life', () => {
  it('content and TLS without a restart', async () => {
    const running = await start()
    const { version } = running.content.bundle
    const end = await tlsEnd(running)
    moved = 0.45 * lifetimes.content
    await running.tend()
    expect(running.content.bundle.version).toBe(version)
    moved = 0.55 * lifetimes.content
    await running.tend()
    expect(running.content.bundle.version).toBe(version + 1)
    expect(Date.parse(running.content.bundle.validUntil) - now().getTime()).toBeGreaterThan(29 * day)
    expect(await tlsEnd(running)).toBe(end)
    moved = 0.55 * lifetimes.tls
    await running.tend()
    expect(await tlsEnd(running)).toBeGreaterThan(end + 40 * day)
  })

  it('the Keyset, where Root is in training; kiosks still verify it by the Root they pinned', async () => {
    const running = await start()
    const before = v.parse(Keyset, decodeJwt(running.house.keyset))
    moved = 0.55 * lifetimes.keyset
    await running.tend()
    const after = v.parse(Keyset, decodeJwt(running.house.keyset))
    expect(after.version).toBe(before.version + 1)
    expect(Date.parse(after.notAfter) - now().getTime()).toBeGreaterThan(364 * day)
    expect(after).toMatchObject({ intake: before.intake, tlsCa: before.tlsCa, sealCa: before.sealCa })
    await running.close()
    expect((await start()).house.keyset).toBe(running.house.keyset)
  })

  it('a Keyset that was signed offline is dropped in; older, foreign and crippling ones change nothing', async () => {
    const first = await start()
    const held = v.parse(Keyset, decodeJwt(first.house.keyset))
    await first.close()
    const file = join(data?.path ?? '', 'keys.json')
    const stored = v.parse(v.looseObject({ root: PrivateJwk }), JSON.parse(readFileSync(file, 'utf8')))
    const { d, ...open } = stored.root
    expect(d).toHaveLength(43)
    writeFileSync(file, JSON.stringify({ ...stored, root: open }))
    const running = await start()
    moved = 0.9 * lifetimes.keyset
    await running.tend()
    // Nobody here can sign one.
    expect(running.house.keysetVersion).toBe(held.version)

    const root = await houseKey(stored.root, 'ES256')
    const drop = async (change: Partial<Keyset>, key = root): Promise<number> => {
      const claims = { ...held, version: held.version + 1, notAfter: new Date(now().getTime() + 365 * day), ...change }
      const jws = await signClaims({ key, typ: 'balie-keyset+jwt', claims, header: { jwk: open } })
      writeFileSync(join(data?.path ?? '', droppedKeysetFile), `${jws}\n`)
      await running.tend()
      return running.house.keysetVersion
    }
    expect(await drop({ intake: held.receipt })).toBe(held.version)
    expect(await drop({ tlsCa: held.sealCa })).toBe(held.version)
    expect(await drop({ version: held.version + 7 }, running.house.content)).toBe(held.version)
    expect(await drop({})).toBe(held.version + 1)
    expect(await drop({ version: held.version })).toBe(held.version + 1)
    await running.close()
    expect((await start()).house.keysetVersion).toBe(held.version + 1)
  })
})

/** A request for new keys, signed by `by`. */
async function renew(running: Central, kiosk: TestKiosk, by = kiosk.auth, old: { readonly log?: CryptoKeyPair } = {}) {
  const [auth, seal, log] = [await newPair(), await newPair(), old.log ?? (await newPair())]
  const requests = { auth: await csr(auth), seal: await csr(seal), log: await csr(log) }
  const seconds = Math.floor(now().getTime() / 1000)
  const body = await new SignJWT({ requests })
    .setProtectedHeader({ alg: 'ES256', typ: renewalType })
    .setIssuer(kiosk.device)
    .setAudience(`${running.kiosk}/enrolment/renewal`)
    .setJti(randomUUID())
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 60)
    .sign(by.privateKey)
  const answer = await ask(running, { method: 'POST', path: '/enrolment/renewal', body })
  return { status: answer.status, body: answer.body, auth, log, seal }
}

async function tokenStatus(running: Central, device: DeviceId, key: CryptoKeyPair): Promise<number> {
  const seconds = Math.floor(now().getTime() / 1000)
  const assertion = await new SignJWT({})
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(device)
    .setSubject(device)
    .setAudience(`${running.kiosk}/device/token`)
    .setJti(randomUUID())
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 60)
    .sign(key.privateKey)
  return (await ask(running, tokenRequest(assertion))).status
}

describe('machine 2: a kiosk gets new keys by the one it has', () => {
  it('the old set counts until the new one was used, and what it signed counts for ever', async () => {
    const running = await start()
    const kiosk = await enrolKiosk(running)
    const next = await renew(running, kiosk)
    expect(next.status).toBe(201)
    const answer = v.parse(v.pipe(v.string(), v.parseJson(), EnrolmentAnswer), next.body)
    expect(answer.sealChain).not.toBe(kiosk.sealChain)
    // The answer may have been lost on its way.
    expect(await tokenStatus(running, kiosk.device, kiosk.auth)).toBe(200)
    const again = await renew(running, kiosk)
    expect(again.status).toBe(201)
    expect(await tokenStatus(running, kiosk.device, again.auth)).toBe(200)
    expect(await tokenStatus(running, kiosk.device, kiosk.auth)).toBe(401)
    expect(await tokenStatus(running, kiosk.device, next.auth)).toBe(401)
    expect((await renew(running, kiosk)).status).toBe(401)
    const known = await running.deviceTable.find(kiosk.device)
    expect(known?.keys).toHaveLength(3)
    expect(known?.log).toMatchObject(await publicOf(again.log))
  })

  it('comes back by itself within the days of the hospital, later only when a person says yes, withdrawn never', async () => {
    const running = await start({ recoverDays: 20 })
    const kiosk = await enrolKiosk(running)
    const other = await enrolKiosk(running)
    moved = 40 * day
    // What it signed in time is taken in, and it proves itself for new keys.
    expect(await tokenStatus(running, kiosk.device, kiosk.auth)).toBe(200)
    const back = await renew(running, kiosk)
    expect(back.status).toBe(201)
    expect(await tokenStatus(running, kiosk.device, back.auth)).toBe(200)
    moved = 60 * day
    const late = await renew(running, other)
    expect([late.status, JSON.parse(late.body)]).toMatchObject([403, { type: 'approvalNeeded' }])
    expect(await running.kiosksToApprove()).toEqual([other.device])
    expect(await tokenStatus(running, other.device, other.auth)).toBe(401)
    expect(await running.approveKiosk(kiosk.device)).toBe(false)
    expect(await running.approveKiosk(other.device)).toBe(true)
    const approved = await renew(running, other)
    expect(approved.status).toBe(201)
    expect(await tokenStatus(running, other.device, approved.auth)).toBe(200)
    expect(await running.kiosksToApprove()).toEqual([])
    await running.deviceTable.withdraw(kiosk.device, now())
    expect((await renew(running, kiosk, back.auth)).status).toBe(401)
    expect(await running.kiosksToApprove()).toEqual([])
  })

  it('no key that it had before comes again, its D-log neither', async () => {
    const running = await start()
    const kiosk = await enrolKiosk(running)
    const again = await renew(running, kiosk, kiosk.auth, { log: kiosk.log })
    expect([again.status, JSON.parse(again.body)]).toMatchObject([400, { type: 'requestWrong' }])
    expect((await running.deviceTable.find(kiosk.device))?.keys).toHaveLength(1)
  })

  it('one approval is for one set of keys, also when two ask at once', async () => {
    const running = await start({ recoverDays: 1 })
    const kiosk = await enrolKiosk(running)
    moved = 60 * day
    expect((await renew(running, kiosk)).status).toBe(403)
    expect(await running.approveKiosk(kiosk.device)).toBe(true)
    const both = await Promise.all([renew(running, kiosk), renew(running, kiosk)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 403])
    expect((await running.deviceTable.find(kiosk.device))?.keys).toHaveLength(2)
  })

  it('an approval that nobody used ends after a day', async () => {
    const running = await start({ recoverDays: 1 })
    const kiosk = await enrolKiosk(running)
    moved = 60 * day
    expect((await renew(running, kiosk)).status).toBe(403)
    expect(await running.approveKiosk(kiosk.device)).toBe(true)
    moved = 61.5 * day
    expect((await renew(running, kiosk)).status).toBe(403)
    expect(await running.kiosksToApprove()).toEqual([kiosk.device])
  })
})
