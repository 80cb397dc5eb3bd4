/** The heartbeat: how this kiosk is, now and every half minute from now. */
import type { Clock } from '../../clock/clock.ts'

/** Milliseconds between two heartbeats. */
const every = 30_000

export class Beat {
  readonly #clock: Clock
  readonly #say: () => void
  #cancel: () => void = () => undefined

  constructor({ clock, say }: { readonly clock: Clock; readonly say: () => void }) {
    this.#clock = clock
    this.#say = say
  }

  now(): void {
    this.#cancel()
    this.#say()
    this.#cancel = this.#clock.after(every, () => this.now())
  }

  close(): void {
    this.#cancel()
  }
}
