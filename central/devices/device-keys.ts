/**
 * Every set of keys that a kiosk ever had: old signatures keep verifying, and each set speaks only for its own time. A
 * new set counts beside the old one until the kiosk has used it, since the answer that brought it may have been lost.
 */
import { X509Certificate } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { backdated, longestVisit } from '../../domain/contract/device/lifetimes.ts'
import { DeviceId, PublicJwk } from '../../domain/ids.ts'
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

const Jwk = v.pipe(v.string(), v.parseJson(), PublicJwk)
const Row = v.object({
  serial: v.number(),
  auth: Jwk,
  log: Jwk,
  seal: Jwk,
  seal_chain: v.string(),
  since: v.number(),
  until: v.number(),
  used_at: v.nullable(v.number()),
  replaced_at: v.nullable(v.number()),
})

export interface KeySets {
  /** Oldest first. */
  of(device: DeviceId): readonly KeySet[]
  add(device: DeviceId, keys: NewKeySet): void
  /** The kiosk came with this set: the others are replaced. False: it was known before, nothing changed. */
  used(device: DeviceId, serial: number, at: number): boolean
}

export function keySets(database: DatabaseSync): KeySets {
  const all = database.prepare('SELECT * FROM device_keys WHERE device = ? ORDER BY serial')
  const insert = database.prepare(
    'INSERT INTO device_keys (device, auth, log, seal, seal_chain, since, until) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const mark = database.prepare('UPDATE device_keys SET used_at = ? WHERE serial = ? AND used_at IS NULL')
  const replace = database.prepare(
    'UPDATE device_keys SET replaced_at = ? WHERE device = ? AND serial <> ? AND replaced_at IS NULL',
  )
  return {
    of: (device) => all.all(device).map(read),
    add(device, { auth, log, seal, sealChain, since, until }) {
      const [a, l, s] = [auth, log, seal].map((key) => JSON.stringify(key))
      insert.run(device, a ?? '', l ?? '', s ?? '', sealChain, since, until)
    },
    used(device, serial, at) {
      if (mark.run(at, serial).changes === 0) return false
      replace.run(at, device, serial)
      return true
    },
  }
}

/** When the first certificate of a chain ends, milliseconds since 1970. */
export function endOf(sealChain: string): number {
  return Date.parse(new X509Certificate(sealChain).validTo)
}

function read(row: unknown): KeySet {
  const { seal_chain, used_at, replaced_at, ...rest } = v.parse(Row, row)
  return { ...rest, sealChain: seal_chain, usedAt: used_at, replacedAt: replaced_at }
}
