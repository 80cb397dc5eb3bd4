/**
 * Keeps the time known: asks the central when it is lost until it is there, and when it is doubted at once. What nobody
 * can confirm soon is lost too: a machine that slept without a line must not sign with the time of yesterday.
 */
import type { Clock } from '../clock/clock.ts'
import { watchLeaps } from './leaps.ts'
import type { CentralTime } from './time.ts'

/** Milliseconds between two questions while nobody answers. */
const askEvery = 2_000
/** Questions without an answer after which a doubted time counts as lost. */
const patience = 4

export class TimeKeeper {
  readonly #time: CentralTime
  readonly #clock: Clock
  readonly #ask: () => Promise<boolean>
  readonly #stopLeaps: () => void
  #asking = false
  #closed = false

  /** `ask`: one question to the central, of which `time` learns; whether it was answered. */
  constructor(options: { readonly time: CentralTime; readonly clock: Clock; readonly ask: () => Promise<boolean> }) {
    this.#time = options.time
    this.#clock = options.clock
    this.#ask = options.ask
    this.#stopLeaps = watchLeaps(options.clock, () => this.check())
  }

  /** The time is doubted or lost: asks now, and again until it is known. One asking at a time. */
  check(): void {
    if (this.#asking || this.#closed) return
    this.#asking = true
    void this.#run(1)
  }

  close(): void {
    this.#closed = true
    this.#stopLeaps()
  }

  async #run(tries: number): Promise<void> {
    const answered = await this.#ask()
    // An answer that contradicts loses the time; the next one teaches it.
    if (this.#closed || (answered && this.#time.now() !== null)) {
      this.#asking = false
      return
    }
    if (!answered && tries >= patience) this.#time.lose('unconfirmed')
    this.#clock.after(answered ? 0 : askEvery, () => void this.#run(tries + 1))
  }
}
