/** Ids of proofs that were used: a second use is refused (RFC 9449 section 11.1), also after a restart. A port: see store/. */

export interface SeenProofs {
  /**
   * True the first time that a key uses this id; `until` in seconds since 1970, when the proof is too old anyway. `key`:
   * whoever proves, such as the thumbprint of a V.
   */
  acceptOnce(proof: {
    readonly key: string
    readonly jti: string
    readonly until: number
    readonly now: number
  }): Promise<boolean>
}
