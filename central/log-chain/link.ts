/**
 * A link of the chain over the access log: each line's hash covers its number, its segment (a month) and the hash of the
 * line before, so that none can be taken out, put in, changed or moved without the next one saying so.
 */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { canonicalJson } from '../../domain/bytes/canonical.ts'
import { Sha256 } from '../../domain/ids.ts'

/** `2026-12`: the month, by the central's clock in UTC, in which the line was written. */
export const Segment = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/), v.brand('Segment'))
export type Segment = v.InferOutput<typeof Segment>

/** What a link names; its hash is over the canonical form of exactly this. */
export interface LinkOf {
  /** Whose chain: the writer. All connections to one SQLite file take turns and are one writer. */
  readonly node: string
  /** From 1, without a gap, over all segments. */
  readonly number: number
  readonly segment: string
  /** Hash of the line before; null: this is the first. */
  readonly before: string | null
  /** SHA-256 over the AuditEvent as it was stored, in canonical form. */
  readonly digest: string
}

export interface Link extends LinkOf {
  /** The AuditEvent's logical id. */
  readonly event: string
  readonly hash: string
}

/** SHA-256 over the canonical form (RFC 8785) of a JSON value. */
export function digestOf(value: unknown): Sha256 {
  return v.parse(Sha256, createHash('sha256').update(canonicalJson(value), 'utf8').digest('base64url'))
}

/** The hash of one link; the id of the event is inside its digest. */
export function hashOf({ node, number, segment, before, digest }: LinkOf): Sha256 {
  return digestOf({ node, number, segment, before, digest })
}

/**
 * The month of an instant. A clock that was put back opens no earlier segment than the newest, and a newest one that is
 * signed takes no more lines: then it is the month after it.
 */
export function segmentAt(at: string, newest: { readonly segment: Segment; readonly signed: boolean } | null): Segment {
  const month = v.parse(Segment, at.slice(0, 7))
  if (newest === null || month > newest.segment) return month
  return newest.signed ? monthAfter(newest.segment) : newest.segment
}

function monthAfter(segment: Segment): Segment {
  const [year = 0, month = 0] = segment.split('-').map(Number)
  return v.parse(Segment, new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7))
}
