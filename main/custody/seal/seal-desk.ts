/** Main's seal: once for a visit, only while the session says that it is sealing, only for what is then stored. */
import { limits } from '../../../domain/limits.ts'
import type { EnvelopeId, Sha256 } from '../../../domain/ids.ts'
import type { Step } from '../../../domain/contract/control/step.ts'

/**
 * Builds a CMS SignedData (CAdES, detached) around a SHA-256 and has its signed attributes signed. `sign` gets the bytes
 * to sign and answers an ECDSA signature over their SHA-256.
 */
export type BuildCms = (options: {
  readonly digest: Uint8Array
  readonly chain: string
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>
}) => Promise<Uint8Array>

export type SealAnswer =
  | { readonly kind: 'sealed'; readonly cms: string }
  | { readonly kind: 'refused'; readonly reason: 'notSigning' | 'alreadySealed' | 'keyUnavailable' }

/** The seal of one visit; a new visit gets a new one. */
export class SealDesk {
  readonly #seal: (digest: Uint8Array) => Promise<Uint8Array>
  readonly #asked = new Set<EnvelopeId>()
  /** The envelope of the last seal that was asked for, and whether it came to nothing. */
  #last: { readonly envelope: EnvelopeId; failed: boolean } | null = null

  constructor(options: { readonly seal: (digest: Uint8Array) => Promise<Uint8Array> }) {
    this.#seal = options.seal
  }

  /**
   * The CMS in base64, or why not. An envelope that was asked for once is never sealed again, not even after a failure; a
   * second envelope only when the first came to nothing.
   */
  async ask(options: {
    readonly envelope: EnvelopeId
    readonly sha256: Sha256
    readonly step: Step | null
  }): Promise<SealAnswer> {
    const { envelope, step } = options
    if (step !== 'sealing') return { kind: 'refused', reason: 'notSigning' }
    const spent = this.#last !== null && !this.#last.failed
    if (this.#asked.has(envelope) || this.#asked.size >= limits.visit.seals || spent) {
      return { kind: 'refused', reason: 'alreadySealed' }
    }
    this.#asked.add(envelope)
    const mine = { envelope, failed: false }
    this.#last = mine
    try {
      const cms = await this.#seal(Buffer.from(options.sha256, 'base64url'))
      return { kind: 'sealed', cms: Buffer.from(cms).toString('base64') }
    } catch {
      mine.failed = true
      return { kind: 'refused', reason: 'keyUnavailable' }
    }
  }

  /** Whether a form under this id may be stored: the one that was sealed last, and no other. */
  isFor(envelope: EnvelopeId): boolean {
    return this.#last?.envelope === envelope && !this.#last.failed
  }

  /** Its form could not be kept: the visitor may sign once more. */
  cameToNothing(envelope: EnvelopeId): void {
    if (this.#last?.envelope === envelope) this.#last.failed = true
  }
}
