/** The drawn signature: every sample, one pointer, no palm. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import type { CDPSession } from 'playwright'
import { RendererToSession } from '../../domain/messages/channel.ts'
import type { InkPath } from '../../domain/messages/parts.ts'
import { openKioskPage, portrait, type KioskPage } from './support/kiosk-page.ts'

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

/** Presses "done" and returns the ink that the session would get. */
async function send(): Promise<InkPath | null> {
  // A blocked button is still there to be pressed; the driver would wait for it to be enabled.
  await kiosk.page.locator('.next:visible').click({ force: true })
  await kiosk.settle()
  const [message] = (await kiosk.said()).visit
  if (message === undefined) return null
  const parsed = v.parse(RendererToSession, message)
  return parsed.type === 'intent' && parsed.intent.kind === 'ink' ? parsed.intent.ink : null
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
    await kiosk.page.locator('.ink-tools button').first().click()
    expect((await send())?.strokes).toHaveLength(1)
  })

  test('keeps what was drawn when the language changes', async () => {
    await scribble()
    await kiosk.show('sign', 'en')
    expect((await send())?.strokes).toHaveLength(1)
  })

  test('drops a palm, and lets a pen take over from a finger', async () => {
    const { x, y } = await pad()
    await kiosk.page.evaluate(
      ({ x, y }) => {
        const canvas = document.querySelector('.ink-canvas')
        if (!canvas) throw new Error('no pad')
        // Synthetic pointers cannot be captured; the policy under test does not depend on that.
        canvas.setPointerCapture = () => undefined
        const send = (type: string, id: number, pointerType: string, at: number, size: number): void => {
          canvas.dispatchEvent(
            new PointerEvent(type, {
              pointerId: id,
              pointerType,
              clientX: x + at,
              clientY: y + 80,
              width: size,
              height: size,
              bubbles: true,
            }),
          )
        }
        send('pointerdown', 1, 'touch', 50, 150)
        send('pointermove', 1, 'touch', 300, 150)
        send('pointerup', 1, 'touch', 300, 150)
        send('pointerdown', 2, 'touch', 60, 20)
        send('pointermove', 2, 'touch', 90, 20)
        send('pointerdown', 3, 'pen', 100, 1)
        send('pointermove', 2, 'touch', 200, 20)
        send('pointermove', 3, 'pen', 180, 1)
        send('pointermove', 3, 'pen', 260, 1)
        send('pointerup', 3, 'pen', 260, 1)
      },
      { x, y },
    )
    const ink = await send()
    expect(ink?.strokes).toHaveLength(1)
    expect(ink?.strokes[0]?.filter((_value, index) => index % 2 === 0)).toEqual([
      Math.round(100 / 0.0271),
      Math.round(180 / 0.0271),
      Math.round(260 / 0.0271),
    ])
  })
})
