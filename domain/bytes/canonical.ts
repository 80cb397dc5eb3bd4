/** Canonical JSON: what every hash and signature of a document is taken over. */
import canonicalize from 'canonicalize'
import { utf8 } from './bytes.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * The canonical form of a JSON value (RFC 8785, JCS): sorted members, no white space, so that equal values are equal
 * bytes in every implementation. Throws on what JSON cannot hold: NaN, infinity, lone surrogates.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new RangeError('not a JSON value')
  return text
}

/** {@link canonicalJson} as UTF-8 bytes, ready to hash or sign. */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8(canonicalJson(value))
}
