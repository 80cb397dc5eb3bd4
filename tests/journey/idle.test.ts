/** A page left alone, by the hospital's own clock: covered at 120 s, wiped at 165 s (docs/protocol.md, Lifetimes and limits). */
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { nl } from '../../renderer/texts/nl.ts'
import { untilReview } from './play.ts'
import { host, onStage } from './stage.ts'
import { expectCleanAttract, formsStored, journal, says, visitOf } from './trouble.ts'
import { sample } from './visitor.ts'

const stage = onStage()

/** What stands around every screen, the cover too: it is nobody's. */
const frame = new Set<string>(Object.values(nl.frame))

test(
  `${host}: a page left alone is covered at once after 120 s, counts down, and is wiped after 165 s`,
  { timeout: 260_000 },
  async () => {
    const { kiosk, scene, desk } = stage()
    const since = kiosk.log.length
    const stored = formsStored(scene)
    const visitor = await stage().visitor()
    const mother = sample(scene.central, 'Moeder met gezag')
    await untilReview(visitor, desk, mother)
    await visitor.at('review')
    const left = performance.now()
    const seconds = (): number => (performance.now() - left) / 1000
    const body = visitor.page.locator('body')
    const ofVisit = (await visitor.page.locator('main').innerText())
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.length > 3 && !frame.has(line))
    expect(ofVisit.length).toBeGreaterThan(5)

    await pause(110_000)
    expect(await body.innerText()).toContain(ofVisit[0])
    await visitor.page.getByText('Bent u er nog?').first().waitFor({ timeout: 30_000 })
    // The last touch was a little before the review stood.
    expect(seconds()).toBeGreaterThan(112)
    expect(seconds()).toBeLessThan(125)
    const covered = await body.innerText()
    for (const line of ofVisit) expect(covered).not.toContain(line)
    await says(visitor, /Over 4\d seconden wissen wij alles/)

    expect(await kiosk.logged((line) => line.event === 'wiped', { since, seconds: 60 })).toMatchObject({
      verified: true,
      code: 'idle',
    })
    expect(seconds()).toBeGreaterThan(157)
    expect(seconds()).toBeLessThan(172)
    expect(journal(scene).at(-1)).toMatchObject({ kind: 'wiped', visit: visitOf(kiosk, since), end: 'idle' })
    expect(formsStored(scene)).toBe(stored)
    await expectCleanAttract(await stage().visitor(), mother)
  },
)
