import { look, startIdle } from '../../main/visit/idle.ts'
import { defaultDevicePolicy } from '../../domain/contract/device/device-policy.ts'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { VisitId } from '../../domain/ids.ts'
import { EventParser } from '../../main/line/channel/sse.ts'
import { Reporter } from '../../main/line/channel/reporter.ts'
import type { Clock } from '../../main/clock/clock.ts'
import { CentralTime } from '../../main/trust/time.ts'
import { logLine } from '../../main/log/log.ts'
import { refuseEnvelope } from '../../main/custody/outbox/check-envelope.ts'
import { envelopeLimit, limits } from '../../domain/limits.ts'
import { hasRoom } from '../../main/custody/outbox/room.ts'
import { VisitQuota } from '../../main/custody/outbox/visit-quota.ts'
import { SealDesk } from '../../main/custody/seal/seal-desk.ts'
import { ecdsaValue } from '../../main/custody/seal/ecdsa-value.ts'
import { realClock } from '../../main/clock/clock.ts'
import { envelope, envelopeId, intakeKids } from './support/envelopes.ts'
import { until } from './support/until.ts'
import { Sha256 } from '../../domain/ids.ts'
import type { DeviceReport } from '../../domain/contract/device/channel.ts'

const visit = v.parse(VisitId, '00000000-0000-4000-9000-000000000001')
const digest = v.parse(Sha256, createHash('sha256').update('x').digest('base64url'))

describe('what main checks of an envelope', () => {
  it('takes a right header with a key of the keyset', () => {
    expect(refuseEnvelope(envelope(1))).toBeNull()
  })
  it.each([
    ['an unknown key', { kid: 'other' }],
    ['another envelope’s id', { id: envelopeId(2) }],
    ['another algorithm', { alg: 'ECDH-ES+A256KW' }],
    ['a field more', { name: 'someone' }],
    ['an unknown kind', { kind: 'letter' }],
  ])('refuses %s', (_name, header) => {
    expect(refuseEnvelope(envelope(1, 'A', header))).toBe('unknownKey')
  })
  it('refuses more than 8 MiB, and takes exactly that', () => {
    const { id, jwe } = envelope(1)
    const fill = (size: number) => `${jwe.slice(0, -4)}${'A'.repeat(size - jwe.length)}.tag`
    expect(refuseEnvelope({ id, jwe: fill(8 * 1024 * 1024), intakeKids })).toBeNull()
    expect(refuseEnvelope({ id, jwe: fill(8 * 1024 * 1024 + 1), intakeKids })).toBe('tooLarge')
  })
})

describe('limits', () => {
  it('limits: visit.bytes of one visit are kept, and not one more', () => {
    const quota = new VisitQuota()
    expect(quota.take(limits.visit.bytes - 1, 'form')).toBe(true)
    expect(quota.take(2, 'form')).toBe(false)
    expect(quota.take(1, 'form')).toBe(true)
    expect(quota.take(1, 'form')).toBe(false)
  })
  it('machine 4: limits: visit.acceptances leave the place and the bytes of a form to whoever signs', () => {
    const many = new VisitQuota()
    const taken = Array.from({ length: 9 }, () => many.take(1000, 'acceptance'))
    expect(taken.filter(Boolean)).toHaveLength(limits.visit.acceptances)
    expect(many.take(envelopeLimit, 'form')).toBe(true)
    const large = new VisitQuota()
    expect(large.take(envelopeLimit, 'acceptance')).toBe(true)
    expect(large.take(1, 'acceptance')).toBe(false)
    expect(large.take(envelopeLimit, 'form')).toBe(true)
  })
  it.each([
    ['kiosk.waiting', limits.kiosk.waiting, 10],
    ['kiosk.waitingBytes', 1 + limits.kiosk.waitingBytes / limits.visit.bytes, limits.visit.bytes],
  ])('limits: %s leaves room for a whole visit, or none starts', (_, count, size) => {
    const waiting = (n: number) => Array.from({ length: n }, () => ({ size }))
    expect(hasRoom(waiting(0), Infinity)).toBe(true)
    expect(hasRoom(waiting(count), Infinity)).toBe(false)
    expect(hasRoom(waiting(0), limits.kiosk.free - 1)).toBe(false)
  })
  it('limits: log.word: a longer word is not written', () => {
    expect(logLine('alarm', { code: 'a'.repeat(limits.log.word) })).toContain('aaaa')
    expect(logLine('alarm', { code: 'a'.repeat(limits.log.word + 1) })).toContain('"?"')
  })
})

describe('the seal', () => {
  const ask = (desk: SealDesk, step: 'sealing' | 'review' | null, n = 1) =>
    desk.ask({ envelope: envelopeId(n), sha256: digest, step })
  it('is given once per envelope and only while the step is sealing', async () => {
    const seen: string[] = []
    const desk = new SealDesk({
      seal: (bytes) => {
        seen.push(Buffer.from(bytes).toString('base64url'))
        return Promise.resolve(Buffer.from('cms'))
      },
    })
    expect(await ask(desk, 'review')).toEqual({ kind: 'refused', reason: 'notSigning' })
    expect(await ask(desk, null)).toEqual({ kind: 'refused', reason: 'notSigning' })
    expect(await ask(desk, 'sealing')).toEqual({ kind: 'sealed', cms: Buffer.from('cms').toString('base64') })
    expect(await ask(desk, 'sealing')).toEqual({ kind: 'refused', reason: 'alreadySealed' })
    expect(seen).toEqual([digest])
  })
  it('machine 13: is given once a visit, to one digest of three hundred', async () => {
    let sealed = 0
    const desk = new SealDesk({ seal: () => Promise.resolve(Buffer.from(String((sealed += 1)))) })
    const answers = await Promise.all(Array.from({ length: 300 }, (_, n) => ask(desk, 'sealing', n + 1)))
    expect(answers.filter(({ kind }) => kind === 'sealed')).toHaveLength(1)
    expect(sealed).toBe(1)
    expect([desk.isFor(envelopeId(1)), desk.isFor(envelopeId(2))]).toEqual([true, false])
  })
  it('machine 13: is given once more when the first came to nothing, and then never again', async () => {
    const desk = new SealDesk({ seal: () => Promise.resolve(Buffer.from('cms')) })
    expect(await ask(desk, 'sealing')).toMatchObject({ kind: 'sealed' })
    // The disk refused what was sealed.
    desk.cameToNothing(envelopeId(1))
    expect(desk.isFor(envelopeId(1))).toBe(false)
    expect(await ask(desk, 'sealing', 2)).toMatchObject({ kind: 'sealed' })
    desk.cameToNothing(envelopeId(2))
    expect(await ask(desk, 'sealing', 3)).toEqual({ kind: 'refused', reason: 'alreadySealed' })
  })
  it('says that the key is not there when signing fails', async () => {
    const desk = new SealDesk({ seal: () => Promise.reject(new Error('no')) })
    expect(await ask(desk, 'sealing')).toEqual({ kind: 'refused', reason: 'keyUnavailable' })
    expect(await ask(desk, 'sealing', 2)).toEqual({ kind: 'refused', reason: 'keyUnavailable' })
    expect(await ask(desk, 'sealing', 3)).toEqual({ kind: 'refused', reason: 'alreadySealed' })
  })
  it('writes r and s as positive numbers without leading zeros', () => {
    const raw = Buffer.alloc(64)
    raw[1] = 0x80
    raw[63] = 0x05
    expect(Buffer.from(ecdsaValue(raw)).toString('hex')).toBe(`302502200080${'00'.repeat(30)}020105`)
  })
})

describe('a log line', () => {
  it('carries ids, codes and numbers, and nothing that is not on the list', () => {
    expect(logLine('step', { step: 'terms', visit })).toBe(`{"event":"step","step":"terms","visit":"${visit}"}`)
    const sneaky: object = { code: 'Jan de Vries, 1-1-1980', name: 'Jan', step: 'terms' }
    expect(logLine('alarm', sneaky)).toBe('{"event":"alarm","step":"terms","code":"?"}')
  })
})

describe('server-sent events', () => {
  it('come out whole, however they are cut, and too long ones are dropped', () => {
    const seen: string[] = []
    const parser = new EventParser((data) => seen.push(data))
    for (const letter of ': hi\n\ndata: one\n\ndata:two\ndata: lines\r\n\r\nevent: x\nid: 4\n\n') parser.push(letter)
    parser.push(`data: ${'x'.repeat(20_000)}\n\ndata: last\n\n`)
    expect(seen).toEqual(['one', 'two\nlines', 'last'])
  })
})

describe('the central’s time', () => {
  it('is carried on by the monotonic clock, with an uncertainty that grows, and keeps the better anchor', () => {
    let monotonic = 1000
    const clock: Clock = { monotonic: () => monotonic, wall: () => 0, after: () => () => undefined }
    const time = new CentralTime(clock)
    expect(time.now()).toBeNull()
    expect(time.anchor()).toBeNull()
    time.learn({ stated: 1_700_000_000_000, sent: 900, received: 1000, granularity: 1000 })
    expect(time.now()).toEqual({ at: 1_700_000_000_550, uncertainty: 550 + 0.005 })
    time.learn({ stated: 1_700_000_000_700, sent: 995, received: 1000, granularity: 0 })
    expect(time.now()?.uncertainty).toBeCloseTo(2.5)
    monotonic += 3_600_000
    expect(time.now()?.at).toBeCloseTo(1_700_000_000_700 + 3_600_000 + 2.5)
    expect(time.now()?.uncertainty).toBeCloseTo(362.5, 0)
    expect(time.anchor()?.at).toBe('2023-11-14T23:13:20.703Z')
    time.learn({ stated: Number.NaN, sent: 1, received: 2, granularity: 0 })
    expect(time.now()?.at).toBeGreaterThan(1_700_000_000_000)
  })
})

describe('reports', () => {
  it('never drop the bell, replace what is outdated, and go in order, one at a time', async () => {
    const sent: DeviceReport[] = []
    let fail = 2
    let flying = 0
    const reporter = new Reporter({
      clock: realClock,
      random: () => 0.01,
      post: async (report) => {
        flying += 1
        expect(flying).toBe(1)
        await Promise.resolve()
        flying -= 1
        if (fail-- > 0) return false
        sent.push(report)
        return true
      },
    })
    reporter.report({ type: 'help', visit })
    reporter.report({ type: 'step', visit, step: 'terms' })
    reporter.report({ type: 'step', visit, step: 'document' })
    await until('sent', () => sent.length === 2)
    expect(sent).toEqual([
      { type: 'help', visit },
      { type: 'step', visit, step: 'document' },
    ])
    await reporter.close()
  })
})

describe('the end screen', () => {
  const policy = { ...defaultDevicePolicy, doneFor: 30 }
  const at = (seconds: number) => look({ idle: startIdle(0), now: seconds * 1000, policy, done: true }).state
  it('stands still first, counts down its last twelve seconds, and is then over', () => {
    expect(at(17)).toEqual({ kind: 'running', wipeAt: 30_000 })
    expect(at(18)).toEqual({ kind: 'covered', secondsLeft: 12 })
    expect(at(29.5)).toEqual({ kind: 'covered', secondsLeft: 1 })
    expect(at(30)).toEqual({ kind: 'over', end: 'done' })
  })
})
