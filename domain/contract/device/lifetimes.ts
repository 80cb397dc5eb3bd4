/**
 * How long keys, certificates and signed words live, and how far clocks may be apart: each number once, for kiosk and
 * central. The table in docs/protocol.md says the same for people. All durations are milliseconds.
 */
import { visitCertificateLifetime } from './visit-certificate.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export const lifetimes = {
  /** The kiosk's three keys, and the certificate of D-seal with them: short, since nobody sees a copied key. */
  deviceKeys: 30 * day,
  /** A signed ContentBundle. */
  content: 30 * day,
  /** The Keyset that Root signs: a hospital takes Root out of its safe once a year. */
  keyset: 365 * day,
  /** The certificate of the kiosk-facing listener. */
  tls: 90 * day,
  /** The certificate of the time-stamping authority. */
  timeStamping: 1095 * day,
} as const

/**
 * The share of its life after which something is renewed: well before two thirds, so that a central or a kiosk may be away
 * for a sixth of a life and still be in time.
 */
const renewShare = 0.5

/** From when (milliseconds since 1970) something that lives from `from` to `until` is renewed. */
export function renewalFrom({ from, until }: { readonly from: number; readonly until: number }): number {
  return from + (until - from) * renewShare
}

/** Days after the end of its keys in which a kiosk recovers by itself, when the hospital says nothing else. */
export const defaultRecoverDays = 90

/** How long an approval by a person lets a kiosk recover that was away for longer. */
export const approvalFor = day

/** No visit lasts longer: its certificate ends. A kiosk starts no visit that it could not seal until then. */
export const longestVisit = visitCertificateLifetime * 1000

/** A certificate holds from this long before it was made: clocks of kiosks, readers and the central itself step. */
export const backdated = hour

/** The same for TLS, where a kiosk's own wall clock counts, which nobody sets: it may be days behind. */
export const tlsBackdated = 7 * day

/**
 * How far ahead of the central's clock a form may have been signed: that clock may have been set back between signing and
 * delivery. The visit's certificate and the central's own record of it bound the moment more narrowly.
 */
export const setBack = 15 * minute

/** The most that two statements of the central may disagree beyond their uncertainties: a clock that is being slewed. */
export const slewing = 1_000

/**
 * Parts of a second by which a clock that is being set right gains or loses in a second: 500 in a million, the most that a
 * Unix kernel slews for NTP (adjtime; the tolerance of RFC 5905). One that is chased faster was set wrong, and is dropped.
 */
export const slewRate = 5e-4

/** Parts of a second by which a quartz clock may go wrong in a second: 100 in a million, twice what they are sold with. */
export const drift = 1e-4

/** Milliseconds between wall clock and monotonic clock that a machine gains at once only by sleeping or being set. */
export const leap = 5_000
