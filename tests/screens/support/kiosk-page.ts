/**
 * The real built renderer in a real Chromium, with the two lines in the test's hand: the page is served under the
 * product's own Content-Security-Policy, and every violation of it is kept.
 */
import { globSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium, type Browser, type Page } from 'playwright'
import * as v from 'valibot'
import { build } from 'vite'
import { rendererConfig } from '../../../build/vite/renderer.ts'
import { loadAssets } from '../../../main/host/assets.ts'
import { View } from '../../../domain/contract/messages/channel.ts'
import type { Language } from '../../../domain/language.ts'
import { viewOf, type FixtureName } from './fixtures.ts'

/** Localhost is a secure context, which coalesced pointer samples need; nothing listens there, the test answers. */
const origin = 'http://localhost:7'

export const portrait = { width: 1080, height: 1920, mm: 2.71, view: 1.4 } as const
export const landscape = { width: 1920, height: 1080, mm: 5.556, view: 1 } as const
/** Sizes in pixels; `mm`: pixels of a millimetre; `view`: how much larger, for whoever stands further away. */
export interface Glass {
  readonly width: number
  readonly height: number
  readonly mm: number
  readonly view: number
}

export interface KioskPage {
  readonly page: Page
  /** Messages as main or the session would send them. */
  fromMain(message: unknown): Promise<void>
  fromSession(message: unknown): Promise<void>
  /** What the page said since the last call. */
  said(): Promise<{ readonly control: readonly unknown[]; readonly visit: readonly unknown[] }>
  /** How often the page told its host since it was opened that it paints. */
  beats(): Promise<number>
  /** A fresh page on this glass, with the machine told. */
  open(glass: Glass): Promise<void>
  /** The same, and every screen of it there. */
  start(glass: Glass): Promise<void>
  show(name: FixtureName, language?: Language): Promise<void>
  /** Any view, as the session sent it. */
  showView(view: View): Promise<void>
  /** Until layout, pagers and fonts have settled. */
  settle(): Promise<void>
  violations(): Promise<readonly string[]>
  readonly errors: string[]
  /** Bytes of all scripts together, gzipped. */
  readonly gzippedScript: number
  close(): Promise<void>
}

/** Put into the page before its own scripts: the preload's bridge, and the port. */
function bridge(): void {
  const said = { control: [] as unknown[], visit: [] as unknown[] }
  const beats: unknown[] = []
  const listeners: ((message: unknown) => void)[] = []
  const channel = new MessageChannel()
  channel.port1.onmessage = (event) => said.visit.push(event.data)
  const violations: string[] = []
  // A machine with a speech service, whose list is what speech-dispatcher's is like: every language, most not asked for.
  const voice = (lang: string, localService = true): unknown => ({ lang, localService, default: false, name: lang })
  const speaking = {
    voices: [voice('nld'), voice('nl', false), voice('af'), voice('nl-BE'), voice('nl'), voice('en-GB'), voice('enm')],
    spoken: [] as unknown[],
  }
  if ('speechSynthesis' in window) {
    Object.assign(speechSynthesis, {
      getVoices: () => speaking.voices,
      speak: (said: unknown) => speaking.spoken.push(said),
      cancel: () => undefined,
    })
    Object.assign(window, {
      SpeechSynthesisUtterance: class {
        readonly text: string
        constructor(text: string) {
          this.text = text
        }
      },
    })
  }
  document.addEventListener('securitypolicyviolation', (event) =>
    violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
  )
  Object.assign(window, {
    balie: {
      control: {
        // What only the host hears is no part of what the page says.
        send: (message: { readonly type: string }) => (message.type === 'alive' ? beats : said.control).push(message),
        onMessage: (listener: (message: unknown) => void) => listeners.push(listener),
      },
    },
    test: {
      said,
      beats,
      speaking,
      violations,
      fromMain: (message: unknown) => listeners.forEach((listener) => listener(message)),
      fromSession: (message: unknown) => channel.port1.postMessage(message),
      connect: () => window.postMessage({ type: 'balie:port' }, location.origin, [channel.port2]),
    },
  })
}

interface Hand {
  readonly said: { control: unknown[]; visit: unknown[] }
  readonly beats: readonly unknown[]
  readonly speaking: { voices: unknown[]; spoken: { readonly text: string; readonly lang: string }[] }
  readonly violations: string[]
  readonly fromMain: (message: unknown) => void
  readonly fromSession: (message: unknown) => void
  readonly connect: () => void
}
declare global {
  interface Window {
    readonly test: Hand
  }
}

type Renderer = Parameters<typeof rendererConfig>[0]

/** Builds the renderer once and opens one page. `config`: of another tree, for comparing with it. */
export async function openKioskPage(config: (of: Renderer) => unknown = rendererConfig): Promise<KioskPage> {
  const outDir = mkdtempSync(join(tmpdir(), 'balie-screens-'))
  await build(v.parse(v.looseObject({}), config({ outDir, target: 'chrome108' })))
  const assets = loadAssets(outDir)
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'],
  })
  const context = await browser.newContext({ reducedMotion: 'reduce', hasTouch: true })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.addInitScript(bridge)
  await page.route(`${origin}/**`, async (route) => {
    const asset = assets(new URL(route.request().url()).pathname.slice(1), null)
    await route.fulfill({ status: asset.status, headers: { ...asset.headers }, body: Buffer.from(asset.body) })
  })
  let seq = 0
  const self: KioskPage = {
    page,
    errors,
    gzippedScript: globSync('**/*.js', { cwd: outDir })
      .map((file) => gzipSync(readFileSync(join(outDir, file))).length)
      .reduce((sum, bytes) => sum + bytes, 0),
    fromMain: (message) => page.evaluate((data) => window.test.fromMain(data), message),
    fromSession: (message) => page.evaluate((data) => window.test.fromSession(data), message),
    said: () =>
      page.evaluate(() => ({
        control: window.test.said.control.splice(0),
        visit: window.test.said.visit.splice(0),
      })),
    beats: () => page.evaluate(() => window.test.beats.length),
    async open(glass) {
      await page.setViewportSize({ width: glass.width, height: glass.height })
      await page.goto(`${origin}/index.html`)
      await page.evaluate(() => window.test.connect())
      await self.fromMain({ type: 'machine', host: 'electron', training: true, mm: glass.mm, view: glass.view })
      await self.fromMain({ type: 'attract', outOfService: null, notice: null })
      await page.evaluate(() => document.fonts.ready)
      await self.settle()
    },
    async start(glass) {
      await self.open(glass)
      await page.locator('html[data-whole]').waitFor()
      await self.settle()
    },
    show: (name, language = 'nl') => self.showView(v.parse(View, viewOf(name, 0, language))),
    async showView(view) {
      seq += 1
      await self.fromMain({ type: 'visit' })
      await self.fromSession({ ...view, seq })
      await self.settle()
    },
    settle: () =>
      page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve())), 20)
          }),
      ),
    violations: () => page.evaluate(() => [...window.test.violations]),
    close: () => browser.close(),
  }
  return self
}
