/** The drawn signature: every sample, one pointer, no palm. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import type { CDPSession } from 'playwright'
import { RendererToSession } from '../../domain/messages/channel.ts'
import type { Intent } from '../../domain/messages/channel.ts'
import type { InkPath } from '../../domain/messages/parts.ts'
import { inkProblem } from '../../domain/document/ink.ts'
import { movesAlong } from '../../domain/messages/pen.ts'
import { landscape, openKioskPage, portrait, type KioskPage } from './support/kiosk-page.ts'

let kiosk: KioskPage
let driver: CDPSession
beforeAll(async () => {
  kiosk = await openKioskPage()
  driver = await kiosk.page.context().newCDPSession(kiosk.page)
}, 60_000)
afterAll(async () => kiosk.close())
beforeEach(async () => {
  await kiosk.start(portrait)
  await kiosk.show('sign')
  await kiosk.said()
})

async function pad(): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await kiosk.page.locator('.ink-canvas').boundingBox()
  if (box === null) throw new Error('no pad')
  return box
}

/** Presses "done" and returns what the session would get. */
async function said(): Promise<Extract<Intent, { kind: 'ink' }> | null> {
  // A blocked button is still there to be pressed; the driver would wait for it to be enabled.
  await kiosk.page.locator('.next:visible').click({ force: true })
  await kiosk.settle()
  const [message] = (await kiosk.said()).visit
  if (message === undefined) return null
  const parsed = v.parse(RendererToSession, message)
  return parsed.type === 'intent' && parsed.intent.kind === 'ink' ? parsed.intent : null
}
const send = async (): Promise<InkPath | null> => (await said())?.ink ?? null

interface Contact {
  /** CSS px of the contact, both ways. */
  readonly size?: number
  readonly pressure?: number
  readonly tiltX?: number
  /** Where the browser says that the pointer will be next. */
  readonly ahead?: number
}
type Touch = readonly [type: string, id: number, pointer: string, x: number, contact?: Contact]

/** Pointer events that no driver can make: pens, palms, two at once. `x` in CSS px from the pad's left edge. */
async function touches(events: readonly Touch[]): Promise<void> {
  const { x, y } = await pad()
  await kiosk.page.evaluate(
    ({ events, x, y }) => {
      const canvas = document.querySelector('.ink-canvas')
      if (!canvas) throw new Error('no pad')
      // Synthetic pointers cannot be captured; what is under test does not depend on that.
      canvas.setPointerCapture = () => undefined
      for (const [type, pointerId, pointerType, at, contact = {}] of events) {
        const { size = pointerType === 'touch' ? 20 : 1, ahead, ...more } = contact
        const init = { pointerId, pointerType, clientY: y + 80, width: size, height: size, bubbles: true, ...more }
        const event = new PointerEvent(type, { ...init, clientX: x + at })
        const next = ahead === undefined ? [] : [new PointerEvent(type, { ...init, clientX: x + ahead })]
        Object.defineProperty(event, 'getPredictedEvents', { value: () => next })
        canvas.dispatchEvent(event)
      }
    },
    { events, x, y },
  )
}
const trembling = (id: number, x: number): readonly Touch[] =>
  Array.from({ length: 200 }, (_, i): Touch => ['pointermove', id, 'touch', x + (i % 2)])
const hundredths = (px: number): number => Math.round(px / (portrait.mm / 100))
const xOf = (ink: InkPath | null) => ink?.strokes.map((stroke) => stroke.filter((_value, index) => index % 2 === 0))

/** Whether the line stands at this place of the canvas. */
async function dark(x: number): Promise<boolean> {
  return await kiosk.page.evaluate((at) => {
    const canvas = document.querySelector<HTMLCanvasElement>('.ink-canvas')
    const [red = 255] = canvas?.getContext('2d')?.getImageData(at, 80, 1, 1).data ?? []
    return red < 100
  }, x)
}

const mouse = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number, y: number) =>
  driver.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: 1, clickCount: 1 })

async function scribble(): Promise<void> {
  const { x, y, width } = await pad()
  await mouse('mousePressed', x + 50, y + 100)
  for (let i = 0; i < 12; i += 1) await mouse('mouseMoved', x + 50 + (i * width) / 20, y + 100 + (i % 2) * 40)
  await mouse('mouseReleased', x + 50 + (11 * width) / 20, y + 100)
}

describe('The ink pad', () => {
  test('keeps every coalesced sample of an un-awaited burst', async () => {
    const counted = kiosk.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let samples = 1
          const canvas = document.querySelector('.ink-canvas')
          canvas?.addEventListener('pointermove', (event) => {
            if (event instanceof PointerEvent) samples += event.getCoalescedEvents().length
          })
          canvas?.addEventListener('pointerup', () => setTimeout(() => resolve(samples), 50))
        }),
    )
    const { x, y } = await pad()
    await mouse('mousePressed', x + 20, y + 60)
    const burst = Array.from({ length: 500 }, (_unused, i) =>
      mouse('mouseMoved', x + 20 + i, y + 60 + 30 * Math.sin(i / 12)),
    )
    await Promise.all(burst)
    await mouse('mouseReleased', x + 520, y + 60)
    const samples = await counted
    const ink = await send()
    expect(samples).toBeGreaterThan(300)
    expect(ink?.strokes).toHaveLength(1)
    expect((ink?.strokes[0]?.length ?? 0) / 2).toBe(samples)
  })

  test('measures in hundredths of a real millimetre and is at least 120 by 45 mm', async () => {
    const { x, y } = await pad()
    await mouse('mousePressed', x + 100, y + 50)
    await mouse('mouseMoved', x + 371, y + 50)
    await mouse('mouseReleased', x + 371, y + 50)
    const ink = await send()
    const [stroke = []] = ink?.strokes ?? []
    // 271 px at 2.71 px/mm are 100 mm.
    expect((stroke.at(-2) ?? 0) - (stroke[0] ?? 0)).toBeCloseTo(10_000, -1)
    expect(ink?.widthMm).toBeGreaterThanOrEqual(120)
    expect(ink?.heightMm).toBeGreaterThanOrEqual(60)
  })

  test('says why "done" does nothing while there is no ink, and sends nothing', async () => {
    expect(await send()).toBeNull()
    await kiosk.page.locator('.why.is-shown').waitFor()
  })

  test('takes the last stroke back, and then everything', async () => {
    await scribble()
    await scribble()
    await kiosk.page.locator('.ink-tools button').nth(1).click()
    expect((await send())?.strokes).toHaveLength(1)
  })

  test('keeps what was drawn when the language changes', async () => {
    await scribble()
    await kiosk.show('sign', 'en')
    expect((await send())?.strokes).toHaveLength(1)
  })

  test('takes fingers and mice as they are: the button waits for a mark, not for a dot or a trembling tap', async () => {
    const { x, y } = await pad()
    await mouse('mousePressed', x + 100, y + 100)
    await mouse('mouseReleased', x + 100, y + 100)
    expect(await send()).toBeNull()
    await touches([['pointerdown', 1, 'touch', 300], ...trembling(1, 300), ['pointerup', 1, 'touch', 300]])
    expect(await send()).toBeNull()
    await scribble()
    expect((await send())?.strokes).toHaveLength(3)
  })

  test('drops a palm, and lets a pen take over from a finger', async () => {
    await touches([
      ['pointerdown', 1, 'touch', 50, { size: 150 }],
      ['pointermove', 1, 'touch', 300, { size: 150 }],
      ['pointerup', 1, 'touch', 300, { size: 150 }],
      ['pointerdown', 2, 'touch', 60],
      ['pointermove', 2, 'touch', 90],
      ['pointerdown', 3, 'pen', 100],
      ['pointermove', 2, 'touch', 200],
      ['pointermove', 3, 'pen', 180],
      ['pointermove', 3, 'pen', 260],
      ['pointerup', 3, 'pen', 260],
    ])
    expect(xOf(await send())).toEqual([[100, 180, 260].map(hundredths)])
  })

  test('drops a finger that lies down as a palm while it draws', async () => {
    await touches([
      ['pointerdown', 1, 'touch', 50],
      ['pointermove', 1, 'touch', 200],
      ['pointermove', 1, 'touch', 220, { size: 150 }],
      ['pointermove', 1, 'touch', 300],
      ['pointerup', 1, 'touch', 300],
    ])
    expect(await send()).toBeNull()
  })

  test('follows one finger, whatever a second one does', async () => {
    await touches([
      ['pointerdown', 1, 'touch', 50],
      ['pointerdown', 2, 'touch', 400],
      ['pointermove', 2, 'touch', 450],
      ['pointermove', 1, 'touch', 150],
      ['pointerup', 2, 'touch', 450],
      ['pointermove', 1, 'touch', 200],
      ['pointerup', 1, 'touch', 200],
    ])
    expect(xOf(await send())).toEqual([[50, 150, 200].map(hundredths)])
  })

  test('takes no finger once a pen was near, until everything is begun anew', async () => {
    const finger: readonly Touch[] = [
      ['pointerdown', 2, 'touch', 50],
      ['pointermove', 2, 'touch', 200],
      ['pointerup', 2, 'touch', 200],
    ]
    // It only hovers: the hand comes down before the pen does.
    await touches([['pointerenter', 1, 'pen', 60], ...finger])
    expect(await send()).toBeNull()
    await kiosk.page.locator('.ink-tools button').nth(2).click()
    await touches(finger)
    expect(xOf(await send())).toEqual([[50, 200].map(hundredths)])
  })

  test('goes on when the end of a stroke was lost, and forgets one that the system took away', async () => {
    await touches([
      ['pointerdown', 1, 'touch', 50],
      ['pointermove', 1, 'touch', 150],
      ['pointerdown', 1, 'touch', 200],
      ['pointermove', 1, 'touch', 320],
      ['pointerup', 1, 'touch', 320],
      ['pointerdown', 2, 'touch', 400],
      ['pointermove', 2, 'touch', 450],
      ['pointercancel', 2, 'touch', 450],
    ])
    expect(xOf(await send())).toEqual([[50, 150].map(hundredths), [200, 320].map(hundredths)])
  })

  test('keeps ink that ran off the pad on its edge', async () => {
    const { width } = await pad()
    await touches([
      ['pointerdown', 1, 'touch', 100],
      ['pointermove', 1, 'touch', -50],
      ['pointermove', 1, 'touch', width + 90],
      ['pointerup', 1, 'touch', width + 90],
    ])
    const ink = await send()
    expect(xOf(ink)).toEqual([[100, 0, width].map(hundredths)])
    expect(ink === null ? null : inkProblem(ink)).toBeNull()
  })

  test('draws ahead of a pen, and sends nothing that only was predicted', async () => {
    await touches([
      ['pointerdown', 1, 'pen', 100],
      ['pointermove', 1, 'pen', 200, { ahead: 420 }],
    ])
    expect(await dark(420)).toBe(true)
    await touches([
      ['pointermove', 1, 'pen', 220],
      ['pointerup', 1, 'pen', 220],
    ])
    expect(await dark(420)).toBe(false)
    expect(await dark(210)).toBe(true)
    expect(xOf(await send())).toEqual([[100, 200, 220].map(hundredths)])
  })

  test('is begun anew when it becomes smaller than the ink on it', async () => {
    const { width, height } = await pad()
    await touches([
      ['pointerdown', 1, 'touch', width - 4],
      ['pointermove', 1, 'touch', 20],
      ['pointerup', 1, 'touch', 20],
    ])
    await kiosk.page.evaluate((px) => {
      const pad = document.querySelector<HTMLElement>('.ink-pad')
      if (pad) pad.style.maxInlineSize = `${px}px`
    }, width / 2)
    await kiosk.settle()
    expect(await send()).toBeNull()
    expect(height).toBeGreaterThan(0)
  })

  test('leads by keys alone to the way of signing without drawing', async () => {
    for (let presses = 0; presses < 30; presses += 1) {
      await kiosk.page.keyboard.press('Tab')
      const focused = await kiosk.page.evaluate(() => document.activeElement?.textContent ?? '')
      if (!focused.includes('Ik kan niet tekenen')) continue
      await kiosk.page.keyboard.press('Enter')
      await kiosk.settle()
      const [message] = (await kiosk.said()).visit
      expect(v.parse(RendererToSession, message)).toMatchObject({ intent: { kind: 'cannotDraw' } })
      return
    }
    throw new Error('the keys never reached it')
  })
})

describe('A left-handed visitor', () => {
  test.each([
    ['portrait', portrait],
    ['landscape', landscape],
  ] as const)('has what belongs to the pad on the other side of it, on the %s glass', async (name, glass) => {
    await kiosk.start(glass)
    await kiosk.show('sign')
    const tools = async () => kiosk.page.locator('.ink-tools').boundingBox()
    const middle = ({ x, width }: { x: number; width: number }): number => x + width / 2
    const before = { pad: middle(await pad()), tools: middle((await tools()) ?? { x: 0, width: 0 }) }
    const hand = kiosk.page.locator('.ink-tools button').first()
    expect(await hand.getAttribute('aria-pressed')).toBe('false')
    await hand.click()
    await kiosk.settle()
    expect(await hand.getAttribute('aria-pressed')).toBe('true')
    const after = { pad: middle(await pad()), tools: middle((await tools()) ?? { x: 0, width: 0 }) }
    const [left, right] = await kiosk.page
      .locator('.ink-pad .signer span')
      .evaluateAll((spans) => spans.map((span) => span.getBoundingClientRect().left))
    // The name moves out from under the hand.
    expect(left).toBeGreaterThan(right ?? Infinity)
    if (name === 'landscape') expect(after.pad).toBeGreaterThan(before.pad + 100)
    expect(Math.sign(after.tools - after.pad)).toBe(-Math.sign(before.tools - before.pad))
    // The next visitor finds it as it was.
    await kiosk.start(glass)
    await kiosk.show('sign')
    expect(await hand.getAttribute('aria-pressed')).toBe('false')
  })
})

describe('The pad for fingers', () => {
  test.each([
    ['portrait', portrait],
    ['landscape', landscape],
  ] as const)(
    'is at least 120 by 60 mm on the %s glass, in every size of letters and with every message',
    async (_name, glass) => {
      await kiosk.start(glass)
      for (let size = 0; size < 3; size += 1) {
        if (size > 0) await kiosk.page.locator('.tools:visible .tool.letters').click()
        for (const screen of ['sign', 'sign-problem', 'sign-movement'] as const)
          for (const language of ['nl', 'nlSimple', 'en'] as const) {
            await kiosk.show(screen, language)
            const { width, height } = await pad()
            const where = `${screen} ${language} ${size}`
            expect(width / glass.mm, where).toBeGreaterThanOrEqual(120)
            expect(height / glass.mm, where).toBeGreaterThanOrEqual(59.9)
            const sheet = await kiosk.page.locator('.sheet.ink').boundingBox()
            const bottom = (await pad()).y + height
            expect(bottom, where).toBeLessThanOrEqual((sheet?.y ?? 0) + (sheet?.height ?? 0) + 1)
          }
      }
    },
  )
})

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
            looked[name] = (looked[name] ?? 0) + 1
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
