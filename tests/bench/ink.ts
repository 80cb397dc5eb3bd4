/**
 * Ink in a real Chromium on the built page: the time of each pointermove handler in bursts that nobody waits for, with
 * every sample kept; and a stroke's first paint against that on a page with nothing but a canvas.
 */
import * as v from 'valibot'
import type { CDPSession, Page } from 'playwright'
import { RendererToSession } from '../../domain/contract/messages/channel.ts'
import { openKioskPage, portrait, type KioskPage } from '../screens/support/kiosk-page.ts'
import { measured, quantile, ratiosOf, rounded, type Measure } from './measure.ts'

/** Milliseconds that a handler may take: a quarter of a frame. */
const budget = 4
const samplesInBurst = 500
const pressesInRound = 9

interface Probe {
  readonly handlers: number[]
  samples: number
  paint: number | null
}
declare global {
  interface Window {
    readonly inkProbe: Probe
  }
}

/** Before the page's own scripts: a clock around each of its pointer listeners on a canvas. */
function probe(): void {
  const found: Probe = { handlers: [], samples: 0, paint: null }
  Object.assign(window, { inkProbe: found })
  const plain = HTMLCanvasElement.prototype.addEventListener
  Object.assign(HTMLCanvasElement.prototype, {
    addEventListener(this: HTMLCanvasElement, type: string, listener: (event: Event) => void) {
      const timed = (event: Event): void => {
        const start = performance.now()
        listener(event)
        if (type === 'pointermove') found.handlers.push(performance.now() - start)
        if (event instanceof PointerEvent && type === 'pointermove') found.samples += event.getCoalescedEvents().length
        if (type !== 'pointerdown') return
        found.samples += 1
        // A task after the next frame's callbacks runs when that frame has been handed over.
        requestAnimationFrame(() => setTimeout(() => (found.paint = performance.now() - event.timeStamp)))
      }
      plain.call(this, type, timed)
    },
  })
}

const bareCanvas = `<!doctype html><body style="margin:0"><canvas width="1000" height="600"></canvas><script>
const canvas = document.querySelector('canvas'), context = canvas.getContext('2d', { alpha: false, desynchronized: true })
canvas.addEventListener('pointerdown', (event) => context.fillRect(event.clientX, event.clientY, 3, 3))
</script>`

export async function benchInk({ rounds }: { readonly rounds: number }): Promise<readonly Measure[]> {
  const kiosk = await openKioskPage()
  try {
    await kiosk.page.addInitScript(probe)
    const bare = await kiosk.page.context().newPage()
    await bare.setViewportSize({ width: portrait.width, height: portrait.height })
    await bare.addInitScript(probe)
    await bare.goto(`data:text/html,${encodeURIComponent(bareCanvas)}`)
    await kiosk.start(portrait)
    await kiosk.show('sign')
    const drivers = { kiosk: await driverOf(kiosk.page), bare: await driverOf(bare) }
    const handlers: number[] = []
    const p95s: number[] = []
    const paints = { kiosk: [] as number[], bare: [] as number[] }
    const lost: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      const burst = await burstOn({ kiosk, driver: drivers.kiosk })
      const bareFrames = await firstFrames(bare, drivers.bare, { x: 300, y: 300 })
      const kioskFrames = await firstFramesOn({ kiosk, driver: drivers.kiosk })
      // The first round warms up the compiler.
      if (round === 0) continue
      handlers.push(...burst.handlers)
      p95s.push(quantile(burst.handlers, 0.95))
      lost.push(burst.samples - burst.kept)
      paints.kiosk.push(quantile(kioskFrames, 0.5))
      paints.bare.push(quantile(bareFrames, 0.5))
    }
    const missing = lost.reduce((sum, each) => sum + Math.abs(each), 0)
    return [
      measured({
        name: 'ink-handler',
        what: `95th percentile of the ink handler in bursts of ${samplesInBurst} samples (a lost sample counts as missed)`,
        against: `${budget} ms`,
        ratios: p95s.map((p95) => (missing === 0 ? p95 / budget : Number.MAX_VALUE)),
        target: { atMost: 1 },
        detail: {
          p95Ms: rounded(quantile(handlers, 0.95)),
          maxMs: rounded(quantile(handlers, 1)),
          events: handlers.length,
          samplesLost: missing,
          clock: '0.1 ms steps',
        },
      }),
      measured({
        name: 'ink-first-paint',
        what: `a stroke's first frame on the signing screen, from the press (median of ${pressesInRound} a round)`,
        against: 'the same on a page with nothing but a canvas',
        ratios: ratiosOf(paints.kiosk, paints.bare),
        target: { atMost: 1.1 },
        detail: { kioskMs: rounded(quantile(paints.kiosk, 0.5)), bareMs: rounded(quantile(paints.bare, 0.5)) },
      }),
    ]
  } finally {
    await kiosk.close()
  }
}

type Pointer = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number, y: number) => Promise<unknown>

async function driverOf(page: Page): Promise<Pointer> {
  const session: CDPSession = await page.context().newCDPSession(page)
  return (type, x, y) =>
    session.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: 1, clickCount: 1 })
}

/** What the probe has found since the last call, once the first frame was there. */
async function found(page: Page): Promise<{ handlers: number[]; samples: number; paint: number }> {
  await page.waitForFunction(() => window.inkProbe.paint !== null)
  return await page.evaluate(() => {
    const { handlers, samples, paint } = window.inkProbe
    Object.assign(window.inkProbe, { handlers: [], samples: 0, paint: null })
    return { handlers, samples, paint: paint ?? 0 }
  })
}

/** A page that was just brought to the front is still waking up; both have the same rest before the press. */
async function quiet(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((resolve) => setTimeout(() => requestAnimationFrame(() => resolve()), 150)),
  )
}

/** Milliseconds from each press to its first frame: a press falls anywhere between two frames, so one says nothing. */
async function firstFrames(
  page: Page,
  pointer: Pointer,
  { x, y }: { readonly x: number; readonly y: number },
): Promise<readonly number[]> {
  await page.bringToFront()
  const paints: number[] = []
  for (let press = 0; press < pressesInRound; press += 1) {
    await quiet(page)
    // Not in step with the frames, and the same places on both pages.
    await new Promise((resolve) => setTimeout(resolve, press * 3.7))
    await pointer('mousePressed', x + press * 9, y)
    paints.push((await found(page)).paint)
    await pointer('mouseReleased', x + press * 9, y)
  }
  return paints
}

async function firstFramesOn({ kiosk, driver }: { readonly kiosk: KioskPage; readonly driver: Pointer }) {
  await kiosk.page.bringToFront()
  await kiosk.show('sign')
  const box = await kiosk.page.locator('.ink-canvas').boundingBox()
  if (box === null) throw new Error('There is no pad')
  const frames = await firstFrames(kiosk.page, driver, { x: box.x + 60, y: box.y + 80 })
  await kiosk.show('review')
  return frames
}

/** One stroke; `kept`: samples in the ink that the session would get. */
async function burstOn({ kiosk, driver }: { readonly kiosk: KioskPage; readonly driver: Pointer }) {
  await kiosk.page.bringToFront()
  await kiosk.show('sign')
  await kiosk.said()
  const box = await kiosk.page.locator('.ink-canvas').boundingBox()
  if (box === null) throw new Error('There is no pad')
  const { x, y } = box
  await quiet(kiosk.page)
  await driver('mousePressed', x + 20, y + 60)
  await kiosk.page.waitForFunction(() => window.inkProbe.paint !== null)
  const moves = Array.from({ length: samplesInBurst }, (_unused, i) =>
    driver('mouseMoved', x + 20 + i, y + 60 + 30 * Math.sin(i / 12)),
  )
  await Promise.all(moves)
  await driver('mouseReleased', x + 520, y + 60)
  await kiosk.settle()
  const result = await found(kiosk.page)
  await kiosk.page.locator('.next:visible').click({ force: true })
  await kiosk.settle()
  const [said] = (await kiosk.said()).visit
  const message = v.parse(RendererToSession, said)
  if (message.type !== 'intent' || message.intent.kind !== 'ink') throw new Error('No ink was sent')
  // Back to an empty pad.
  await kiosk.show('review')
  return { ...result, kept: message.intent.ink.strokes.reduce((sum, each) => sum + each.length / 2, 0) }
}
