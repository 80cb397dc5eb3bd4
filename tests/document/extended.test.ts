import { webcrypto } from 'node:crypto'
import { PDF } from '@libpdf/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { portOver } from '../../domain/verify/subtle-port.ts'
import { type Report, verifyPdf } from '../../domain/verify/verify.ts'
import { requestTimeStamp } from '../../main/seal/time-stamp.ts'
import { dutch, english } from './people.ts'
import { sealedPdf } from './sealed.ts'
import { makeTrainingCa, type TrainingCa } from './training-ca.ts'
import { makeTrainingTsa, type TrainingTsa } from './training-tsa.ts'

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

const authority = {
  timestamp: async (imprint: Uint8Array): Promise<Uint8Array> => {
    const answer = await requestTimeStamp({ imprint, post: tsa.post })
    if (!answer.ok) throw new Error(answer.reason)
    return answer.token
  },
}

/** What the central does, years later: validation data, a document time stamp, and the stamp's own data. */
async function extend(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await PDF.load(pdf)
  return (await document.addArchivalData({ timestampAuthority: authority })).bytes
}

beforeAll(async () => {
  ca = makeTrainingCa()
  tsa = makeTrainingTsa()
  sealed = await sealedPdf(dutch, { ca })
  extended = await extend(sealed)
})

describe('long-term data behind the seal', () => {
  it('is accepted, proves the time, and leaves the sealed bytes as they were', async () => {
    expect(Buffer.from(extended.subarray(0, sealed.length)).equals(Buffer.from(sealed))).toBe(true)
    const { problem, seal } = await verify(extended)
    expect(problem).toBeNull()
    expect(seal).toMatchObject({ timeAuthority: 'Training Time', extended: 3 })
  })

  it('may be renewed again and again', async () => {
    const twice = await extend(extended)
    expect((await verify(twice)).seal).toMatchObject({ extended: 6 })
    expect((await verify(await extend(await sealedPdf(english, { ca })))).accepted).toBe(true)
  })

  it('may be taken off again section by section, and never in the middle', async () => {
    const text = Buffer.from(extended).toString('latin1')
    const ends = [...text.matchAll(/%%EOF\n?/g)].map((one) => one.index + one[0].length)
    expect(ends.length).toBe(4)
    for (const end of ends) expect((await verify(extended.subarray(0, end))).problem).toBeNull()
    const [, first = 0, second = 0] = ends
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
        const report = await verify(forged)
        // A certificate whose issuer's name was hit names nobody any more and is simply not used.
        if (report.accepted)
          expect(Buffer.from(forged.subarray(at - 60, at + 60)).toString('latin1')).toMatch(/Training|3031/)
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
})
