/** Ids that the central makes for what belongs to an envelope: the same ones each time, so that a replay makes nothing twice. */
import { createHash } from 'node:crypto'
import type { EnvelopeId } from '../../domain/ids.ts'

/** A UUID of version 8 (RFC 9562 section 5.8): the first bits of SHA-256 over the envelope's id and a word. */
export const uuidFrom = (id: EnvelopeId, what: string): string => uuidOf(`${id} ${what}`)

/** The same of any words that are one thing for ever. */
export function uuidOf(words: string): string {
  const digest = createHash('sha256').update(words).digest()
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x80, 6)
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = digest.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
