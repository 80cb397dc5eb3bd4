/** How much one visit may put into outbox and log. An honest visit never comes near; a session that was taken over does. */
import { envelopeLimit, limits } from '../../../domain/limits.ts'

export class VisitQuota {
  #envelopes = 0
  #acceptances = 0
  #bytes = 0
  #steps = 0

  /** Counts a step: one too many is said once, and those after it are nothing. */
  step(): 'taken' | 'tooMany' | 'ignored' {
    this.#steps += 1
    if (this.#steps <= limits.visit.steps) return 'taken'
    return this.#steps === limits.visit.steps + 1 ? 'tooMany' : 'ignored'
  }

  /**
   * Counts an envelope of so many bytes; false: it is one too many, and nothing was counted. Acceptances never take the
   * place or the bytes of a form: who signs after many refusals is not told that it could not be kept.
   */
  take(bytes: number, kind: 'form' | 'acceptance'): boolean {
    if (this.#envelopes >= limits.visit.envelopes || this.#bytes + bytes > limits.visit.bytes) return false
    if (kind === 'acceptance') {
      if (this.#acceptances >= limits.visit.acceptances) return false
      if (this.#bytes + bytes > limits.visit.bytes - envelopeLimit) return false
      this.#acceptances += 1
    }
    this.#envelopes += 1
    this.#bytes += bytes
    return true
  }
}
