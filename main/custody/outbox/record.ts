/**
 * One envelope on disk: a header of 84 bytes and the compact JWE. The header carries length, id and checksum, so that a
 * torn write and a flipped bit both show.
 *
 *   0  8 bytes   "BALIEO1\n"
 *   8  4 bytes   length of the payload, big-endian
 *  12 36 bytes   envelope id, ASCII
 *  48 32 bytes   SHA-256 of the payload
 *  80  4 bytes   first bytes of the SHA-256 of bytes 0 to 79
 *  84            the payload
 */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { envelopeLimit } from '../../../domain/limits.ts'
import { EnvelopeId, Sha256 } from '../../../domain/ids.ts'

const magic = Buffer.from('BALIEO1\n', 'latin1')
export const headerLength = 84

export interface StoredRecord {
  readonly id: EnvelopeId
  readonly sha256: Sha256
  readonly payload: Buffer
}

export type ReadRecord =
  | { readonly kind: 'record'; readonly record: StoredRecord }
  /** A prepared file that was never written. */
  | { readonly kind: 'empty' }
  /** Shorter than it should be: the write did not finish, so it was never acknowledged. */
  | { readonly kind: 'torn' }
  /** Complete but not what was written. */
  | { readonly kind: 'rotten' }

/** Memory that is used again for the next record: fresh pages would cost as much as the checksum. Ciphertext only. */
let scratch = Buffer.alloc(512 * 1024)

/**
 * The bytes to write and the checksum that is acknowledged. `jwe` must be ASCII. The bytes are valid until the next call.
 */
export function encodeRecord(options: { readonly id: EnvelopeId; readonly jwe: string }): {
  readonly bytes: Buffer
  readonly sha256: Sha256
} {
  const size = options.jwe.length
  if (scratch.length < headerLength + size) scratch = Buffer.alloc(headerLength + size)
  const bytes = scratch.subarray(0, headerLength + size)
  bytes.write(options.jwe, headerLength, size, 'latin1')
  const digest = createHash('sha256').update(bytes.subarray(headerLength)).digest()
  magic.copy(bytes, 0)
  bytes.writeUInt32BE(size, 8)
  bytes.write(options.id, 12, 36, 'latin1')
  digest.copy(bytes, 48)
  createHash('sha256').update(bytes.subarray(0, 80)).digest().copy(bytes, 80, 0, 4)
  return { bytes, sha256: v.parse(Sha256, digest.toString('base64url')) }
}

/** What a file of the outbox holds. Never throws. */
export function decodeRecord(bytes: Buffer): ReadRecord {
  if (bytes.length === 0) return { kind: 'empty' }
  if (bytes.length < headerLength) return { kind: 'torn' }
  const header = bytes.subarray(0, headerLength)
  const check = createHash('sha256').update(header.subarray(0, 80)).digest().subarray(0, 4)
  if (!header.subarray(0, 8).equals(magic) || !check.equals(header.subarray(80))) return { kind: 'rotten' }
  const length = header.readUInt32BE(8)
  const id = v.safeParse(EnvelopeId, header.toString('latin1', 12, 48))
  if (!id.success || length > envelopeLimit) return { kind: 'rotten' }
  if (bytes.length < headerLength + length) return { kind: 'torn' }
  const payload = bytes.subarray(headerLength)
  const digest = createHash('sha256').update(payload).digest()
  if (!digest.equals(header.subarray(48, 80))) return { kind: 'rotten' }
  const sha256 = v.parse(Sha256, digest.toString('base64url'))
  return { kind: 'record', record: { id: id.output, sha256, payload } }
}
