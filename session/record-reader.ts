/** Reads the visit's record whenever something woke: events only wake, the record decides. */
import { CallFailed, type Gateway } from './central/gateway.ts'
import type { Input } from './flow/input.ts'

/**
 * One reading at a time, and once more when something woke or was written meanwhile, so that an older record never comes
 * after a newer one. What cannot be read now is read at the next event.
 */
export class RecordReader {
  readonly #gateway: Gateway
  readonly #guarded: <T>(work: Promise<T>) => Promise<T | null>
  readonly #input: (input: Input) => void
  #reading = false
  #again = false

  /** `guarded` gives null for work that broke. */
  constructor(options: {
    readonly gateway: Gateway
    readonly guarded: <T>(work: Promise<T>) => Promise<T | null>
    readonly input: (input: Input) => void
  }) {
    this.#gateway = options.gateway
    this.#guarded = options.guarded
    this.#input = options.input
  }

  async wake(): Promise<void> {
    this.#again = true
    if (this.#reading) return
    this.#reading = true
    while (this.#again) {
      this.#again = false
      const before = this.#gateway.writes
      const next = await this.#guarded(this.#read())
      if (this.#gateway.writes !== before) this.#again = true
      else if (next !== null) this.#input(next)
    }
    this.#reading = false
  }

  async #read(): Promise<Input | null> {
    try {
      return { type: 'record', record: await this.#gateway.record() }
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      return error.problem === 'ended' ? { type: 'ended' } : null
    }
  }
}
