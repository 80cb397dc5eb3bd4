/**
 * Every set of keys that a kiosk ever had: old signatures keep verifying, and each set speaks only for its own time. A
 * new set counts beside the old one until the kiosk has used it, since the answer that brought it may have been lost.
 */
import { X509Certificate } from 'node:crypto'
import { backdated, longestVisit } from '../../domain/contract/device/lifetimes.ts'
import type { PublicJwk } from '../../domain/ids.ts'
import { thumbprintOf } from '../keys/house-key.ts'

export interface NewKeySet {
  readonly auth: PublicJwk
  readonly log: PublicJwk
  readonly seal: PublicJwk
  /** PEM, leaf first. */
  readonly sealChain: string
  /** Milliseconds since 1970 from which and until which the set holds. */
  readonly since: number
  readonly until: number
}

export interface KeySet extends NewKeySet {
  readonly serial: number
  /** When the kiosk came with this set for the first time. */
  readonly usedAt: number | null
  /** From then on it opens nothing any more; what was signed before stays good. */
  readonly replacedAt: number | null
}

/** What D-log certified at `iat` (seconds) falls into the time of its set: `at`, the moment of looking, does not count. */
export function certifiedInTime(set: KeySet, iat: number): boolean {
  const at = iat * 1000
  // A visit that had begun when the set was replaced still has its certificate.
  return at >= set.since - backdated && at <= (set.replacedAt ?? set.until) + backdated
}

/** Whether a visit certificate by this set may still open the gateway now: a visit outlives the set by its length. */
export function opensVisits(set: KeySet, now: number): boolean {
  return now <= Math.min(set.replacedAt ?? Infinity, set.until) + longestVisit + backdated
}

/** The D-log of this thumbprint with which visits may be opened now; null: none. `kid` null: the newest that was used. */
export async function visitKey(
  keys: readonly KeySet[],
  { kid, now }: { readonly kid: string | null; readonly now: number },
): Promise<PublicJwk | null> {
  const open = keys.filter((set) => opensVisits(set, now))
  if (kid === null) return open.findLast(({ usedAt }) => usedAt !== null)?.log ?? open.at(-1)?.log ?? null
  for (const { log } of open) if ((await thumbprintOf(log)) === kid) return log
  return null
}

/** When the first certificate of a chain ends, milliseconds since 1970. */
export function endOf(sealChain: string): number {
  return Date.parse(new X509Certificate(sealChain).validTo)
}
