/** The key that seals documents, wherever it lives: the kiosk's, the central's, or a physician's own. */
export interface SealKey {
  /** DER certificates, the key's own first, then its issuers; the root may be left out. */
  readonly chain: readonly Uint8Array[]
  /** ECDSA P-256 over SHA-256 of these bytes, as DER `Ecdsa-Sig-Value` (RFC 3279 section 2.2.3). */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>
}
