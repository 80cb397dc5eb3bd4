/** How much one visit may put into the outbox. An honest visit never comes near; a session that was taken over does. */
import { limits } from '../../../domain/device/limits.ts'

export class VisitQuota {
  #envelopes = 0
  #bytes = 0

  /** Counts an envelope of so many bytes; false: it is one too many, and nothing was counted. */
  take(bytes: number): boolean {
    if (this.#envelopes >= limits.visit.envelopes || this.#bytes + bytes > limits.visit.bytes) return false
    this.#envelopes += 1
    this.#bytes += bytes
    return true
  }
}
