/** Time and long-term data at the central: what is added behind a stored form, when, and what a failure costs. */
import { execFile, execFileSync } from 'node:child_process'
import { createHash, webcrypto } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { DocumentReference } from '@medplum/fhirtypes'
import { decodeJwt } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { certificatesIn } from '../../central/requests/long-term/certificates.ts'
import { renewDays } from '../../central/requests/long-term/long-term.ts'
import { sqliteLongTerm } from '../../central/store/sqlite/long-term.ts'
import { timeAuthority } from '../../central/time/authority.ts'
import type { TimeAuthority } from '../../central/time/authority.ts'
import { openTimeKey } from '../../central/time/key.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import type { VerifyOptions } from '../../domain/verify/verify.ts'
import { requestTimeStamp } from '../../main/custody/seal/time-stamp.ts'
import { derOf } from './support/der.ts'
import { enrolKiosk, folder, training } from './support/kiosk.ts'
import type { Folder, TestKiosk } from './support/kiosk.ts'
import { deliver, makeEnvelope } from './support/visit.ts'
import { databaseOf } from './support/database.ts'

const day = 86_400_000
/** Without blocking this process, in which the central runs. */
const exec = promisify(execFile)
let data: Folder
let central: Central
let kiosk: TestKiosk
let clock: () => Date = () => new Date()
let post: (query: Uint8Array) => Promise<Uint8Array> = () => Promise.reject(new Error('not yet'))
let own: TimeAuthority

async function open(): Promise<void> {
  central = await training(data.path, { now: () => clock(), postTimeQuery: (query) => post(query) })
  const { house } = central
  const authority = await openTimeKey({ data: data.path, house, hospital: 'x', revocation: 'http://x/', now: clock() })
  own = await timeAuthority({ authority, issuer: house.timeCa.certificate, now: () => clock() })
}

/** Delivers a signed form; its DocumentReference. */
async function stored(): Promise<DocumentReference & { id: string }> {
  // A child has one request at a time: the one before is taken back.
  for (const one of central.store.all('Consent'))
    if (one.resourceType === 'Consent' && one.status === 'proposed')
      await central.store.update({ ...one, status: 'inactive' }, one.meta?.versionId ?? '')
  const { id, jwe } = await makeEnvelope(central, data.path, kiosk)
  const answer = await deliver(central, kiosk, id, jwe)
  expect([answer.status, (await central.ledger.find(id))?.detail]).toEqual([201, null])
  const found = central.store
    .all('DocumentReference')
    .filter((one): one is DocumentReference & { id: string } => one.resourceType === 'DocumentReference')
    .filter(({ content }) => content[0]?.attachment.contentType === 'application/pdf')
    .at(-1)
  if (found === undefined) throw new Error('no form')
  return found
}

const nameOf = ({ id }: { id: string }): string => `DocumentReference/${id}`
const sealedBytes = (document: DocumentReference): Buffer =>
  Buffer.from(document.content[0]?.attachment.data ?? '', 'base64')
const row = (document: { id: string }) => sqliteLongTerm(databaseOf(central), () => new Date()).find(nameOf(document))
const verify = (pdf: Uint8Array, more: Partial<VerifyOptions> = {}) =>
  verifyPdf(portOver(webcrypto.subtle), pdf, {
    anchors: [derOf(central.house.sealCa.certificate)],
    timeAnchors: [derOf(central.house.timeCa.certificate)],
    at: clock(),
    ...more,
  })

beforeAll(async () => {
  data = folder()
  await open()
  kiosk = await enrolKiosk(central)
})
afterEach(() => {
  clock = () => new Date()
})
afterAll(async () => {
  await central.close()
  data.remove()
})

describe('long-term data', () => {
  it('waits for an authority that does not answer, over a restart, and never holds up the receipt', async () => {
    const document = await stored()
    await expect.poll(async () => (await row(document))?.failures).toBe(1)
    const due = Date.parse((await row(document))?.due ?? '')
    expect(due - Date.now()).toBeGreaterThan(30_000)
    expect(due - Date.now()).toBeLessThan(70_000)
    expect((await row(document))?.file).toBeNull()
    expect(Buffer.from((await central.longTerm.file(nameOf(document))) ?? [])).toEqual(sealedBytes(document))
    // Not due yet: nothing is tried.
    await central.longTerm.sweep()
    expect((await row(document))?.failures).toBe(1)

    await central.close()
    post = (query) => own.answer(query)
    clock = () => new Date(Date.now() + 2 * 60_000)
    await open()
    await expect.poll(async () => (await row(document))?.file).toMatch(/^Binary\//)
    expect((await row(document))?.failures).toBe(0)
  })

  it('proves the time of receipt and leaves the sealed bytes, their hash and their resource as they were', async () => {
    post = (query) => own.answer(query)
    const document = await stored()
    await expect.poll(async () => (await row(document))?.file).not.toBeNull()
    const file = (await central.longTerm.file(nameOf(document))) ?? new Uint8Array()
    const sealed = sealedBytes(document)
    expect(Buffer.from(file.subarray(0, sealed.length)).equals(sealed)).toBe(true)
    const now = await central.store.read(nameOf(document))
    expect(now).toEqual(document)
    expect(document.content[0]?.attachment.hash).toBe(createHash('sha1').update(sealed).digest('base64'))
    const binary = await central.store.read((await row(document))?.file ?? '')
    expect(binary).toMatchObject({
      resourceType: 'Binary',
      contentType: 'application/pdf',
      securityContext: { reference: nameOf(document) },
    })
    expect((await verify(sealed)).seal).toMatchObject({ provenAt: null, extended: 0 })
    const { seal, problem } = await verify(file)
    expect(problem).toBeNull()
    expect(seal).toMatchObject({ timeAuthority: 'Ziekenhuis De Brug tijdstempels', extended: 2, agedStamps: 0 })
    expect(Math.abs(Date.parse(seal?.provenAt ?? '') - Date.now())).toBeLessThan(60_000)
    // The kiosk's certificate ends after 30 days: the sealed file alone is then worth nothing, the extended one is.
    const later = new Date(Date.now() + 60 * day)
    expect((await verify(sealed, { at: later })).problem?.id).toBe('certificateExpired')
    expect((await verify(file, { at: later })).problem).toBeNull()
  })

  it('takes no token of another nonce, imprint, authority or hour', async () => {
    const other = mkdtempSync(join(tmpdir(), 'balie-other-'))
    const foreign = await training(other, {})
    await foreign.close()
    const stranger = await timeAuthority({
      authority: await openTimeKey({ data: other, house: foreign.house, hospital: 'x', revocation: 'http://x/', now: new Date() }),
      issuer: foreign.house.timeCa.certificate,
      now: () => new Date(),
    }) // prettier-ignore
    const authority = await openTimeKey({ data: data.path, house: central.house, hospital: 'x', revocation: 'http://x/', now: clock() }) // prettier-ignore
    const slow = await timeAuthority({ authority, issuer: central.house.timeCa.certificate, now: () => new Date(Date.now() - 3_600_000) }) // prettier-ignore
    let first: Uint8Array | null = null
    const wrong: Record<string, typeof post> = {
      'another authority': (query) => stranger.answer(query),
      'another hour': (query) => slow.answer(query),
      'a replayed answer': async (query) => (first ??= await own.answer(query)),
      'a rejection': () => own.answer(new Uint8Array([0x30, 0])),
      'a web page': () => Promise.resolve(new Uint8Array(Buffer.from('<html>'))),
    }
    for (const [name, way] of Object.entries(wrong)) {
      post = way
      const document = await stored()
      if (name === 'a replayed answer') {
        await expect.poll(async () => (await row(document))?.file).not.toBeNull()
        const second = await stored()
        await expect
          .poll(async () => [name, (await row(second))?.failures, (await row(second))?.file])
          .toEqual([name, 1, null])
        continue
      }
      await expect
        .poll(async () => [name, (await row(document))?.failures, (await row(document))?.file])
        .toEqual([name, 1, null])
    }
  })
})

describe('the training authority', () => {
  it('answers over HTTPS what openssl accepts, and only what it was asked', async () => {
    const at = mkdtempSync(join(tmpdir(), 'balie-ts-'))
    const run = (...args: string[]): string => execFileSync('openssl', args, { cwd: at, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }) // prettier-ignore
    writeFileSync(join(at, 'file'), 'some bytes')
    writeFileSync(join(at, 'ca.pem'), central.house.timeCa.certificate)
    writeFileSync(join(at, 'tls.pem'), central.house.tlsCa.certificate)
    run('ts', '-query', '-data', 'file', '-sha256', '-cert', '-out', 'query.tsq')
    await exec(process.execPath, ['-e', ask, `${central.kiosk}/tsa`], { cwd: at, timeout: 10_000 })
    expect(run('ts', '-verify', '-queryfile', 'query.tsq', '-in', 'reply.tsr', '-CAfile', 'ca.pem')).toContain('Verification: OK') // prettier-ignore
    expect(run('ts', '-reply', '-in', 'reply.tsr', '-text')).toContain('Status: Granted')
    run('ts', '-query', '-data', 'file', '-sha512', '-cert', '-out', 'query.tsq')
    await exec(process.execPath, ['-e', ask, `${central.kiosk}/tsa`], { cwd: at, timeout: 10_000 })
    expect(readFileSync(join(at, 'reply.tsr')).length).toBeLessThan(20)
  })

  it('gives tokens that main takes', async () => {
    const imprint = new Uint8Array(32).fill(5)
    expect(await requestTimeStamp({ imprint, post: (query) => own.answer(query) })).toMatchObject({ ok: true })
  })
})

describe('the revocation lists', () => {
  it('are what openssl accepts, at their address and in the data folder, and name a kiosk that was withdrawn', async () => {
    const at = mkdtempSync(join(tmpdir(), 'balie-crl-'))
    const gone = await enrolKiosk(central)
    const list = async (name: string): Promise<string> => {
      const answer = await fetch(`${central.staff}/crl/${name}.crl`)
      expect(answer.headers.get('content-type')).toBe('application/pkix-crl')
      writeFileSync(join(at, 'list.der'), Buffer.from(await answer.arrayBuffer()))
      const ca = name === 'time' ? central.house.timeCa : central.house.sealCa
      writeFileSync(join(at, 'ca.pem'), ca.certificate)
      return execFileSync('openssl', ['crl', '-inform', 'DER', '-in', 'list.der', '-CAfile', 'ca.pem', '-noout', '-text'], { cwd: at, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }) // prettier-ignore
    }
    expect(await list('seals')).toContain('No Revoked Certificates')
    expect(await list('time')).toContain('No Revoked Certificates')
    await central.deviceTable.withdraw(gone.device, new Date())
    const text = await list('seals')
    expect(text).toContain('Revoked Certificates:')
    const leaf = execFileSync('openssl', ['x509', '-noout', '-serial', '-ext', 'crlDistributionPoints'], { input: gone.sealChain, encoding: 'utf8' }) // prettier-ignore
    expect(text).toContain(/serial=([0-9A-F]+)/.exec(leaf)?.[1])
    expect(leaf).toContain(`${central.staff}/crl/seals.crl`)
    expect(execFileSync('openssl', ['crl', '-in', join(data.path, 'seals.crl'), '-noout', '-issuer'], { encoding: 'utf8' })).toContain('zegels') // prettier-ignore
  })
})

describe('renewal', () => {
  it('is renewed before the authority’s certificate ends, and then outlives it', async () => {
    post = (query) => own.answer(query)
    const document = await stored()
    await expect.poll(async () => (await row(document))?.file).not.toBeNull()
    const once = (await central.longTerm.file(nameOf(document))) ?? new Uint8Array()
    const binary = (await row(document))?.file
    const due = Date.parse((await row(document))?.due ?? '')
    expect(Math.round((due - Date.now()) / day)).toBe(1095 - renewDays)
    clock = () => new Date(due + 1000)
    await open2()
    await central.longTerm.sweep()
    const twice = (await central.longTerm.file(nameOf(document))) ?? new Uint8Array()
    expect((await row(document))?.file).toBe(binary)
    expect((await central.store.history(binary ?? '')).length).toBe(2)
    expect(Buffer.from(twice.subarray(0, once.length)).equals(Buffer.from(once))).toBe(true)
    const fourYears = new Date(Date.now() + 4 * 365 * day)
    expect((await verify(once, { at: fourYears })).problem?.id).toBe('certificateExpired')
    const late = await verify(twice, { at: fourYears })
    expect(late.problem).toBeNull()
    expect(Date.parse(late.seal?.provenAt ?? '') - Date.now()).toBeLessThan(60_000)
    // Each certificate and list stands in the file once more only when it is new.
    expect((await certificatesIn(twice)).length).toBeGreaterThan(3)

    /** The authority of that day has a new key. */
    async function open2(): Promise<void> {
      const { house } = central
      const authority = await openTimeKey({
        data: data.path,
        house,
        hospital: 'x',
        revocation: 'http://x/',
        now: clock(),
      })
      own = await timeAuthority({ authority, issuer: house.timeCa.certificate, now: () => clock() })
    }
  })
})

it('a house from before time stamps gets an authority for time and a newer keyset, and its kiosks stay', async () => {
  const old = folder()
  const first = await training(old.path)
  const enrolled = await enrolKiosk(first)
  await first.close()
  const file = join(old.path, 'keys.json')
  const keys = v.parse(
    v.looseObject({ keyset: v.looseObject({}), timeCa: v.unknown() }),
    JSON.parse(readFileSync(file, 'utf8')),
  )
  writeFileSync(file, JSON.stringify({ ...keys, timeCa: undefined }))
  const second = await training(old.path)
  try {
    expect(second.house.keysetVersion).toBe(first.house.keysetVersion + 1)
    expect(v.parse(Keyset, decodeJwt(second.house.keyset)).timeCa).toBe(second.house.timeCa.certificate)
    expect(second.house.timeCa.certificate).not.toBe(first.house.timeCa.certificate)
    expect((await second.deviceTable.find(enrolled.device))?.withdrawn).toBe(false)
    expect(second.content.bundle.device.timeStamp?.address).toBe(`${second.kiosk}/tsa`)
  } finally {
    await second.close()
    old.remove()
  }
})

/** Posts query.tsq and keeps the reply, as a separate program. */
const ask = `
const { readFileSync, writeFileSync } = require('node:fs')
const { request } = require('node:https')
const sent = request(process.argv[1], { method: 'POST', ca: readFileSync('tls.pem'), headers: { 'content-type': 'application/timestamp-query' } }, (answer) => {
  const parts = []
  answer.on('data', (part) => parts.push(part))
  answer.on('end', () => writeFileSync('reply.tsr', Buffer.concat(parts)))
})
sent.end(readFileSync('query.tsq'))`
