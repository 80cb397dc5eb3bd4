/** Main's seal: once per envelope, only while the session says that it is sealing, only over one digest. */
import type { EnvelopeId, Sha256 } from '../../../domain/ids.ts'
import type { Step } from '../../../domain/control/step.ts'

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
  readonly #sealed = new Set<EnvelopeId>()

  constructor(options: { readonly seal: (digest: Uint8Array) => Promise<Uint8Array> }) {
    this.#seal = options.seal
  }

  /** The CMS in base64, or why not. An envelope that was asked for once is never sealed again, not even after a failure. */
  async ask(options: {
    readonly envelope: EnvelopeId
    readonly sha256: Sha256
    readonly step: Step | null
  }): Promise<SealAnswer> {
    if (options.step !== 'sealing') return { kind: 'refused', reason: 'notSigning' }
    if (this.#sealed.has(options.envelope)) return { kind: 'refused', reason: 'alreadySealed' }
    this.#sealed.add(options.envelope)
    try {
      const cms = await this.#seal(Buffer.from(options.sha256, 'base64url'))
      return { kind: 'sealed', cms: Buffer.from(cms).toString('base64') }
    } catch {
      return { kind: 'refused', reason: 'keyUnavailable' }
    }
  }
}
