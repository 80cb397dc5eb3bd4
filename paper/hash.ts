/** SHA-256 as documents, manifests and envelopes use it: one place for kiosk and central. */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { canonicalBytes } from '../domain/bytes/canonical.ts'
import { Sha256 } from '../domain/ids.ts'

export function hashOf(bytes: Uint8Array): Sha256 {
  return v.parse(Sha256, createHash('sha256').update(bytes).digest('base64url'))
}

/** Over the UTF-8 of the canonical JSON (RFC 8785). */
export function hashOfJson(value: unknown): Sha256 {
  return hashOf(canonicalBytes(value))
}
