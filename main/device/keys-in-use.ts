/**
 * The keys in use and the chain of their seal certificate: one value, as a seal by one key under the chain of another holds
 * nowhere. A visit keeps those that it began with; keys that come meanwhile are used when it is over.
 */
import type { DeviceKeys } from './device-keys.ts'

export interface InUse {
  readonly keys: DeviceKeys
  /** PEM, leaf first; of `keys.seal`. */
  readonly sealChain: string
}

export class KeysInUse {
  readonly #busy: () => boolean
  readonly #onSwap: (now: InUse) => void
  #now: InUse
  #next: InUse | null = null

  /** `busy`: somebody is between the begin and the end of a visit. `onSwap` hears of other keys, once they are in use. */
  constructor(options: { readonly first: InUse; readonly busy: () => boolean; readonly onSwap: (now: InUse) => void }) {
    this.#now = options.first
    this.#busy = options.busy
    this.#onSwap = options.onSwap
  }

  get now(): InUse {
    return this.#now
  }

  /** Takes keys that are on the disk by now: at once, or when the visit is over. */
  take(next: InUse): void {
    this.#next = next
    this.settle()
  }

  /** Uses keys that waited for the end of a visit; called now and then. */
  settle(): void {
    const next = this.#next
    if (next === null || this.#busy()) return
    this.#next = null
    this.#now = next
    this.#onSwap(next)
  }
}
