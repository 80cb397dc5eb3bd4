/** One parent at the kiosk, the other one later at another: each signs his own part, and nobody holds the other's. */
import { afterEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { ActPart } from '../../domain/requests/acts/act-set.ts'
import { addDays } from '../../domain/days/calendar.ts'
import { dayInWords } from '../../domain/document/time-text.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { clerk } from './support/central.ts'
import { dayFrom } from './support/hospital.ts'
import { openStage } from './support/stage.ts'
import type { Stage } from './support/stage.ts'
import { answered, sign, toOtherHere } from './support/walk.ts'
import { extractOf } from '../support/extract.ts'

let stage: Stage
afterEach(async () => await stage.close())

async function atOtherHere(): Promise<Stage> {
  stage = await openStage()
  await toOtherHere(stage)
  return stage
}

describe('a parent who is alone', () => {
  it('signs her own part, which is sent as an act, and reads until when it waits', async () => {
    const { renderer, main } = await atOtherHere()
    renderer.tap({ kind: 'otherHere', yes: false })
    await answered(stage)
    await sign(stage)
    const done = await renderer.at('done')
    expect(done.waits).toBe(dayInWords(addDays(v.parse(CalendarDay, dayFrom(0)), 30), 'nl'))
    const [stored, ...more] = main.stored
    expect(more).toEqual([])
    if (stored === undefined) throw new Error('nothing was stored')
    const payload = await main.open(stored)
    expect([payload.kind, payload.pdf, payload.bundle.entry, payload.steps.length]).toEqual(['act', null, [], 1])
    const { content } = v.parse(ActPart, payload.act)
    expect([content.set, content.role, content.answer]).toEqual([payload.set, 'applicant', null])
    expect(content.set).not.toBe(payload.id)
  })

  it('signs one form after all where the desk finds that her authority is hers alone', async () => {
    const { renderer, central, main } = await atOtherHere()
    renderer.tap({ kind: 'otherHere', yes: false })
    await answered(stage)
    const hers = extractOf(dayFrom(-20), { authority: 'sole', recordedAt: new Date().toISOString() })
    await central.visits.recordEvidence(main.visit, hers, clerk)
    await renderer.at('review', ({ rows }) => !rows.some(({ linkId }) => linkId === 'alsoSigns'))
    await sign(stage)
    expect((await renderer.at('done')).waits).toBeUndefined()
    const [stored] = main.stored
    if (stored === undefined) throw new Error('nothing was stored')
    const payload = await main.open(stored)
    expect([payload.kind, payload.act, payload.pdf === null]).toEqual(['form', null, false])
  })

  it('may go back and say that the other one is here after all', async () => {
    const { renderer, main } = await atOtherHere()
    renderer.tap({ kind: 'otherHere', yes: false })
    await renderer.at('question', ({ linkId }) => linkId === 'scope')
    renderer.tap({ kind: 'back' })
    await renderer.at('otherHere')
    renderer.tap({ kind: 'otherHere', yes: true })
    await answered(stage)
    await sign(stage)
    await renderer.at('handOver')
    expect(main.stored).toEqual([])
  })
})
