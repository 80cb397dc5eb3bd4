/**
 * One window serves all visitors, one after the other: what of the former person's picture can still be seen, or lies in the
 * memory of a process that goes on. The picture is pixels made now, seen from outside by the display's own memory.
 */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { treeOf } from '../../main/host/browser/process-tree.ts'
import { started } from '../journey/in-service.ts'
import { scanProcess } from '../support/memory-scan.ts'
import { startScene, type Kiosk, type Scene } from '../support/scene.ts'
import { buildForTestRuntime } from './build-app.ts'
import { describeElectron, findElectron } from './find-electron.ts'

const found = findElectron()
/** Only root may look into the memory of sandboxed processes. */
const mayScan = process.getuid?.() === 0
const size = { width: 540, height: 960 }
/** Pixels of one piece of the picture; a line is made of it again and again. */
const piece = 36
/**
 * Pieces in one line of the screen. What is kept is less: scraps of a line in memory that was given back, as with a window
 * for each visit (2 pieces were seen there, 6 here).
 */
const aLine = size.width / piece
const begin = 'Tik hier om te beginnen'

describe.runIf(found !== null && mayScan)(`the next screen in ${describeElectron(found)}`, () => {
  let scene: Scene
  let kiosk: Kiosk

  beforeAll(async () => {
    if (found?.kind === 'testRuntime') await buildForTestRuntime()
    scene = await startScene({ host: 'electron', debug: true, size })
    kiosk = await scene.startKiosk()
    await started(scene, kiosk)
  }, 90_000)
  afterAll(() => scene?.stop())

  /** Covers the whole page with pixels that nobody had before: blue, green, red and opaque, as Chromium keeps them. */
  async function cover(page: Page): Promise<Buffer> {
    const pixels = randomBytes(piece * 4)
    for (let at = 3; at < pixels.length; at += 4) pixels[at] = 0xff
    await page.evaluate(
      ({ bgra, width, height }) => {
        const canvas = Object.assign(document.createElement('canvas'), { width, height })
        Object.assign(canvas.style, { position: 'fixed', inset: '0', margin: '0', zIndex: '9999' })
        const context = canvas.getContext('2d')
        if (context === null) throw new Error('No canvas')
        const picture = context.createImageData(width, height)
        for (let at = 0; at < picture.data.length; at += 1) {
          const from = at % bgra.length
          // Red and blue change places.
          picture.data[at] = bgra[from % 4 === 0 ? from + 2 : from % 4 === 2 ? from - 2 : from] ?? 0
        }
        context.putImageData(picture, 0, 0)
        document.body.append(canvas)
      },
      { bgra: [...pixels], ...size },
    )
    return pixels
  }

  /** How many of 16 lines show the picture from the first column on. */
  function linesOf(pixels: Buffer): number {
    const screen = scene.display.look()
    const colour = (at: number): number => pixels.readUInt32LE((at % piece) * 4) & 0xff_ff_ff
    return Array.from({ length: 16 }, (_, line) => 30 + line * 60).filter((y) =>
      Array.from({ length: piece }, (_, x) => screen.at(x, y) === colour(x)).every(Boolean),
    ).length
  }

  /** Copies of the piece in each of the kiosk's processes. */
  function copies(pixels: Buffer): ReadonlyMap<number, number> {
    return new Map(
      treeOf(kiosk.pid).flatMap((pid) => {
        try {
          return [[pid, scanProcess(pid, [pixels]).copies]]
        } catch (error) {
          if (existsSync(`/proc/${pid}`)) throw error
          return []
        }
      }),
    )
  }

  /** Whether the picture was seen at each look until `done`, some hundred a second. */
  async function looks(pixels: Buffer, done: Promise<unknown>): Promise<readonly boolean[]> {
    const seen: boolean[] = []
    let over = false
    void done.finally(() => (over = true))
    for (; !over; await pause(2)) seen.push(linesOf(pixels) > 0)
    await done
    return seen
  }

  async function nextStands(since: number): Promise<void> {
    await kiosk.logged(({ event }) => event === 'wiped', { since })
    const next = await kiosk.page()
    await next.getByRole('button', { name: begin }).waitFor()
    await pause(500)
  }

  test(
    'machine 9: when a visit ends, its picture is gone before the next screen stands, and is not kept',
    { timeout: 60_000 },
    async () => {
      const since = kiosk.log.length
      const page = await kiosk.page()
      await page.getByRole('button', { name: begin }).click()
      await page.locator('html[data-step=language]').waitFor()
      const pixels = await cover(page)
      // From the first column on, where the spare's last one lies behind it.
      await expect.poll(() => linesOf(pixels)).toBe(16)
      const before = copies(pixels)
      process.kill(await kiosk.sessionPid(), 'SIGKILL')
      const seen = await looks(pixels, nextStands(since))
      expect(seen).toContain(false)
      expect(seen.slice(seen.indexOf(false))).not.toContain(true)
      const after = copies(pixels)
      const sum = (counts: readonly number[]): number => counts.reduce((all, each) => all + each, 0)
      // Chromium's process that paints had the whole picture, and goes on.
      expect(sum([...after.keys()].map((pid) => before.get(pid) ?? 0))).toBeGreaterThan(100 * aLine)
      expect(sum([...after.values()])).toBeLessThan(aLine)
    },
  )
})
