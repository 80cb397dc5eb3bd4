/**
 * A visitor who has only keys, a scanner and a finger: what is pressed goes through the X server, what is waited for
 * are main's content-free log lines, and pictures are the X server's. No debugging connection exists.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Kiosk, LogLine } from '../support/scene.ts'
import type { XDisplay } from '../support/x-display.ts'
import type { Shot } from './report.ts'

/** Milliseconds in which a painted screen has slid in (240, docs/look.md) and the focus stands. */
const settled = 500

export class Player {
  readonly shots: Shot[] = []
  readonly #kiosk: Kiosk
  readonly #display: XDisplay
  readonly #out: string
  #since = 0
  #visit: 1 | 2 = 1

  constructor(options: { readonly kiosk: Kiosk; readonly display: XDisplay; readonly out: string }) {
    this.#kiosk = options.kiosk
    this.#display = options.display
    this.#out = options.out
    mkdirSync(join(options.out, 'screens'), { recursive: true })
  }

  /** The next visit begins; what was logged before no longer counts. */
  begin(visit: 1 | 2): void {
    this.#visit = visit
  }

  /** Waits until this step was painted after the last press, then keeps its picture. */
  async at(step: string, name = step): Promise<void> {
    await this.#logged((line) => line.event === 'painted' && line['step'] === step)
    await pause(settled)
    this.shot(name)
  }

  shot(name: string): void {
    const number = String(this.shots.length + 1).padStart(2, '0')
    const file = `screens/${number}-${name}.png`
    this.#display.screenshot(join(this.#out, file))
    this.shots.push({ visit: this.#visit, step: name, at: new Date().toISOString(), file })
  }

  /** Tab so many times (a negative number: back), then Enter. */
  press(count: number): void {
    this.#since = this.#kiosk.log.length
    const step = count < 0 ? 'shift+Tab' : 'Tab'
    this.#display.keys(...Array.from({ length: Math.abs(count) }, () => step), 'Return')
  }

  scan(lines: readonly string[]): void {
    this.#since = this.#kiosk.log.length
    this.#display.scan(lines)
  }

  /** Digits into the number pad; Enter goes on. */
  digits(text: string): void {
    this.#since = this.#kiosk.log.length
    this.#display.type(text)
  }

  enter(): void {
    this.#since = this.#kiosk.log.length
    this.#display.keys('Return')
  }

  draw(stroke: readonly (readonly [number, number])[]): void {
    this.#display.draw([stroke])
  }

  /** The last press of a visit: resolves with the line of its wipe. */
  async leave(count: number): Promise<LogLine> {
    this.press(count)
    return await this.#logged((line) => line.event === 'wiped')
  }

  async #logged(fits: (line: LogLine) => boolean): Promise<LogLine> {
    return await this.#kiosk.logged(fits, { since: this.#since, seconds: 60 })
  }
}
