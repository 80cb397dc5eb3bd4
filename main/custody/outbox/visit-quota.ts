/** How much one visit may put into outbox and log. An honest visit never comes near; a session that was taken over does. */
import { limits } from '../../../domain/device/limits.ts'

export class VisitQuota {
  #envelopes = 0
  #bytes = 0
  #steps = 0

  /** Counts a step: one too many is said once, and those after it are nothing. */
  step(): 'taken' | 'tooMany' | 'ignored' {
    this.#steps += 1
    if (this.#steps <= limits.visit.steps) return 'taken'
    return this.#steps === limits.visit.steps + 1 ? 'tooMany' : 'ignored'
  }

  /** Counts an envelope of so many bytes; false: it is one too many, and nothing was counted. */
  take(bytes: number): boolean {
    if (this.#envelopes >= limits.visit.envelopes || this.#bytes + bytes > limits.visit.bytes) return false
    this.#envelopes += 1
    this.#bytes += bytes
    return true
  }
}
