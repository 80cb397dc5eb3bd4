import { spawnSync } from 'node:child_process'
import { createHash, webcrypto } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { oids, signedData } from '../../domain/verify/base/cms.ts'
import { extensionsOf } from '../../domain/verify/pdf/extension.ts'
import { sealedDocument } from '../../domain/verify/pdf/sealed.ts'
import { sectionsOf } from '../../domain/verify/pdf/section.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { type Report, verifyPdf } from '../../domain/verify/verify.ts'
import { extend, stampedBehind } from './extend.ts'
import { extendedForgeries } from './forgeries/extended.ts'
import { oddAuthority } from './odd-authority.ts'
import { dutch, english } from './people.ts'
import { sealedPdf } from './sealed.ts'
import { makeTrainingCa, type TrainingCa } from './training-ca.ts'
import { makeTrainingTsa, stampBy, type TrainingTsa } from './training-tsa.ts'

const port = portOver(webcrypto.subtle)
let ca: TrainingCa
let tsa: TrainingTsa
let sealed: Uint8Array
let extended: Uint8Array

const verify = (bytes: Uint8Array): Promise<Report> =>
  verifyPdf(port, bytes, {
    anchors: [ca.root],
    timeAnchors: [tsa.root],
    at: new Date(Math.max(Date.now(), Date.parse('2026-11-24')) + 3_600_000),
  })

beforeAll(async () => {
  ca = makeTrainingCa()
  tsa = makeTrainingTsa()
  sealed = await sealedPdf(dutch, { ca })
  extended = await extend(sealed, { ca, tsa })
})

describe('long-term data behind the seal', () => {
  it('is accepted, proves the time, and leaves the sealed bytes as they were', async () => {
    expect(Buffer.from(extended.subarray(0, sealed.length)).equals(Buffer.from(sealed))).toBe(true)
    const { problem, seal } = await verify(extended)
    expect(problem).toBeNull()
    expect(seal).toMatchObject({ timeAuthority: 'Training Time', extended: 2 })
  })

  it('carries tokens that openssl accepts over the same bytes, in the seal and behind it', async () => {
    const pdf = await extend(await sealedPdf(dutch, { ca, timeStamp: stampBy(tsa) }), { ca, tsa })
    const sections = sectionsOf(pdf)
    const [base] = sections
    if (base === undefined) throw new Error('no section')
    const document = sealedDocument(pdf, base)
    const cms = await signedData(port, document.cms, 'sealForm')
    const inside = cms.unsigned.get(oids.timeStampToken)?.whole ?? new Uint8Array()
    const behind = extensionsOf(port, pdf, sections, document).stamps
    const stamps = [{ token: inside, covered: [cms.signature] }, ...behind]
    expect(stamps.length).toBe(2)
    for (const { token, covered } of stamps) {
      writeFileSync(join(tsa.folder, 'token.der'), token)
      const digest = createHash('sha256').update(Buffer.concat(covered)).digest('hex')
      const verified = (hash: string) =>
        spawnSync('openssl', ['ts', '-verify', '-token_in', '-in', 'token.der', '-digest', hash, '-CAfile', 'root.pem'], { cwd: tsa.folder, encoding: 'utf8' }) // prettier-ignore
      expect(verified(digest).stdout).toContain('Verification: OK')
      expect(verified(digest.replace(/^./, (first) => (first === '0' ? '1' : '0'))).status).not.toBe(0)
    }
  })

  it('may be renewed again and again', async () => {
    const twice = await extend(extended, { ca, tsa })
    expect((await verify(twice)).seal).toMatchObject({ extended: 4 })
    expect(
      (await verify(await extend(await sealedPdf(english, { ca, timeStamp: stampBy(tsa) }), { ca, tsa }))).accepted,
    ).toBe(true)
  })

  it('may be taken off again section by section, and never in the middle', async () => {
    const text = Buffer.from(extended).toString('latin1')
    const ends = [...text.matchAll(/%%EOF\n?/g)].map((one) => one.index + one[0].length)
    expect(ends.length).toBe(3)
    for (const end of ends) expect((await verify(extended.subarray(0, end))).problem).toBeNull()
    const [first = 0, second = 0] = ends
    const without = Buffer.concat([extended.subarray(0, first), extended.subarray(second)])
    expect((await verify(new Uint8Array(without))).accepted).toBe(false)
  })

  it('cannot hide a change: one flipped bit in every 97 bytes of a stamp or certificate is found', async () => {
    const text = Buffer.from(extended).toString('latin1')
    const places = [...text.matchAll(/<[0-9A-F]{400,}>/g), ...text.matchAll(/stream\r?\n0[\s\S]*?\nendstream/g)]
      .filter(({ index }) => index > sealed.length)
      .map(({ index, 0: { length } }) => [index + 10, index + length - 12] as const)
    expect(places.length).toBeGreaterThan(1)
    for (const [from, to] of places)
      for (let at = from; at < to; at += 97) {
        const forged = new Uint8Array(extended)
        forged[at] = (forged[at] ?? 0) ^ (1 << (at % 8))
        expect((await verify(forged)).accepted, `byte ${String(at)}`).toBe(false)
      }
  })

  it('cannot hide a changed name in a certificate that the newest stamp carries', async () => {
    const token = [
      ...Buffer.from(extended)
        .toString('latin1')
        .matchAll(/<(30[0-9A-F]{2000,})>/g),
    ].at(-1)
    if (token === undefined) throw new Error('no token')
    const name = Buffer.from('Training', 'utf8').toString('hex').toUpperCase()
    const places = [...(token[1] ?? '').matchAll(new RegExp(name, 'g'))].map(({ index }) => token.index + 1 + index)
    expect(places.length).toBeGreaterThan(3)
    for (const at of places) {
      const forged = new Uint8Array(extended)
      // "Training" becomes "Uraining".
      forged[at + 1] = '5'.charCodeAt(0)
      expect((await verify(forged)).accepted, `byte ${String(at)}`).toBe(false)
    }
  })

  it('cannot be followed by anything else', async () => {
    const startxref = /startxref\n(\d+)\n%%EOF\n?$/.exec(Buffer.from(extended).toString('latin1'))?.[1] ?? ''
    const page = `9 0 obj\n<< /Length 4 >>\nstream\nq Q \nendstream\nendobj\n`
    const table = extended.length + page.length
    const trailer =
      /trailer\n<<[\s\S]*?>>\nstartxref/g.exec(
        Buffer.from(extended.subarray(Number(startxref))).toString('latin1'),
      )?.[0] ?? ''
    const update = `${page}xref\n9 1\n${String(extended.length).padStart(10, '0')} 00000 n \n${trailer.replace(/\/Prev \d+/, `/Prev ${startxref}`)}\n${table}\n%%EOF\n`
    const report = await verify(new Uint8Array(Buffer.concat([extended, Buffer.from(update)])))
    expect(report.problem?.id).toBe('changedAfterSeal')
  })

  it('is refused in every forged form, also when an authority really stamped what was changed', async () => {
    const other = await extend(await sealedPdf({ ...dutch, reference: '9X9-999' }, { ca }), { ca, tsa })
    const forgeries = await extendedForgeries({ sealed, extended, other }, { ca, tsa })
    expect(new Set(forgeries.map(({ name }) => name)).size).toBe(forgeries.length)
    expect(forgeries.length).toBeGreaterThan(150)
    for (const { name, bytes } of forgeries) {
      expect(
        [sealed, extended].some((honest) => Buffer.from(honest).equals(Buffer.from(bytes))),
        name,
      ).toBe(false)
      expect((await verify(bytes)).problem, name).not.toBeNull()
    }
  }, 120_000)
})

describe('a time stamp', () => {
  const days = (count: number): Date => new Date(Date.now() + count * 86_400_000)
  const judged = async (pdf: Uint8Array, root: Uint8Array, at = days(1)): Promise<Report> =>
    verifyPdf(port, pdf, { anchors: [ca.root], timeAnchors: [root], at })
  const timeStamping = '1.3.6.1.5.5.7.3.8'

  it('is refused inside the seal and behind it when the certificate had ended, or is for something else', async () => {
    const odd = {
      ended: await oddAuthority({ issued: -1500 }),
      'not begun': await oddAuthority({ issued: 20 }),
      'not critical': await oddAuthority({ usage: { purposes: [timeStamping], critical: false } }),
      'servers too': await oddAuthority({ usage: { purposes: [timeStamping, '1.3.6.1.5.5.7.3.1'], critical: true } }),
      'documents only': await oddAuthority({ usage: { purposes: ['1.3.6.1.5.5.7.3.36'], critical: true } }),
    }
    for (const [name, authority] of Object.entries(odd)) {
      const expected = name === 'ended' || name === 'not begun' ? 'timeStampUntrusted' : 'timeStamp'
      const inside = await sealedPdf(dutch, { ca, timeStamp: stampBy(authority) })
      const behind = await stampedBehind(sealed, { tsa: authority })
      expect([name, (await judged(inside, authority.root)).problem?.id]).toEqual([name, expected])
      expect([name, (await judged(behind, authority.root)).problem?.id]).toEqual([name, expected])
    }
  })

  it('from the future is refused', async () => {
    const early = await oddAuthority({ clock: 30 })
    const pdf = await sealedPdf(dutch, { ca, timeStamp: stampBy(early) })
    expect((await judged(pdf, early.root)).problem?.id).toBe('timeContradiction')
  })

  it('proves nothing any more once its authority’s certificate has ended, unless a later one took it over', async () => {
    const old = await oddAuthority({ issued: -1000 })
    const pdf = await sealedPdf(dutch, { ca, timeStamp: stampBy(old) })
    expect((await judged(pdf, old.root, days(90))).seal).toMatchObject({
      timeAuthority: 'Elders tijdstempels',
      agedStamps: 0,
    })
    expect((await judged(pdf, old.root, days(120))).seal).toMatchObject({ provenAt: null, agedStamps: 1 })
    const renewed = await stampedBehind(pdf, { tsa })
    const { seal, problem } = await verifyPdf(port, renewed, {
      anchors: [ca.root],
      timeAnchors: [old.root, tsa.root],
      at: days(120),
    })
    expect(problem).toBeNull()
    expect(seal).toMatchObject({ timeAuthority: 'Elders tijdstempels', agedStamps: 0 })
  })

  it('made later than the seal’s certificate lived does not make the seal good', async () => {
    const soon = days(20).toISOString().replace(/\D/g, '').slice(0, 14)
    const short = { ...makeTrainingCa({ under: ca, to: `${soon}Z` }), root: ca.root }
    const late = await oddAuthority({ clock: 40 })
    const pdf = await stampedBehind(await sealedPdf(dutch, { ca: short }), { tsa: late })
    expect((await judged(pdf, late.root, days(41))).problem?.id).toBe('certificateExpired')
  })
})
