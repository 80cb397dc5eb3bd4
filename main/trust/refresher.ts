/** Keeps keyset and content fresh: when they were fetched last, and one fetch after another. */
import type { Clock } from '../clock/clock.ts'
import type { Asks } from '../http/ask.ts'
import type { Log } from '../log/log.ts'
import { refresh } from './refresh.ts'
import type { Trusted } from './trusted.ts'

/** Milliseconds after which keyset and content are fetched again although nobody said that there are newer ones. */
const fetchEvery = 3_600_000

export interface RefresherOptions {
  readonly client: Asks
  readonly trusted: Trusted
  readonly clock: Clock
  readonly log: Log
  /** Something newer holds. */
  readonly onChange: () => void
  /** A fetch is over, whatever came of it. */
  readonly onDone: () => void
}

export class Refresher {
  readonly #options: RefresherOptions
  #fetched = false
  #fetchedAt = 0
  #running: Promise<void> = Promise.resolve()

  constructor(options: RefresherOptions) {
    this.#options = options
  }

  /** Whether the last fetch reached both. */
  get fetched(): boolean {
    return this.#fetched
  }

  /** Whether it is time to fetch again. */
  get due(): boolean {
    return !this.#fetched || this.#options.clock.monotonic() - this.#fetchedAt > fetchEvery
  }

  /** Fetches both, after the fetch that may be running. Never rejects for what the central gives. */
  fetch(): Promise<void> {
    this.#running = this.#running.then(async () => {
      const { client, trusted, clock, log, onChange, onDone } = this.#options
      try {
        const { reached, changed } = await refresh({ client, trusted, log })
        this.#fetched = reached
        this.#fetchedAt = clock.monotonic()
        if (changed) onChange()
      } catch {
        log('alarm', { code: 'refresh-failed' })
        this.#fetched = false
      }
      onDone()
    })
    return this.#running
  }

  /** Resolves when the last fetch is over. */
  async close(): Promise<void> {
    await this.#running
  }
}
