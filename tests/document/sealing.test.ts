import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { webcrypto } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { type Report, verifyPdf } from '../../domain/verify/verify.ts'
import { buildCms } from '../../main/custody/seal/build-cms.ts'
import { softwareSealKey } from '../../main/custody/seal/seal-key.ts'
import { requestTimeStamp } from '../../main/custody/seal/time-stamp.ts'
import { checkSealedPdf } from '../../paper/check-sealed-pdf.ts'
import { composePdf } from '../../paper/compose.ts'
import { prepareSeal } from '../../paper/seal.ts'
import { oddAuthority } from './odd-authority.ts'
import { dutch, english, withSigners } from './people.ts'
import { assets, attachmentsOf, icc, makeVisitKey, sealFile, sealedPdf } from './sealed.ts'
import { makeTrainingCa, type TrainingCa } from './training-ca.ts'
import { makeTrainingTsa, stampBy, type TrainingTsa } from './training-tsa.ts'

const folder = mkdtempSync(join(tmpdir(), 'balie-sealing-'))
const port = portOver(webcrypto.subtle)
let ca: TrainingCa
let tsa: TrainingTsa
let composed: Uint8Array

/** Stamps carry the real time of this run, so what is checked against them is a little later. */
const later = (): Date => new Date(Math.max(Date.now(), Date.parse('2026-11-24')) + 3_600_000)
const verify = (bytes: Uint8Array, options: object = {}): Promise<Report> =>
  verifyPdf(port, bytes, { anchors: [ca.root], at: later(), ...options })
const file = (bytes: Uint8Array, name: string): string => {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

beforeAll(async () => {
  ca = makeTrainingCa()
  tsa = makeTrainingTsa()
  composed = await composePdf(dutch, { assets, icc, attachments: await attachmentsOf(dutch, await makeVisitKey()) })
})

describe('the seal', () => {
  it('changes only its own two places and leaves the length as it was', async () => {
    const sealed = await sealFile(composed, { ca })
    expect(sealed.length).toBe(composed.length)
    const differing = [...sealed.keys()].filter((at) => sealed[at] !== composed[at])
    const text = Buffer.from(sealed).toString('latin1')
    const [range, contents] = [text.indexOf('/ByteRange['), text.indexOf('/Contents<')]
    for (const at of differing)
      expect((at > range && at < range + 70) || (at > contents && at < contents + 10_300)).toBe(true)
    expect(await checkSealedPdf({ composed, sealed, anchors: [ca.root], at: later() })).toBeNull()
  })

  it('is noticed by the session when it is not over this file, or by somebody else', async () => {
    const other = makeTrainingCa()
    const foreign = await sealFile(composed, { ca: other })
    expect(await checkSealedPdf({ composed, sealed: foreign, anchors: [ca.root], at: later() })).toBe(
      'certificateUntrusted',
    )
    const key = softwareSealKey({ pkcs8: ca.key, chain: [ca.leaf, ca.root] })
    const elsewhere = prepareSeal(composed).finish(await buildCms({ digest: new Uint8Array(32), ...key }))
    expect(await checkSealedPdf({ composed, sealed: elsewhere, anchors: [ca.root], at: later() })).toBe('sealBroken')
    const touched = await sealFile(composed, { ca })
    touched[20] = (touched[20] ?? 0) ^ 1
    expect(await checkSealedPdf({ composed, sealed: touched, anchors: [ca.root], at: later() })).toBe('changed')
  })

  it('can be put on a composed file once, and on nothing else', async () => {
    expect(() => prepareSeal(Buffer.from('%PDF-1.7'))).toThrow('not a composed document')
    const sealed = await sealFile(composed, { ca })
    expect(() => prepareSeal(sealed)).toThrow('not a composed document')
    expect(() => prepareSeal(composed).finish(new Uint8Array(6000))).toThrow('does not fit')
    expect(() => prepareSeal(composed).finish(new Uint8Array())).toThrow('does not fit')
  })

  it('makes main sign a frame around one digest and nothing that it is handed', async () => {
    const signed: Uint8Array[] = []
    const key = softwareSealKey({ pkcs8: ca.key, chain: [ca.leaf, ca.root] })
    const sign = (bytes: Uint8Array): Promise<Uint8Array> => (signed.push(bytes), key.sign(bytes))
    for (const fill of [0, 0x31, 0xff])
      await buildCms({ digest: new Uint8Array(32).fill(fill), chain: key.chain, sign })
    const frames = signed.map((bytes, i) => {
      const fill = [0, 0x31, 0xff][i] ?? 0
      return Buffer.from(bytes)
        .toString('hex')
        .replace(`0420${Buffer.alloc(32, fill).toString('hex')}`, 'DIGEST')
    })
    expect(new Set(frames).size).toBe(1)
    expect(frames[0]).toMatch(/^31[0-9a-f]+DIGEST[0-9a-f]+$/)
    for (const size of [0, 20, 31, 33, 64])
      await expect(buildCms({ digest: new Uint8Array(size), ...key })).rejects.toThrow('32 bytes')
    expect(signed.length).toBe(3)
  })

  it('refuses a key that is not P-256, and a chain without a certificate', async () => {
    const rsa = makeTrainingCa({ under: ca, algorithm: ['rsa:2048'] })
    expect(() => softwareSealKey({ pkcs8: rsa.key, chain: [rsa.leaf] })).toThrow('P-256')
    const { sign } = softwareSealKey({ pkcs8: ca.key, chain: [] })
    await expect(buildCms({ digest: new Uint8Array(32), chain: [], sign })).rejects.toThrow('certificate')
  })
})

describe('judges from Debian', () => {
  const cases = [
    ['nl-1', withSigners(dutch, 1), false],
    ['nl-4', withSigners(dutch, 4), true],
    ['en-2', withSigners(english, 2), false],
    ['en-3', withSigners(english, 3), true],
  ] as const
  for (const [name, model, stamped] of cases)
    it(`qpdf, pdfsig and openssl accept ${name}${stamped ? ' with a time stamp' : ''}`, async () => {
      const pdf = await sealedPdf(model, { ca, ...(stamped ? { timeStamp: stampBy(tsa) } : {}) })
      const path = file(pdf, `${name}.pdf`)
      const qpdf = spawnSync('qpdf', ['--check', path], { encoding: 'utf8' })
      expect([qpdf.status, qpdf.stderr]).toEqual([0, ''])
      const signatures = execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' })
      expect(signatures).toContain('Signature is Valid')
      expect(signatures).toContain('Total document signed')
      expect(signatures).toContain('ETSI.CAdES.detached')
      expect(signatures).not.toContain('Signature #2')
      const text = Buffer.from(pdf).toString('latin1')
      const [, a = 0, b = 0, c = 0] = (/\/ByteRange\[0 (\d+) (\d+) (\d+)/.exec(text) ?? []).map(Number)
      file(Buffer.concat([pdf.subarray(0, a), pdf.subarray(b, b + c)]), 'content')
      const digits = text.slice(a + 1, b - 1)
      const cms = Buffer.from(digits, 'hex')
      file(cms.subarray(0, 4 + cms.readUInt16BE(2)), 'cms.der')
      writeFileSync(join(folder, 'root.pem'), ca.rootPem)
      const openssl = spawnSync('openssl', ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 'cms.der', '-content', 'content', '-CAfile', 'root.pem', '-purpose', 'any', '-attime', String(Date.parse('2026-11-24') / 1000), '-out', '/dev/null'], { cwd: folder, encoding: 'utf8' }) // prettier-ignore
      expect(openssl.stderr).toContain('CAdES Verification successful')
      const shown = execFileSync(
        'openssl',
        ['cms', '-cmsout', '-print', '-inform', 'DER', '-in', join(folder, 'cms.der')],
        { encoding: 'utf8' },
      )
      if (!stamped) expect(shown).not.toContain('signingTime')
      expect(shown).toContain('id-smime-aa-signingCertificateV2')
      expect((await verify(pdf, { timeAnchors: [tsa.root] })).problem).toBeNull()
    })
})

describe('time stamps', () => {
  it('prove when the seal existed, and openssl agrees', async () => {
    const pdf = await sealedPdf(dutch, { ca, timeStamp: stampBy(tsa) })
    const { seal } = await verify(pdf, { timeAnchors: [tsa.root] })
    expect(seal?.timeAuthority).toBe('Training Time')
    expect(Math.abs(Date.parse(seal?.provenAt ?? '') - Date.now())).toBeLessThan(60_000)
    const openssl = spawnSync('openssl', ['ts', '-verify', '-queryfile', 'query.tsq', '-in', 'reply.tsr', '-CAfile', 'root.pem'], { cwd: tsa.folder, encoding: 'utf8' }) // prettier-ignore
    expect(openssl.stdout + openssl.stderr).toContain('Verification: OK')
  })

  it('keep a document good after its certificate has ended', async () => {
    const soon = new Date(Date.now() + 86_400_000).toISOString().replace(/\D/g, '').slice(0, 14)
    const short = { ...makeTrainingCa({ under: ca, to: `${soon}Z` }), root: ca.root }
    const pdf = await sealedPdf(dutch, { ca: short, timeStamp: stampBy(tsa) })
    const at = new Date(Date.now() + 400 * 86_400_000)
    expect((await verify(pdf, { timeAnchors: [tsa.root], at })).problem).toBeNull()
    expect((await verify(pdf, { at })).problem?.id).toBe('certificateExpired')
  })

  it('are refused when another authority, a wrong purpose, or another imprint stands behind them', async () => {
    const other = makeTrainingTsa()
    const foreign = await sealedPdf(dutch, { ca, timeStamp: stampBy(other) })
    expect((await verify(foreign, { timeAnchors: [tsa.root] })).problem?.id).toBe('timeStampUntrusted')
    expect((await verify(foreign)).seal).toMatchObject({ provenAt: null, unknownStamps: 1 })
    const server = await oddAuthority({
      usage: { purposes: ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.1'], critical: true },
    })
    const wrongPurpose = await sealedPdf(dutch, { ca, timeStamp: stampBy(server) })
    expect((await verify(wrongPurpose, { timeAnchors: [server.root] })).problem?.id).toBe('timeStamp')
    const elsewhere = await sealedPdf(dutch, { ca, timeStamp: () => stampBy(tsa)(new Uint8Array(32).fill(9)) })
    expect((await verify(elsewhere, { timeAnchors: [tsa.root] })).problem?.id).toBe('timeStamp')
  })

  it('are taken only when nonce and imprint are the ones that were asked for', async () => {
    const imprint = new Uint8Array(32).fill(3)
    const answer = await tsa.post(await queryFor(imprint, 1))
    const replay = (bytes: Uint8Array) => requestTimeStamp({ imprint, post: () => Promise.resolve(bytes) })
    expect(await replay(answer)).toEqual({ ok: false, reason: 'otherNonce' })
    const otherImprint = await tsa.post(await queryFor(new Uint8Array(32).fill(4), 2))
    expect(await replay(otherImprint)).toEqual({ ok: false, reason: 'otherImprint' })
    expect(await replay(Buffer.from('3003020102', 'hex'))).toMatchObject({ ok: false })
    expect(await replay(Buffer.from('30053003020102', 'hex'))).toEqual({ ok: false, reason: 'rejected' })
    expect(await replay(Buffer.from('<html>'))).toEqual({ ok: false, reason: 'malformed' })
    const nobody = await requestTimeStamp({ imprint, post: () => Promise.reject(new Error('refused')) })
    expect(nobody).toEqual({ ok: false, reason: 'unreachable' })
  })

  it('may be missing: a seal without one is still a seal', async () => {
    const pdf = await sealedPdf(dutch, { ca, timeStamp: () => Promise.resolve(null) })
    expect((await verify(pdf)).seal).toMatchObject({ provenAt: null, unknownStamps: 0 })
  })
})

/** The query that the client would send, with a nonce that it will not ask for again. */
async function queryFor(imprint: Uint8Array, fill: number): Promise<Uint8Array> {
  let query = new Uint8Array()
  const nonce = new Uint8Array(8).fill(fill)
  await requestTimeStamp({
    imprint,
    nonce,
    post: (bytes) => ((query = new Uint8Array(bytes)), Promise.reject(new Error())),
  })
  return query
}
