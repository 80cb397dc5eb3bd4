/** What the verifier needs from the platform it runs on: the arithmetic, and nothing that could reach a network. */
export type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512'

export interface VerifyPort {
  /** SHA-1 only names what a program looked up by it; nothing is believed because of it. */
  readonly digest: (hash: HashName | 'SHA-1', bytes: Uint8Array) => Promise<Uint8Array>
  /**
   * Whether a signature holds. `spki` is the DER public key; `signature` is DER `Ecdsa-Sig-Value` for `ecdsa`,
   * PKCS#1 v1.5 for `rsa`. A key or signature that cannot be read is false, never an exception.
   */
  readonly verify: (input: {
    readonly scheme: 'ecdsa' | 'rsa'
    readonly hash: HashName
    readonly spki: Uint8Array
    readonly bytes: Uint8Array
    readonly signature: Uint8Array
  }) => Promise<boolean>
  /** ES256 for the steps: 64 bytes r ‖ s under a JWK (RFC 7518 section 3.4). */
  readonly verifyEs256: (input: {
    readonly key: { readonly x: string; readonly y: string }
    readonly bytes: Uint8Array
    readonly signature: Uint8Array
  }) => Promise<boolean>
  /** zlib data (RFC 1950) unpacked, or null where it is broken or would become longer than `most` bytes. */
  readonly inflate: (bytes: Uint8Array, most: number) => Uint8Array | null
}
