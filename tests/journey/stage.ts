/** One scene for a test file: central, kiosk and clerk in the host that BALIE_HOST names. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright'
import * as v from 'valibot'
import { afterAll, beforeAll } from 'vitest'
import { openDesk, type Desk } from '../support/desk.ts'
import { startScene, type Kiosk, type Scene, type SceneHost } from '../support/scene.ts'
import { root } from '../runner/commands.ts'
import { Visitor } from './visitor.ts'

export const host: SceneHost = process.env['BALIE_HOST'] === 'electron' ? 'electron' : 'rehearsal'

export interface Stage {
  readonly scene: Scene
  readonly desk: Desk
  kiosk: Kiosk
  /** The next visitor in front of a kiosk in service. */
  visitor(): Promise<Visitor>
}

/** Starts before the first test of the file, stops after the last; `stage()` inside tests. */
export function onStage(options: { readonly centralExtra?: readonly string[] } = {}): () => Stage {
  let stage: Stage | null = null
  beforeAll(async () => {
    const scene = await startScene({ host, debug: true, ...options })
    const kiosk = await scene.startKiosk()
    await started(scene, kiosk)
    const desk = await openDesk(scene.central)
    const made: Stage = {
      scene,
      desk,
      kiosk,
      visitor: async () => {
        const page = await atAttract(made.kiosk)
        return new Visitor({ page, kiosk: made.kiosk, seen: (step) => picture(page, step) })
      },
    }
    stage = made
  }, 90_000)
  afterAll(async () => {
    await stage?.desk.close()
    await stage?.scene.stop()
  }, 30_000)
  return () => {
    if (stage === null) throw new Error('The scene has not been set')
    return stage
  }
}

const Health = v.object({ pid: v.number(), outOfService: v.nullable(v.string()) })

/**
 * Waits until a kiosk that was just started is in service, by its health file: a kiosk is quicker than the hand that
 * Playwright lays on it, and what it logged before that nobody has heard.
 */
export async function started({ state }: Scene, { pid }: Kiosk): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (isInService(join(state, 'health.json'), pid)) return
    await pause(100)
  }
  throw new Error('The kiosk did not come into service within a minute')
}

/** The file of a kiosk before this one names another process. */
function isInService(file: string, pid: number): boolean {
  try {
    const health = v.parse(Health, JSON.parse(readFileSync(file, 'utf8')))
    return health.pid === pid && health.outOfService === null
  } catch {
    return false
  }
}

/** Waits until the kiosk says that it is in service again, from line `since` of its log on. */
export async function inService(kiosk: Kiosk, since: number): Promise<void> {
  await kiosk.logged((line) => line.event === 'outOfService' && line['code'] === 'none', { since, seconds: 60 })
}

/** The page that shows the attract screen. A visit that a failed test left behind is ended by killing its session. */
async function atAttract(kiosk: Kiosk): Promise<Page> {
  for (let tries = 0; tries < 30; tries += 1) {
    const page = await kiosk.page()
    const step = await page
      .locator('html')
      .getAttribute('data-step', { timeout: 1000 })
      .catch(() => null)
    const start = page.getByRole('button', { name: 'Tik hier om te beginnen' })
    const waits = await start.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    )
    if (step === 'attract' && waits) return page
    if (step !== 'attract' && step !== null) process.kill(await kiosk.sessionPid(), 'SIGKILL')
    const clear = page.getByRole('button', { name: 'Dat is duidelijk' })
    if ((await clear.count().catch(() => 0)) > 0) await clear.click().catch(() => undefined)
    await pause(500)
  }
  throw new Error('The kiosk does not come back to its attract screen')
}

const pictured = new Set<string>()

/** Each screen as it first stood in this file, for people to look at: out/test/journey/<host>/<step>.png. */
async function picture(page: Page, step: string): Promise<void> {
  if (pictured.has(step)) return
  pictured.add(step)
  await page.screenshot({ path: join(root, 'out/test/journey', host, `${step}.png`) })
}
