/** What 5d62466 signed, stored and published stays good for ever: on that day, and when it is opened 60 days later. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { webcrypto } from 'node:crypto'
import { decodeJwt } from 'jose'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as v from 'valibot'
import { hashOf } from '../../paper/hash.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { envelopeLimit } from '../../domain/limits.ts'
import { HospitalId } from '../../domain/ids.ts'
import { acceptPolicy } from '../../domain/policy/accept.ts'
import { readPolicyText } from '../../domain/policy/read.ts'
import { signerOf } from '../../central/published/policy/file.ts'
import { verifyApproval } from '../../domain/verify/approval.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { checkJournal } from '../../main/custody/journal/check.ts'
import { verifyReceipt } from '../../main/custody/outbox/verified-receipt.ts'
import { derOf } from './support/der.ts'
import { about, bytesOf, openLeftBehind, policyFiles, textOf } from './support/left-behind.ts'
import type { LeftBehind } from './support/left-behind.ts'

const day = 86_400_000
const madeAt = Date.parse(about.at)
const port = portOver(webcrypto.subtle)
const keyset = v.parse(Keyset, decodeJwt(textOf('keyset.jws')))

afterAll(() => void vi.useRealTimers())

describe.each([
  ['on its own day', madeAt + 60_000],
  ['60 days later', madeAt + 60 * day],
])('5d62466 %s', (_, moment) => {
  let old: LeftBehind | null = null
  const open = async (): Promise<LeftBehind> => (old ??= await openLeftBehind())
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: moment }))
  afterEach(() => void vi.useRealTimers())
  afterAll(() => old?.close())

  it('its waiting envelopes are stored with a signed receipt, none is quarantined for being older', async () => {
    const { central, outbox, put } = await open()
    expect(outbox.waiting().map(({ id }) => id)).toEqual(
      (['ink', 'typed', 'acceptance', 'escrow'] as const).map((kind) => about.names[kind]),
    )
    for (const { id, sha256, size } of outbox.waiting()) {
      expect(size).toBeLessThan(envelopeLimit)
      const answer = await put({ id, jwe: (await outbox.read(id)) ?? '' })
      const row = await central.ledger.find(id)
      expect([id, answer.status, row?.reason, row?.detail]).toEqual([id, 201, null, null])
      const keys = v.parse(Keyset, decodeJwt(central.house.keyset)).receipt
      const receipt = await verifyReceipt({ answer: answer.body, id, sha256, keys })
      expect(receipt?.result).toBe('stored')
      if (receipt !== null) expect(await outbox.remove(receipt)).toBe(true)
    }
    expect(await central.ledger.escrow(about.names.escrow)).not.toBeNull()
  })

  it('its receipts hold, and the same envelope gets the same one again', async () => {
    const { central, put } = await open()
    const jwe = textOf('stored.jwe')
    const answer = await put({ id: about.names.stored, jwe })
    expect([answer.status, answer.body]).toEqual([200, textOf('receipt.jws')])
    const sha256 = hashOf(Buffer.from(jwe))
    const of = { answer: textOf('receipt.jws'), id: about.names.stored, sha256, keys: keyset.receipt }
    expect((await verifyReceipt(of))?.result).toBe('stored')
    const { quarantined } = about.names
    const kept = await central.ledger.quarantined(quarantined)
    const refused = { answer: textOf('refusal.jws'), id: quarantined, sha256: hashOf(kept ?? new Uint8Array()) }
    expect((await verifyReceipt({ ...refused, keys: keyset.receipt }))?.result).toBe('quarantined')
  })

  it('its record, its kiosk and its rules are there', async () => {
    const { central } = await open()
    expect(central.content.policy.version).toBe(3)
    expect(central.store.all('DocumentReference').length).toBeGreaterThan(0)
    expect(await central.deviceTable.find(about.device)).toMatchObject({ device: about.device, withdrawn: false })
    expect((await central.ledger.newestApart(9)).map(({ id, reason }) => [id, reason])).toEqual([
      [about.names.quarantined, 'certificate'],
    ])
    expect(v.parse(Keyset, decodeJwt(central.house.keyset)).content).toEqual(keyset.content)
  })

  it('its journal is read and continued', async () => {
    const { state, central } = await open()
    const lines = readFileSync(join(state, 'journal.jwsl'), 'latin1').trim().split('\n')
    const key = (await central.deviceTable.find(about.device))?.keys[0]?.log
    if (key === undefined) throw new Error('no key')
    expect(await checkJournal(lines, key)).toMatchObject({ ok: true, open: false, entries: { length: 4 } })
  })

  it('its papers verify: form, form with long-term data, approval', async () => {
    const anchors = [derOf(textOf('papers/seal-ca.pem'))]
    const timeAnchors = [derOf(textOf('papers/time-ca.pem'))]
    const at = new Date(moment)
    const extended = await verifyPdf(port, bytesOf('papers/form-extended.pdf'), { anchors, timeAnchors, at })
    expect([extended.problem, extended.accepted]).toEqual([null, true])
    // A sealed form alone lives as long as its kiosk's certificate: that is what long-term data is for.
    const form = await verifyPdf(port, bytesOf('papers/form.pdf'), { anchors, timeAnchors, at: new Date(madeAt) })
    expect([form.problem, form.accepted]).toEqual([null, true])
    const pair = { approval: bytesOf('papers/approval.pdf'), form: bytesOf('papers/approved-form.pdf') }
    const root = [derOf(textOf('papers/hospital-root.pem'))]
    expect((await verifyApproval(port, pair, { anchors: root, at })).problem).toBeNull()
    expect(Buffer.from(bytesOf('papers/receipt.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it.each(policyFiles())('the signed rules in $name are read whole', async ({ file }) => {
    const hospital = hospitalOf(file)
    const signature = await signerOf({ file, keys: keyset.content, hospital })
    expect(signature.by).toBe('ours')
    if (signature.by !== 'ours') return
    expect(readPolicyText(signature.text)).toMatchObject({ kind: 'policy' })
    expect(acceptPolicy({ signature, hospital, newestSeen: 0, today: dayAt(moment) })).toMatchObject({ kind: 'policy' })
  })
})

/** Whose rules these are. */
function hospitalOf(file: string): HospitalId {
  return v.parse(v.object({ hospital: v.object({ id: HospitalId }) }), decodeJwt(file)).hospital.id
}
