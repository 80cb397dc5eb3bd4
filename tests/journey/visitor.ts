/** A visitor in front of the kiosk, by touch or by keyboard alone, through Playwright's hand on the real page. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright'
import type { CentralReady } from '../../main/start/central.ts'
import type { Kiosk } from '../support/scene.ts'

export type Sample = CentralReady['samples'][number]

/** The invented person whose title holds these words. */
export function sample(central: CentralReady, words: string): Sample {
  const found = central.samples.find((each) => each.title.includes(words))
  if (!found) throw new Error(`No sample person: ${words}`)
  return found
}

export function fact(person: Sample, label: string): string {
  const found = person.facts.find((each) => each.label === label)
  if (!found) throw new Error(`${person.title} has no ${label}`)
  return found.value
}

export class Visitor {
  readonly page: Page
  readonly #kiosk: Kiosk
  readonly #seen: (step: string) => Promise<void>

  constructor(options: {
    readonly page: Page
    readonly kiosk: Kiosk
    readonly seen?: (step: string) => Promise<void>
  }) {
    this.page = options.page
    this.#kiosk = options.kiosk
    this.#seen = options.seen ?? (() => Promise.resolve())
  }

  /** Waits until this step stands on the screen. */
  async at(step: string): Promise<void> {
    await this.page
      .locator(`html[data-step=${step}]`)
      .waitFor({ timeout: 30_000 })
      .catch(async (error: unknown) => {
        const text = await this.page
          .locator('body')
          .innerText()
          .catch(() => '(no page)')
        throw new Error(`Not at ${step}. On screen: ${text.slice(0, 400)}`, { cause: error })
      })
    // The new screen slides in for 240 ms (docs/look.md, Motion).
    await pause(300)
    await this.#seen(step)
  }

  async step(): Promise<string | null> {
    return await this.page.locator('html').getAttribute('data-step')
  }

  async touch(name: string | RegExp): Promise<void> {
    await this.page
      .getByRole('button', { name })
      .first()
      .click({ timeout: 10_000 })
      .catch(async (error: unknown) => {
        const text = await this.page
          .locator('body')
          .innerText()
          .catch(() => '(no page)')
        throw new Error(`Nothing called ${String(name)} to touch. On screen: ${text.slice(0, 400)}`, { cause: error })
      })
  }

  /** A touch after which the page may be gone before the click returns: whether it worked is told by main's log. */
  async lastTouch(name: string | RegExp): Promise<void> {
    await this.page
      .getByRole('button', { name })
      .last()
      .click({ timeout: 10_000 })
      .catch(() => undefined)
  }

  /** Stop, and yes. */
  async leave(): Promise<void> {
    await this.touch('Stoppen')
    await this.lastTouch(/stop|wis/i)
  }

  /** Tab until what has the focus is called so, then Enter; fails after 60 presses. */
  async press(name: RegExp): Promise<void> {
    for (let presses = 0; presses < 60; presses += 1) {
      await this.page.keyboard.press('Tab')
      const label = await this.page.evaluate(() => {
        const focused = document.activeElement
        return focused?.getAttribute('aria-label') ?? focused?.textContent ?? ''
      })
      if (name.test(label.trim())) {
        // The last press of a visit ends the page under it.
        await this.page.keyboard.press('Enter').catch(async (error: unknown) => {
          if (!this.page.isClosed()) await this.page.waitForEvent('close', { timeout: 5_000 }).catch(() => null)
          if (!this.page.isClosed()) throw error
        })
        return
      }
    }
    throw new Error(`By Tab alone nothing called ${String(name)} is reached`)
  }

  /** What a keyboard-wedge scanner types: it waits for nobody, so the keys are sent without waiting for the page. */
  async scan(lines: readonly string[]): Promise<void> {
    const driver = await this.page.context().newCDPSession(this.page)
    const keys = lines.flatMap((line) => [...line, 'Enter'])
    await Promise.all(
      keys.flatMap((key) => [
        driver.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key === 'Enter' ? '\r' : key }),
        driver.send('Input.dispatchKeyEvent', { type: 'keyUp', key }),
      ]),
    )
    await driver.detach()
  }

  /** At the pace of quick hands: after faster signs the kiosk takes Tab and Enter for a reader's (line-ends.ts). */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 60 })
  }

  /** Draws with the mouse on the pad. */
  async draw(): Promise<void> {
    const box = await this.page.locator('canvas').boundingBox()
    if (!box) throw new Error('There is no pad')
    const at = (share: number): readonly [number, number] => [
      box.x + box.width * (0.2 + 0.5 * share),
      box.y + box.height * (0.55 + 0.22 * Math.sin(share * 18)),
    ]
    await this.page.mouse.move(...at(0))
    await this.page.mouse.down()
    for (let point = 1; point <= 60; point += 1) await this.page.mouse.move(...at(point / 60))
    await this.page.mouse.up()
  }

  /** Waits until main has logged that everything of this visit is wiped. */
  async wiped(since: number): Promise<Readonly<Record<string, unknown>>> {
    return await this.#kiosk.logged((line) => line.event === 'wiped', { since })
  }
}
