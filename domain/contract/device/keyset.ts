/**
 * The hospital's Keyset: a JWS (typ "balie-keyset+jwt") by the Root key; the kiosk pins Root by its thumbprint. The
 * protected header carries Root's public key as `jwk`, so that the thumbprint alone is enough to verify it.
 */
import * as v from 'valibot'
import { HospitalId, Instant, PublicJwk } from '../../ids.ts'

const Keys = v.pipe(v.array(PublicJwk), v.minLength(1), v.maxLength(8))

const Entries = v.strictObject({
  /** Never goes back. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  hospital: v.pipe(v.string(), v.maxLength(80)),
  /** Whose policies hold on its kiosks. Absent in a keyset from before: then the first signed policy says it. */
  hospitalId: v.optional(HospitalId),
  issuedAt: Instant,
  notAfter: Instant,
  /** Sign ContentBundles. */
  content: Keys,
  /** Envelopes are encrypted to the first; the others stay readable 90 days. */
  intake: Keys,
  /**
   * Pen movements are encrypted to it, where the policy says so; its private half is never at the central. Absent: the
   * hospital keeps none.
   */
  escrow: v.optional(PublicJwk),
  /** Sign receipts and signed refusals. */
  receipt: Keys,
  /** Sign device and visit tokens. */
  gateway: Keys,
  /** PEM certificates of the TLS CA of the kiosk-facing listener. */
  tlsCa: v.string(),
  /** PEM certificate of the CA that issues D-seal certificates: the trust anchor of a sealed PDF. */
  sealCa: v.string(),
  /**
   * PEM certificates of the authorities that are believed about time: the anchors of a time stamp (RFC 3161). Here and not
   * in the content: whom a hospital believes is Root's word, and a content key must not be able to make up time. Empty
   * (also in a keyset from before this field): nobody is, and no stamp is asked for.
   */
  timeCa: v.optional(v.string(), ''),
})

export const Keyset = v.pipe(
  Entries,
  // Whoever opens envelopes must not be able to open what is in escrow.
  v.check(({ escrow, intake }) => intake.every(({ x }) => x !== escrow?.x), 'escrow key opens envelopes'),
)
export type Keyset = v.InferOutput<typeof Keyset>
