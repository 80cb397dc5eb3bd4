/** paper 1: what any file may cost, counted in operations and not in seconds. */
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import * as x509 from '@peculiar/x509'
import { beforeAll, describe, expect, it } from 'vitest'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import type { Problem } from '../../domain/verify/base/refusal.ts'
import { type Cost, mostWork, Work } from '../../domain/verify/base/work.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { extend } from './extend.ts'
import { withEvidence } from './forgeries/kinds.ts'
import { latin, put, stream, type Target, target, withUpdate } from './forgeries/tools.ts'
import { arabic, dutch, withSigners } from './people.ts'
import { sealedPdf } from './sealed.ts'
import { makeTrainingCa, type TrainingCa } from './training-ca.ts'
import { makeTrainingTsa, stampBy, type TrainingTsa } from './training-tsa.ts'

const header = '%PDF-1.7\n%\u00ff\u00ff\u00ff\u00ff\n'
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
const p256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
let ca: TrainingCa
let tsa: TrainingTsa
let open: Target
beforeAll(async () => {
  ca = makeTrainingCa()
  tsa = makeTrainingTsa()
  open = target(await sealedPdf(dutch, { ca }))
})

/** What a file cost, and how it was judged; every operation of the platform counted beside what the verifier counts. */
async function cost(
  bytes: Uint8Array,
): Promise<{ problem: Problem | null; spent: Record<Cost, number>; calls: number; hashed: number }> {
  // prettier-ignore
  const work = new Work()
  const real = portOver(webcrypto.subtle)
  let [calls, hashed] = [0, 0]
  const port: typeof real = {
    digest: (hash, data) => {
      hashed += data.length
      return real.digest(hash, data)
    },
    verify: (input) => {
      calls++
      return real.verify(input)
    },
    verifyEs256: (input) => {
      calls++
      return real.verifyEs256(input)
    },
    inflate: real.inflate,
  }
  const at = new Date(Math.max(Date.now(), Date.parse('2026-11-24')) + 3_600_000)
  const { problem } = await verifyPdf(port, bytes, { anchors: [ca.root], timeAnchors: [tsa.root], at, work })
  return { problem: problem?.id ?? null, spent: work.spent, calls, hashed }
}

function within({ spent, calls, hashed }: Awaited<ReturnType<typeof cost>>): void {
  // The operation that goes over an end is the last one: it is counted and not done.
  for (const [what, most] of Object.entries(mostWork)) expect(spent[what as Cost], what).toBeLessThanOrEqual(most + 20_000_000) // prettier-ignore
  expect(calls).toBeLessThanOrEqual(mostWork.checks)
  expect(hashed).toBeLessThanOrEqual(mostWork.digested)
}

/** Certificates of one name, each by itself; with one key for all or one each. */
async function family(count: number, keys: 'one' | 'each', name = 'CN=Elders'): Promise<readonly Uint8Array[]> {
  x509.cryptoProvider.set(crypto)
  const pair = () => crypto.subtle.generateKey(p256, true, ['sign', 'verify'])
  const shared = await pair()
  return await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const made = await x509.X509CertificateGenerator.createSelfSigned({
        serialNumber: (i + 1).toString(16).padStart(4, '0'),
        name,
        notBefore: new Date('2020-01-01'),
        notAfter: new Date('2045-01-01'),
        signingAlgorithm: p256,
        keys: keys === 'one' ? shared : await pair(),
        extensions: [new x509.BasicConstraintsExtension(true)],
      })
      return new Uint8Array(made.rawData)
    }),
  )
}

function withCertificates(ders: readonly Uint8Array[]): Uint8Array {
  const numbers = ders.map((_, i) => open.size + i)
  const named = numbers.map((number) => `${String(number)} 0 R`).join(' ')
  return withUpdate(open, {
    objects: {
      [open.sealed.catalog]: put(open.object(open.sealed.catalog), 'DSS', `<< /Certs [${named}] >>`),
      ...Object.fromEntries(ders.map((der, i) => [open.size + i, stream(latin(der))])),
    },
  })
}

describe('paper 1: the cost of a file', () => {
  it('is small for what a hospital makes, renewed and all', async () => {
    let pdf = await sealedPdf(withSigners(arabic, 4), { ca, timeStamp: stampBy(tsa) })
    for (let i = 0; i < 4; i++) pdf = await extend(pdf, { ca, tsa })
    const spent = await cost(pdf)
    expect(spent.problem).toBeNull()
    for (const [what, most] of Object.entries(mostWork)) expect(spent.spent[what as Cost], what).toBeLessThan(most / 4)
  }, 30_000)

  it('does not grow with the orders of certificates of one name and one key', async () => {
    const subject = new x509.X509Certificate(new Uint8Array(ca.root)).subject
    for (const name of ['CN=Elders', subject])
      for (const count of [10, 150]) {
        const spent = await cost(withCertificates(await family(count, 'one', name)))
        expect(spent.calls).toBeLessThan(count + 30)
        within(spent)
      }
  })

  it('ends where every certificate of one name has a key of its own', async () => {
    const spent = await cost(withCertificates(await family(60, 'each')))
    expect(spent.problem).toBe('tooLarge')
    within(spent)
  })

  it.each<readonly [string, () => Uint8Array]>([
    ['a million numbers', () => bytesOf(`${header}1 0 obj\n[${'[0 0 0 0 0 0 0 0 0 0]'.repeat(100_000)}]\nendobj\n`)],
    ['a million keys', () => bytesOf(`${header}1 0 obj\n<<${Array.from({ length: 400_000 }, (_, i) => `/k${String(i)} 0`).join('')}>>\nendobj\n`)],
    ['a long name', () => bytesOf(`${header}1 0 obj\n/${'a'.repeat(16_000_000)}\nendobj\n`)],
    ['a long string', () => bytesOf(`${header}1 0 obj\n(${'a'.repeat(16_000_000)})\nendobj\n`)],
    ['a long hexadecimal string', () => bytesOf(`${header}1 0 obj\n<${'a'.repeat(16_000_000)}>\nendobj\n`)],
    ['many strings', () => bytesOf(`${header}1 0 obj\n[${`(${'a'.repeat(100_000)})`.repeat(100)}]\nendobj\n`)],
    ['a long number', () => bytesOf(`${header}1 0 obj\n${'1'.repeat(16_000_000)}\nendobj\n`)],
    ['many objects', () => bytesOf(header + Array.from({ length: 100_000 }, (_, i) => `${String(i + 1)} 0 obj\nnull\nendobj\n`).join(''))],
    ['a table of empty parts', () => bytesOf(`${header}1 0 obj\nnull\nendobj\nxref\n${'0 0\n'.repeat(1_000_000)}`)],
    ['one packed stream named again and again', () => {
      const bomb = deflateSync(Buffer.concat([Buffer.from([0x30, 0x83, 0x03, 0x00, 0x00]), Buffer.alloc(0x30000)])).toString('latin1')
      const list = `[${`${String(open.size)} 0 R `.repeat(490)}]`
      return withUpdate(open, { objects: { [open.sealed.catalog]: put(open.object(open.sealed.catalog), 'DSS', `<< /Certs ${list} /CRLs ${list} /OCSPs ${list} >>`), [open.size]: stream(bomb, '/Filter /FlateDecode\n') } })
    }],
    ['many packed streams', () => {
      const bomb = deflateSync(Buffer.concat([Buffer.from([0x30, 0x83, 0x03, 0x00, 0x00]), Buffer.alloc(0x30000)])).toString('latin1')
      const numbers = Array.from({ length: 400 }, (_, i) => open.size + i)
      const list = `[${numbers.map((one) => `${String(one)} 0 R`).join(' ')}]`
      return withUpdate(open, { objects: { [open.sealed.catalog]: put(open.object(open.sealed.catalog), 'DSS', `<< /OCSPs ${list} >>`), ...Object.fromEntries(numbers.map((one) => [one, stream(bomb, '/Filter /FlateDecode\n')])) } })
    }],
    ['metadata that is opened and never closed', () => withEvidence(open, ca, { [open.sealed.metadata]: stream(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${'<x:a b="'.repeat(10_000)}`, '/Type /Metadata\n/Subtype /XML\n') })],
    ['metadata of many elements', () => withEvidence(open, ca, { [open.sealed.metadata]: stream(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${'<x:a/>'.repeat(10_000)}</x:xmpmeta>`, '/Type /Metadata\n/Subtype /XML\n') })],
  ])('ends for %s', async (_name, make) => {
    const spent = await cost(make())
    expect(spent.problem).not.toBeNull()
    within(spent)
  }) // prettier-ignore

  it('ends for whatever random changes make of an extended form', async () => {
    const lasting = await extend(open.bytes, { ca, tsa })
    let seed = 20_261_123
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below
    for (let i = 0; i < 150; i++) {
      const copy = Buffer.from(lasting)
      for (let changes = 0; changes < 1 + (i % 7); changes++) {
        const [from, to, length] = [random(copy.length), random(copy.length), 1 + random(400)]
        if (i % 3 === 0) copy[from] = random(256)
        else copy.copy(copy, to, from, Math.min(copy.length, from + length))
      }
      const forged = new Uint8Array(copy)
      if (Buffer.from(forged).equals(Buffer.from(lasting))) continue
      within(await cost(forged))
    }
  }, 60_000)
})
