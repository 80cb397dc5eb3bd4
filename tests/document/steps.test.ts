import { webcrypto } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../domain/bytes/canonical.ts'
import { inkForDocument, inkProblem } from '../../domain/document/ink.ts'
import { type SignedStep, signStep, stepHash, verifySteps } from '../../domain/document/steps.ts'
import { amsterdamOffset, instantInWords, pdfDate } from '../../domain/document/time-text.ts'
import { base64url, fromBase64url, fromUtf8, utf8 } from '../../domain/bytes/bytes.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { dutch, inkOf, withSigners } from './people.ts'
import { makeVisitKey, sha256, stepsOf, type VisitKey } from './sealed.ts'

const { verifyEs256: verify } = portOver(webcrypto.subtle)
let visit: VisitKey
let steps: readonly SignedStep[]

beforeAll(async () => {
  visit = await makeVisitKey()
  steps = await stepsOf(withSigners(dutch, 3), visit)
})

const check = (given: unknown, key = visit.key) => verifySteps({ steps: given, key, sha256, verify })

describe('the steps of a document', () => {
  it('hold as a chain, in their order, under the key of their visit', async () => {
    expect(await check(steps)).toMatchObject({ ok: true })
    expect(steps[1]?.claims.previous).toBe(steps[0] && (await stepHash({ step: steps[0], sha256 })))
  })

  it('do not hold when one is dropped, swapped, doubled, changed or signed by another visit', async () => {
    const [one, two, three] = steps
    expect(await check([one, two])).toEqual({ ok: false, problem: 'incomplete', at: 0 })
    expect(await check([one, three])).toMatchObject({ ok: false, problem: 'order', at: 2 })
    expect(await check([two, one, three])).toMatchObject({ ok: false, problem: 'order', at: 1 })
    expect(await check([one, one, three])).toMatchObject({ ok: false, at: 2 })
    expect(await check([])).toEqual({ ok: false, problem: 'none', at: 0 })
    const renamed = { ...two, claims: { ...two?.claims, name: 'Iemand anders' } }
    expect(await check([one, renamed, three])).toEqual({ ok: false, problem: 'signature', at: 2 })
    const other = await makeVisitKey()
    expect(await check(steps, other.key)).toEqual({ ok: false, problem: 'signature', at: 1 })
    const others = await stepsOf(withSigners(dutch, 3), other)
    expect(await check([one, others[1], three])).toMatchObject({ ok: false, problem: 'broken', at: 2 })
  })

  it('cannot be moved to another set', async () => {
    const other = await stepsOf(withSigners(dutch, 3), visit, '9d1f7a0c-1111-4222-8333-444455556666')
    expect(await check([steps[0], other[1], steps[2]])).toEqual({ ok: false, problem: 'otherSet', at: 2 })
  })

  it('refuse what is not their shape instead of throwing', async () => {
    for (const wrong of [null, 7, 'x', {}, [null], [{ claims: {}, jws: '' }], [{ ...steps[0], extra: 1 }]])
      expect(await check(wrong)).toEqual({ ok: false, problem: 'malformed', at: 0 })
    const [first] = steps
    if (first === undefined) throw new Error('a step')
    const half = { ...first.claims, name: 'Anna \ud800' }
    await expect(signStep({ claims: half, sign: visit.sign })).rejects.toThrow('surrogate')
  })
})

describe('canonical JSON', () => {
  it('follows RFC 8785: the sample of its section 3.2.2 and sorting by UTF-16 code units', () => {
    const sample = { numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27], string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"\/', literals: [null, true, false] } // prettier-ignore
    expect(canonicalJson(sample)).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}') // prettier-ignore
    expect(canonicalJson({ '\ufb33': 1, '\u{1f600}': 2, '1': 3 })).toBe('{"1":3,"\u{1f600}":2,"\ufb33":1}')
  })

  it('throws on what JSON cannot hold', () => {
    for (const wrong of [NaN, Infinity, '\ud800', { a: NaN }]) expect(() => canonicalJson(wrong)).toThrow()
  })
})

describe('bytes without a platform', () => {
  it('agree with Node on UTF-8 and base64url, and refuse a second spelling', () => {
    for (const text of ['', 'a', 'Zoë', '€', '😀', 'Şebnem محمد', 'x'.repeat(9000)]) {
      const bytes = utf8(text)
      expect(Buffer.from(bytes).toString('utf8')).toBe(text)
      expect(fromUtf8(bytes)).toBe(text)
      expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      expect(fromBase64url(base64url(bytes))).toEqual(bytes)
    }
    for (const wrong of [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x80], [0xe2, 0x82]])
      expect(fromUtf8(Uint8Array.from(wrong))).toBeNull()
    for (const wrong of ['A', 'AB=', 'A+', 'AB', 'é'].filter((one) => one !== 'AB'))
      expect(fromBase64url(wrong)).toBeNull()
    expect(fromBase64url('AB')).toBeNull()
    expect(() => utf8('\ud800')).toThrow(RangeError)
  })
})

describe('ink', () => {
  const pad = inkOf(1)
  const withPoints = (...points: readonly number[][]) => ({ ...pad, strokes: points })

  it('is refused when it is no mark, and says why', () => {
    expect(inkProblem(withPoints())).toBe('empty')
    expect(inkProblem(withPoints([100, 100]))).toBe('tooShort')
    expect(inkProblem(withPoints([0, 0, 100, 0, 200, 0]))).toBe('tooShort')
    expect(inkProblem(withPoints([0, 0, 12_001, 0]))).toBe('outsidePad')
    expect(inkProblem(withPoints([0, -1, 900, 0]))).toBe('outsidePad')
    expect(inkProblem(withPoints([0, NaN, 900, 0]))).toBe('notWhole')
    expect(inkProblem(withPoints([0, 0.5, 900, 0]))).toBe('notWhole')
    expect(inkProblem(withPoints([0, 0, 900]))).toBe('notWhole')
    expect(inkProblem({ ...pad, widthMm: NaN })).toBe('padImpossible')
    expect(inkProblem(withPoints(Array.from({ length: 400_002 }, () => 5)))).toBe('tooMany')
  })

  it('is taken when it is a cross of two strokes, and with 100,000 samples', () => {
    expect(inkProblem(withPoints([1000, 1000, 1400, 1400], [1400, 1000, 1000, 1400]))).toBeNull()
    const long = Array.from({ length: 100_000 }, (_, i) => [6000 + Math.round(5000 * Math.cos(i / 500)), 2200 + Math.round(2000 * Math.sin(i / 411))]).flat() // prettier-ignore
    expect(inkProblem(withPoints(long))).toBeNull()
    const start = process.cpuUsage()
    const thin = inkForDocument(withPoints(long))
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000)
    expect(thin.strokes[0]?.length).toBeLessThan(long.length / 2)
  })

  it('keeps its line to 0.08 mm while it loses the rhythm of its samples', () => {
    const thin = inkForDocument(pad)
    const points = thin.strokes[0] ?? []
    const all = pad.strokes[0] ?? []
    expect(points.length).toBeLessThan(all.length / 2)
    for (let i = 0; i < all.length; i += 2) {
      let nearest = Infinity
      for (let k = 2; k < points.length; k += 2)
        nearest = Math.min(nearest, distance([all[i] ?? 0, all[i + 1] ?? 0], points.slice(k - 2, k + 2)))
      expect(nearest).toBeLessThanOrEqual(8.001)
    }
  })
})

function distance([px, py]: readonly [number, number], [x = 0, y = 0, tx = 0, ty = 0]: readonly number[]): number {
  const [dx, dy] = [tx - x, ty - y]
  const along =
    dx === 0 && dy === 0 ? 0 : Math.max(0, Math.min(1, ((px - x) * dx + (py - y) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(px - x - along * dx, py - y - along * dy)
}

describe('times in words', () => {
  it('are Amsterdam’s, on both sides of summer time', () => {
    expect(amsterdamOffset(new Date('2026-03-29T00:59:59Z'))).toBe(1)
    expect(amsterdamOffset(new Date('2026-03-29T01:00:00Z'))).toBe(2)
    expect(amsterdamOffset(new Date('2026-10-25T00:59:59Z'))).toBe(2)
    expect(amsterdamOffset(new Date('2026-10-25T01:00:00Z'))).toBe(1)
    for (let year = 2000; year < 2060; year++)
      for (const at of [`${year}-01-05T12:00:00Z`, `${year}-07-05T12:00:00Z`, `${year}-03-31T23:30:00Z`]) {
        const there = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Amsterdam', hour: '2-digit', hourCycle: 'h23' })
        const expected = Number(there.format(new Date(at)))
        expect((new Date(at).getUTCHours() + amsterdamOffset(new Date(at))) % 24).toBe(expected)
      }
  })

  it('say the month in letters, in each language, and give PDF its own form', () => {
    expect(instantInWords({ at: '2026-11-23T13:03:07Z', language: 'nl' })).toBe('23 november 2026, 14.03 uur')
    expect(instantInWords({ at: '2026-12-31T23:30:00Z', language: 'en' })).toBe('1 January 2027, 00:30')
    expect(pdfDate('2026-07-01T22:00:05.120Z')).toBe("D:20260702000005+02'00'")
  })
})
