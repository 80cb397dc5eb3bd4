/** The number that a visitor takes home: short, easy to read aloud, and by itself of no use to anybody. */
import type { EnvelopeId } from '../ids.ts'

/** Crockford's base 32: no I, L, O and U, so that it is read and typed without mistakes. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Eight characters, "7K3D-9QMX", from the first 40 bits of the envelope's id, all of them random (RFC 9562 section 5.4:
 * version and variant come later). Session and central compute the same one, so it can be shown before delivery. Two
 * envelopes share one with a chance of 1 in 10¹²; it opens nothing but "received or not yet".
 */
export function referenceOf(envelope: EnvelopeId): string {
  const bits = BigInt(`0x${envelope.replaceAll('-', '').slice(0, 10)}`)
  let text = ''
  for (let at = 35n; at >= 0n; at -= 5n) text += alphabet.charAt(Number((bits >> at) & 31n))
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

/** A reference as people type it, or null: case does not matter, I and L read as 1, O as 0, the hyphen may be missing. */
export function parseReference(typed: string): string | null {
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
  return text.length === 8 && [...text].every((character) => alphabet.includes(character))
    ? `${text.slice(0, 4)}-${text.slice(4)}`
    : null
}
