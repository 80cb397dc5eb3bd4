/** What the pad sends, at the session's border: ink of every size, and pen movements only where they were asked for. */
import { compactDecrypt } from 'jose'
import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import { EscrowedPen } from '../../domain/document/escrow.ts'
import { inkProblem } from '../../domain/document/ink.ts'
import { isEnough } from '../../domain/contract/messages/ink-enough.ts'
import { EnvelopePayload } from '../../domain/contract/intake/payload.ts'
import { RendererToSession } from '../../domain/contract/messages/channel.ts'
import { InkPath } from '../../domain/contract/messages/parts.ts'
import { movesAlong, PenMovement } from '../../domain/contract/messages/pen.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { inkOf, penOf } from '../document/people.ts'
import { houseKey } from './support/hospital.ts'
import { ink, openStage } from './support/stage.ts'
import type { Stage } from './support/stage.ts'
import { toChild, toReview } from './support/walk.ts'

const policy = { ...defaultPolicy, privacy: { ...defaultPolicy.privacy, penMovement: 'escrowed' } }
const keeper = await houseKey('ECDH-ES')
const keyset = { escrow: { ...keeper.jwk, kid: keeper.kid, use: 'enc', alg: 'ECDH-ES' } }
const drawn = v.parse(InkPath, inkOf(4))
const pen = penOf(drawn)

let stage: Stage | null = null
afterEach(async () => {
  await stage?.close()
  stage = null
})
async function toPad(options: Parameters<typeof openStage>[0] = {}): Promise<Stage> {
  stage = await openStage(options)
  await toChild(stage)
  await toReview(stage)
  stage.renderer.tap({ kind: 'next' })
  return stage
}
async function payloadOf({ main, hospital }: Stage): Promise<EnvelopePayload> {
  const stored = await main.until(() => main.stored[0])
  const { plaintext } = await compactDecrypt(stored.jwe, hospital.intake.private)
  return v.parse(v.pipe(v.string(), v.parseJson(), EnvelopePayload), new TextDecoder().decode(plaintext))
}

describe('a pen movement', () => {
  it('is asked for by the policy, and leaves the session closed to the keeper', async () => {
    const on = await toPad({ content: { policy }, keyset })
    expect(await on.renderer.at('sign')).toMatchObject({ penMovement: true })
    on.renderer.tap({ kind: 'ink', ink: drawn, pen })
    await on.renderer.at('done')
    const payload = await payloadOf(on)
    const { plaintext } = await compactDecrypt(payload.escrows[0] ?? '', keeper.private)
    const inside = v.parse(EscrowedPen, JSON.parse(new TextDecoder().decode(plaintext)))
    expect(inside).toEqual({ balie: 'pen/1', set: payload.id, ink: drawn, pen })
    // Nothing else of what leaves holds a channel of it, in the clear or as text of the PDF.
    const { escrows: _, ...rest } = payload
    const pdf = Buffer.from(rest.pdf ?? '', 'base64').toString('latin1')
    expect(JSON.stringify({ ...rest, pdf: null }) + pdf).not.toMatch(/"F":|"TX":|"T":\[/)
    await expect(compactDecrypt(payload.escrows[0] ?? '', on.hospital.intake.private)).rejects.toThrow()
  })

  it('may be missing although it was asked for: a mouse has none worth keeping, and nobody is refused for that', async () => {
    const on = await toPad({ content: { policy }, keyset })
    await on.renderer.at('sign')
    on.renderer.tap({ kind: 'ink', ink: drawn })
    await on.renderer.at('done')
    expect((await payloadOf(on)).escrows).toEqual([null])
  })

  it.each([
    ['by the default policy', {}],
    ['by a policy without a key in the keyset', { content: { policy } }],
    ['by a key without the policy', { keyset }],
  ])('is not asked for %s, and one that comes all the same signs nothing', async (_why, options) => {
    const on = await toPad(options)
    expect(await on.renderer.at('sign')).toMatchObject({ penMovement: false })
    on.renderer.tap({ kind: 'ink', ink: drawn, pen })
    on.renderer.tap({ kind: 'language', language: 'en' })
    await on.main.until(() => (on.renderer.view().language === 'en' ? true : null))
    expect(on.renderer.view().screen.step).toBe('sign')
    expect(on.main.stored).toEqual([])
    on.renderer.tap({ kind: 'ink', ink: drawn })
    await on.renderer.at('done')
    expect((await payloadOf(on)).escrows).toEqual([null])
  })

  it('belongs to its ink: another number of samples or strokes, or time running back, is not believed', () => {
    const [one, two] = pen.strokes
    if (one === undefined || two === undefined) throw new Error('two strokes')
    expect(movesAlong(pen, drawn)).toBe(true)
    expect(movesAlong({ strokes: [one] }, drawn)).toBe(false)
    expect(movesAlong({ strokes: [one, { ...two, F: null, TX: null, TY: null }] }, drawn)).toBe(true)
    expect(movesAlong({ strokes: [{ ...one, F: one.F?.slice(1) ?? null }, two] }, drawn)).toBe(false)
    expect(movesAlong({ strokes: [{ ...one, T: [...one.T].reverse() }, two] }, drawn)).toBe(false)
    for (const wrong of [NaN, -1, 0.5, 1001, Infinity])
      expect(v.is(PenMovement, { strokes: [{ ...one, F: [wrong] }] })).toBe(false)
  })
})

describe('ink at the border', () => {
  const pad = { widthMm: 120, heightMm: 45, durationMs: 100 }
  const parse = (strokes: unknown, more: object = {}): boolean =>
    v.is(RendererToSession, { type: 'intent', seq: 1, intent: { kind: 'ink', ink: { ...pad, strokes, ...more } } })
  const spiral = (samples: number): readonly number[] =>
    Array.from({ length: samples }, (_, i) => [6000 + Math.round(5000 * Math.cos(i / 500)), 2200 + Math.round(2000 * Math.sin(i / 411))]).flat() // prettier-ignore

  it('that is no list of whole hundredths in a possible pad is refused by the parser', () => {
    expect(parse([[0, 0, 900, 900]])).toBe(true)
    for (const strokes of [
      [[0, NaN]],
      [[0, Infinity]],
      [[0.5, 1]],
      [[-1, 0]],
      [[0]],
      [[]],
      [[0, '1']],
      [[0, 100_001]],
      'x',
      null,
    ])
      expect(parse(strokes), JSON.stringify(strokes)).toBe(false)
    expect(parse(Array.from({ length: 501 }, () => [0, 0]))).toBe(false)
    expect(parse([spiral(100_001)])).toBe(false)
    for (const wrong of [NaN, 0, -5, 1001, '120', null]) expect(parse([[0, 0]], { widthMm: wrong })).toBe(false)
    for (const wrong of [NaN, -1, 0.5, 3_600_001]) expect(parse([[0, 0]], { durationMs: wrong })).toBe(false)
    expect(parse([[0, 0]], { pressure: [1] })).toBe(false)
  })

  it('of 0 or 1 samples, of a trembling tap, or outside its pad, is no mark; a cross and a short line are', () => {
    const trembling = Array.from({ length: 400 }, (_, i) => 1000 + (i % 4 < 2 ? 0 : 30))
    for (const strokes of [[], [[500, 500]], [[0, 0, 300, 0]], [trembling], [[0, 0, 350, 0, 0, 0, 350, 0, 0, 0]]]) {
      expect(isEnough(strokes)).toBe(false)
      expect(inkProblem({ ...pad, strokes })).not.toBeNull()
    }
    expect(inkProblem({ ...pad, strokes: [[0, 0, 12_001, 0]] })).toBe('outsidePad')
    for (const strokes of [
      [[0, 0, 1000, 0]],
      [
        [0, 0, 400, 400],
        [400, 0, 0, 400],
      ],
    ]) {
      expect(isEnough(strokes)).toBe(true)
      expect(inkProblem({ ...pad, strokes })).toBeNull()
    }
  })

  it('of 1 sample asks again, and of 100,000 samples is signed and stays small', async () => {
    const on = await toPad()
    await on.renderer.at('sign')
    on.renderer.tap({ kind: 'ink', ink: { ...ink, strokes: [[500, 500]] } })
    await on.renderer.at('sign', ({ problem }) => problem === 'inkTooLittle')
    on.renderer.tap({ kind: 'ink', ink: { ...ink, strokes: [[0, 0, 12_100, 0]] } })
    on.renderer.tap({ kind: 'ink', ink: { ...pad, strokes: [spiral(100_000)] } })
    await on.renderer.at('done')
    expect((await payloadOf(on)).pdf?.length).toBeLessThan(400_000)
  })
})
