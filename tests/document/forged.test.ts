import { webcrypto } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { type Report, verifyPdf } from '../../domain/verify/verify.ts'
import { composePdf } from '../../paper/compose.ts'
import { byteForgeries, flips } from './forgeries/bytes.ts'
import { certificateFor, contentForgeries } from './forgeries/contents.ts'
import { hostileFiles } from './forgeries/hostile.ts'
import { revoke, sealForgeries, transplanted } from './forgeries/seals.ts'
import { type Forgery, type Target, target } from './forgeries/tools.ts'
import { updateForgeries } from './forgeries/updates.ts'
import { dutch, english, withSigners } from './people.ts'
import { assets, attachmentsOf, icc, makeVisitKey, sealFile, sealedPdf } from './sealed.ts'
import { makeTrainingCa, type TrainingCa } from './training-ca.ts'

const port = portOver(webcrypto.subtle)
const at = new Date('2026-11-24T09:00:00Z')
let ca: TrainingCa
let honest: Target
let composed: Uint8Array

const verify = (bytes: Uint8Array, options: object = {}): Promise<Report> =>
  verifyPdf(port, bytes, { anchors: [ca.root], at, ...options })

/** Refused every one, none of them the honest file in disguise, each within its time. */
async function allRefused(forgeries: readonly Forgery[], milliseconds = 5000): Promise<void> {
  for (const { name, bytes } of forgeries) {
    expect(Buffer.from(bytes).equals(Buffer.from(honest.bytes)), `${name} is the honest file`).toBe(false)
    // Of this process alone: what else the machine does is not the file's fault.
    const start = process.cpuUsage()
    const report = await verify(bytes)
    const { user, system } = process.cpuUsage(start)
    expect(report.accepted, name).toBe(false)
    expect(report.problem, name).not.toBeNull()
    expect((user + system) / 1000, `${name}: milliseconds`).toBeLessThan(milliseconds)
  }
}

beforeAll(async () => {
  ca = makeTrainingCa()
  composed = await composePdf(dutch, { assets, icc, attachments: await attachmentsOf(dutch, await makeVisitKey()) })
  honest = target(await sealFile(composed, { ca }))
})

/** Many documents, composed and sealed once for all who ask. */
let contents: ReturnType<typeof contentForgeries> | null = null
const contradicting = (): ReturnType<typeof contentForgeries> => (contents ??= contentForgeries(ca))

describe('the verifier', () => {
  it('accepts an honest document in every language and with one to four signers', async () => {
    for (const model of [dutch, english, { ...dutch, language: 'nlSimple' } as const])
      for (const count of [1, 2, 3, 4]) {
        const report = await verify(await sealedPdf(withSigners(model, count), { ca }))
        expect(report.problem).toBeNull()
        expect(report.contents?.steps.length).toBe(count)
      }
  })

  it('says who signed in which role, on what proof, and by which kiosk it was sealed', async () => {
    const { contents, seal } = await verify(honest.bytes)
    expect(contents?.steps[0]?.claims).toMatchObject({ name: 'Wilhelmina de Bruijn', role: 'Ouder met gezag' })
    expect(contents?.steps[0]?.claims.identity).toMatchObject({ documentKind: 'Paspoort', assurance: 'identified' })
    expect(contents?.form.statement).toBe(dutch.statement)
    expect(seal).toMatchObject({ by: 'Balie zuil 2', claimedAt: '2026-11-23T13:03:07.000Z', provenAt: null })
  })

  it('tells what the kiosk declared of itself', async () => {
    const visit = await makeVisitKey()
    const attachments = await attachmentsOf(dutch, visit, { visitCertificate: certificateFor(visit.key) })
    const report = await verify(await sealedPdf(dutch, { ca, attachments }))
    expect(report.problem).toBeNull()
    expect(report.contents?.visit).toMatchObject({ signatureChecked: null })
    const strict = await verify(await sealedPdf(dutch, { ca, attachments }), { deviceKeys: [visit.key] })
    expect(strict.problem?.id).toBe('device')
  })

  it('refuses one flipped bit in every block of 512 bytes', async () => {
    const forgeries = flips(honest)
    expect(forgeries.length).toBeGreaterThan(70)
    await allRefused(forgeries)
  })

  it('refuses what is put before or behind, cut off, or out of range', async () => {
    await allRefused(byteForgeries(honest))
  })

  it('refuses every update that changes what is shown, done, attached or signed', async () => {
    await allRefused(updateForgeries(honest))
  })

  it('refuses a seal by another key, with another certificate, or built in another way', async () => {
    const other = await sealedPdf({ ...dutch, reference: '9X9-999' }, { ca })
    await allRefused([...sealForgeries(composed, ca), transplanted(other, honest.bytes)])
  })

  it('refuses a genuine seal over contents that contradict each other', async () => {
    await allRefused(await contradicting())
  })

  it('refuses files made to hurt it, and soon', async () => {
    await allRefused(hostileFiles(honest), 10_000)
  })

  it('has a corpus of at least 120 forgeries besides the flipped bits', async () => {
    const all = [...byteForgeries(honest), ...updateForgeries(honest), ...sealForgeries(composed, ca), ...(await contradicting()), ...hostileFiles(honest)] // prettier-ignore
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
    expect(all.length).toBeGreaterThanOrEqual(120)
  })

  it('trusts nobody whom it was not told to trust', async () => {
    expect((await verify(honest.bytes, { anchors: [] })).problem?.id).toBe('certificateUntrusted')
    expect((await verify(honest.bytes, { anchors: [makeTrainingCa().root] })).problem?.id).toBe('certificateUntrusted')
  })

  it('knows the time: not before the certificate, not after it without proof', async () => {
    const short = { ...makeTrainingCa({ under: ca, to: '20261215000000Z' }), root: ca.root }
    const pdf = await sealedPdf(dutch, { ca: short })
    expect((await verify(pdf)).accepted).toBe(true)
    expect((await verify(pdf, { at: new Date('2027-06-01') })).problem?.id).toBe('certificateExpired')
    expect((await verify(pdf, { at: new Date('2026-10-01') })).problem?.id).toBe('certificateNotYetValid')
    expect((await verify(pdf, { at: new Date('2026-11-20') })).problem?.id).toBe('timeContradiction')
  })

  it('refuses a revoked certificate, and believes only lists by the hospital', async () => {
    const revoked = makeTrainingCa()
    const pdf = await sealedPdf(dutch, { ca: revoked })
    const options = { anchors: [revoked.root], at: new Date(Math.max(Date.now(), at.getTime()) + 86_400_000) }
    expect((await verify(pdf, options)).accepted).toBe(true)
    expect((await verify(pdf, { ...options, lists: [revoke(revoked)] })).problem?.id).toBe('certificateRevoked')
    expect((await verify(pdf, { ...options, lists: [revoke(makeTrainingCa())] })).accepted).toBe(true)
  })
})
