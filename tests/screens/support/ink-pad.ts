/** The pad in a real page, and hands for it: what a driver can do, and pointers that no driver can make. */
import * as v from 'valibot'
import type { CDPSession } from 'playwright'
import { RendererToSession } from '../../../domain/contract/messages/channel.ts'
import type { Intent } from '../../../domain/contract/messages/channel.ts'
import type { InkPath } from '../../../domain/contract/messages/parts.ts'
import { openKioskPage, portrait, type KioskPage } from './kiosk-page.ts'

export interface Contact {
  /** CSS px of the contact, both ways. */
  readonly size?: number
  readonly pressure?: number
  readonly tiltX?: number
  /** Where the browser says that the pointer will be next. */
  readonly ahead?: number
}
export type Touch = readonly [type: string, id: number, pointer: string, x: number, contact?: Contact]

export const trembling = (id: number, x: number): readonly Touch[] =>
  Array.from({ length: 200 }, (_, i): Touch => ['pointermove', id, 'touch', x + (i % 2)])
export const hundredths = (px: number): number => Math.round(px / (portrait.mm / 100))
export const xOf = (ink: InkPath | null) =>
  ink?.strokes.map((stroke) => stroke.filter((_value, index) => index % 2 === 0))

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface InkPad {
  readonly kiosk: KioskPage
  readonly driver: CDPSession
  /** A fresh pad, with nothing said yet. */
  readonly start: () => Promise<void>
  readonly pad: () => Promise<Box>
  readonly said: () => Promise<Extract<Intent, { kind: 'ink' }> | null>
  readonly send: () => Promise<InkPath | null>
  readonly touches: (events: readonly Touch[]) => Promise<void>
  readonly dark: (x: number) => Promise<boolean>
  readonly mouse: (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number, y: number) => Promise<unknown>
  readonly scribble: () => Promise<void>
}

/** Opens a kiosk page of its own; close `kiosk` afterwards. */
export async function openInkPad(): Promise<InkPad> {
  const kiosk = await openKioskPage()
  const driver = await kiosk.page.context().newCDPSession(kiosk.page)

  async function start(): Promise<void> {
    await kiosk.start(portrait)
    await kiosk.show('sign')
    await kiosk.said()
  }

  async function pad(): Promise<Box> {
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

  return { kiosk, driver, start, pad, said, send, touches, dark, mouse, scribble }
}
