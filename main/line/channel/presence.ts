/** Whether the central is there, as the attract screen says it: a short loss is not shown, or the screen would flicker. */
import type { Clock } from '../../clock/clock.ts'

/** Milliseconds that the channel may be away before the attract screen says so. */
const grace = 4_000

export class Presence {
  readonly #clock: Clock
  readonly #connected: () => boolean
  readonly #onAway: () => void
  #online: boolean | null = null
  #cancel: () => void = () => undefined

  /** `connected`: whether the channel is there at this moment; `onAway`: it was waited for long enough. */
  constructor(options: { readonly clock: Clock; readonly connected: () => boolean; readonly onAway: () => void }) {
    this.#clock = options.clock
    this.#connected = options.connected
    this.#onAway = options.onAway
  }

  /** Null until the channel was there for the first time, or was waited for long enough. */
  get online(): boolean | null {
    return this.#online
  }

  /** The channel is there. */
  came(): void {
    this.#online = true
    this.#cancel()
  }

  /** The channel is away, or was not there yet. */
  left(): void {
    this.#cancel()
    this.#cancel = this.#clock.after(grace, () => {
      if (this.#connected()) return
      this.#online = false
      this.#onAway()
    })
  }

  close(): void {
    this.#cancel()
  }
}
