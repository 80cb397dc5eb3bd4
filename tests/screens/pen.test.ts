/** What a pen measures beside its path: looked at only where the hospital's policy asks. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { movesAlong } from '../../domain/contract/messages/pen.ts'
import { openInkPad, type Touch } from './support/ink-pad.ts'

const ink = await openInkPad()
const { kiosk, said, touches } = ink
afterAll(async () => kiosk.close())
beforeEach(ink.start)

describe('Pressure, tilt and times', () => {
  /** A fresh pad of a hospital whose policy asks for the movement. */
  async function toAskingPad(): Promise<void> {
    await kiosk.show('review')
    await kiosk.show('sign-movement')
    await kiosk.said()
  }

  /** Counts each look at what would identify somebody; `times` also at the time of a sample. */
  async function spy(): Promise<void> {
    await kiosk.page.evaluate(() => {
      const looked: Record<string, number> = {}
      Object.assign(window, { looked })
      const watch = (prototype: object, name: string): void => {
        const found = Object.getOwnPropertyDescriptor(prototype, name)
        if (found?.get === undefined) throw new Error(`no ${name}`)
        const { get } = found
        Object.defineProperty(prototype, name, {
          ...found,
          get(this: unknown): unknown {
            // What presses a button is no sample of a signature.
            const button = this instanceof Event && this.target instanceof Element && this.target.closest('button')
            if (!button) looked[name] = (looked[name] ?? 0) + 1
            return get.call(this)
          },
        })
      }
      const secret = ['pressure', 'tangentialPressure', 'tiltX', 'tiltY', 'twist', 'altitudeAngle', 'azimuthAngle']
      for (const name of secret) watch(PointerEvent.prototype, name)
      watch(Event.prototype, 'timeStamp')
    })
  }
  const looked = () => kiosk.page.evaluate(() => (window as unknown as { looked: Record<string, number> }).looked)
  const line = (pointer: string, pressure: (i: number) => number): readonly Touch[] => [
    ['pointerdown', 1, pointer, 50, { pressure: pressure(0), tiltX: 30 }],
    ...Array.from({ length: 20 }, (_, i): Touch => [
      'pointermove',
      1,
      pointer,
      60 + i * 10,
      { pressure: pressure(i), tiltX: 30 },
    ]),
    ['pointerup', 1, pointer, 260],
  ]

  test('are not even looked at where the policy does not ask', async () => {
    await spy()
    await touches(line('pen', (i) => 0.2 + i / 50))
    const message = await said()
    expect(message).not.toHaveProperty('pen')
    // The duration of the whole: when the first stroke began and the last one ended, and nothing between.
    expect(await looked()).toEqual({ timeStamp: 2 })
  })

  test('are taken whole where it does, with what the pen really measures', async () => {
    await toAskingPad()
    await spy()
    await touches(line('pen', (i) => 0.2 + i / 50))
    const message = await said()
    expect((await looked())['pressure']).toBe(21)
    const [stroke, ...more] = message?.pen?.strokes ?? []
    expect(more).toEqual([])
    expect(stroke?.F).toEqual([200, ...Array.from({ length: 20 }, (_, i) => 200 + i * 20)])
    expect(stroke?.TX).toEqual(Array.from({ length: 21 }, () => 30))
    expect(stroke?.T[0]).toBe(0)
    expect(message !== null && message.pen !== undefined && movesAlong(message.pen, message.ink)).toBe(true)
  })

  test('are null where a device only pretends: a mouse, a finger, a pen that always presses the same', async () => {
    for (const [pointer, pressure] of [
      ['mouse', () => 0.5],
      ['touch', (i: number) => i / 30],
      ['pen', () => 0.5],
    ] as const) {
      await toAskingPad()
      await touches(line(pointer, pressure))
      const message = await said()
      expect(message?.pen?.strokes[0]?.F, pointer).toBeNull()
      expect(message?.pen?.strokes[0]?.T).toHaveLength(21)
    }
  })

  test('of a stroke that was taken back are gone with it', async () => {
    await toAskingPad()
    await touches(line('pen', (i) => i / 30))
    await touches(line('pen', (i) => i / 25))
    await kiosk.page.locator('.ink-tools button').nth(1).click()
    const message = await said()
    expect(message?.ink.strokes).toHaveLength(1)
    expect(message?.pen?.strokes).toHaveLength(1)
  })
})
