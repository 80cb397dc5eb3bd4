/** When a kiosk can be used: it is in service, and its attract screen stands. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright'
import * as v from 'valibot'
import type { Kiosk, Scene } from '../support/scene.ts'

const Health = v.object({ pid: v.number(), outOfService: v.nullable(v.string()) })

/**
 * Waits until a kiosk that was just started is in service, by its health file: a kiosk is quicker than the hand that
 * Playwright lays on it, and what it logged before that nobody has heard.
 */
export async function started({ state }: Pick<Scene, 'state'>, { pid }: Pick<Kiosk, 'pid'>): Promise<void> {
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
export async function atAttract(kiosk: Kiosk): Promise<Page> {
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
