/**
 * The preview of a long dossier, from the data in the session until the first screen stands still in the page: this tree
 * against the last one that laid out every entry. Both with their own session code and their own built renderer.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { root } from '../runner/commands.ts'
import { openKioskPage, portrait, type KioskPage } from '../screens/support/kiosk-page.ts'
import { longDossier } from './dossier-data.ts'
import { measured, quantile, ratiosOf, rounded, type Measure } from './measure.ts'

/** Before the preview was rebuilt. */
const before = '5d62466'
const entries = 2000
/** Most milliseconds after the data, for a kiosk that nobody believes to hang. */
const most = 300

const now = '2026-06-01T10:00:00.000Z'
const patient = { reference: 'Patient/p', given: 'Maria', family: 'van Dongen', birthDate: '1968-10-01' }
const bound = { patient }
const empty = { at: 'dossier', bound, subject: 'appointments', opened: [], readAt: now }

type Call = (...input: readonly unknown[]) => unknown
type Session = (resources: readonly object[]) => unknown

/** A function of a module of either tree: the old one has other types, so what it says is not known here. */
function from(tree: string, file: string, name: string): Call {
  // The old tree is no part of this one: no wall can be said of it, and no import written out.
  const module: unknown = createRequire(join(tree, 'package.json'))(join(tree, file))
  return v.parse(v.looseObject({ [name]: v.function() }), module)[name] ?? missing(name)
}

function missing(name: string): never {
  throw new Error(`there is no ${name}`)
}

function newSession(): Session {
  const screen = from(root, 'session/flow/dossier-screen.ts', 'dossierScreen')
  return (resources) => {
    const all = [{ resourceType: 'Patient', id: 'p' }, ...resources]
    return screen({ ...empty, resources: all, from: null }, 'nl', { policy: defaultPolicy })
  }
}

function oldSession(tree: string): Session {
  const read = from(tree, 'session/central/read-dossier.ts', 'readDossier')
  const screen = from(tree, 'session/flow/dossier-screen.ts', 'dossierScreen')
  return (resources) => {
    const bundle = {
      resourceType: 'Bundle',
      type: 'searchset',
      entry: resources.map((resource) => ({
        resource: { meta: { lastUpdated: now }, ...resource },
        search: { mode: 'match' },
      })),
    }
    const found = read({ bundles: [bundle], now, hospital: 'Ziekenhuis De Brug' })
    return screen({ ...empty, entries: found }, { language: 'nl' })
  }
}

/** Milliseconds in the page from the message until the frame after which nothing changes any more. */
async function shownIn(kiosk: KioskPage, view: object): Promise<number> {
  return await kiosk.page.evaluate(
    (data) =>
      new Promise<number>((resolve) => {
        const started = performance.now()
        let changed = started
        let quiet = 0
        const watch = new MutationObserver(() => {
          changed = performance.now()
          quiet = 0
        })
        watch.observe(document.documentElement, { subtree: true, childList: true, attributes: true })
        const frame = (): void => {
          quiet += 1
          const stands = [...document.querySelectorAll('.dossier .item')].some((one) => one.getClientRects().length > 0)
          if (!stands || quiet < 4) return void requestAnimationFrame(frame)
          watch.disconnect()
          resolve(changed - started)
        }
        window.test.fromSession(data)
        requestAnimationFrame(frame)
      }),
    view,
  )
}

interface Side {
  readonly kiosk: KioskPage
  readonly session: Session
}

async function once({ kiosk, session }: Side, seq: number): Promise<{ readonly words: number; readonly page: number }> {
  await kiosk.start(portrait)
  await kiosk.fromMain({ type: 'visit' })
  await kiosk.settle()
  const resources = longDossier(entries)
  const started = performance.now()
  const screen = session(resources)
  const words = performance.now() - started
  const view = { type: 'view', seq, language: 'nl', progress: { at: 3, of: 3 }, canBack: false, busy: false, screen }
  return { words, page: await shownIn(kiosk, view) }
}

export async function benchDossier({ rounds }: { readonly rounds: number }): Promise<Measure> {
  const tree = mkdtempSync(join(tmpdir(), 'balie-before-'))
  const archive = execFileSync('git', ['archive', before], { cwd: root, maxBuffer: 1024 ** 3 })
  mkdirSync(tree, { recursive: true })
  execFileSync('tar', ['-x', '-C', tree], { input: archive })
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  const config = from(tree, 'build/vite/renderer.ts', 'rendererConfig')
  const sides: readonly Side[] = [
    { kiosk: await openKioskPage(), session: newSession() },
    { kiosk: await openKioskPage(config), session: oldSession(tree) },
  ]
  try {
    const times: { words: number; page: number }[][] = [[], []]
    // The first round warms both.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [at, side] of sides.entries()) {
        const time = await once(side, round + 1)
        if (round > 0) times[at]?.push(time)
      }
    }
    const [mine = [], theirs = []] = times
    const total = (all: readonly { words: number; page: number }[]) => all.map(({ words, page }) => words + page)
    const median = (all: readonly number[]) => rounded(quantile(all, 0.5))
    return measured({
      name: 'dossier',
      what: `${String(entries)} entries from the data to the first screen that stands`,
      against: `the same entries at ${before}`,
      ratios: ratiosOf(total(mine), total(theirs)),
      target: { atMost: 0.25 },
      detail: {
        nowMs: median(total(mine)),
        nowWordsMs: median(mine.map(({ words }) => words)),
        beforeMs: median(total(theirs)),
        beforeWordsMs: median(theirs.map(({ words }) => words)),
        [`within${String(most)}Ms`]: median(total(mine)) <= most ? 'yes' : 'no',
      },
    })
  } finally {
    for (const { kiosk } of sides) await kiosk.close()
  }
}
