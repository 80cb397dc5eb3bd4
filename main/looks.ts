/** One look after another at what may have healed by itself: keychain, disk, content, central. */
import type { Clock } from './clock/clock.ts'

/** Milliseconds between two looks. */
export const lookAgain = 15_000

export class Looks {
  readonly #clock: Clock
  readonly #look: () => Promise<number>
  readonly #failed: () => void
  #running: Promise<void> = Promise.resolve()
  #cancel: () => void = () => undefined
  #closed = false

  /** `look` says in how many milliseconds to look again; after one that rejects, `failed` is told. */
  constructor(options: { readonly clock: Clock; readonly look: () => Promise<number>; readonly failed: () => void }) {
    this.#clock = options.clock
    this.#look = options.look
    this.#failed = options.failed
  }

  /** Looks now, and again and again. */
  start(): void {
    this.#running = this.#look()
      .catch(() => {
        this.#failed()
        return lookAgain
      })
      .then((next) => {
        if (!this.#closed) this.#cancel = this.#clock.after(next, () => this.start())
      })
  }

  /** No look after this one; resolves when it is over. */
  close(): Promise<void> {
    this.#closed = true
    this.#cancel()
    return this.#running
  }
}
