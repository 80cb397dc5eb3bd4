/** Bytes without a platform: UTF-8, base64url and hexadecimal in plain TypeScript, for rooms that have no Node and no DOM. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** UTF-8 of a string (RFC 3629). Throws a RangeError on a lone surrogate, which UTF-8 cannot hold. */
export function utf8(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code >= 0xd800 && code <= 0xdfff) throw new RangeError('a lone surrogate has no UTF-8')
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
  }
  return Uint8Array.from(bytes)
}

/** The string of UTF-8 bytes, or null where they are not well formed (overlong, surrogate, cut off: RFC 3629 section 3). */
export function fromUtf8(bytes: Uint8Array): string | null {
  // Most texts are plain ASCII, which is the same in every encoding.
  if (bytes.every((byte) => byte < 0x80)) return latin(bytes)
  const parts: string[] = []
  let part = ''
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0
    const extra =
      first < 0x80
        ? 0
        : first >= 0xc2 && first < 0xe0
          ? 1
          : first >= 0xe0 && first < 0xf0
            ? 2
            : first >= 0xf0 && first < 0xf5
              ? 3
              : -1
    if (extra < 0 || at + extra >= bytes.length) return null
    let code = extra === 0 ? first : first & (0x3f >> extra)
    for (let i = 1; i <= extra; i++) {
      const next = bytes[at + i] ?? 0
      if ((next & 0xc0) !== 0x80) return null
      code = (code << 6) | (next & 63)
    }
    if ((extra === 2 && code < 0x800) || (extra === 3 && (code < 0x10000 || code > 0x10ffff))) return null
    if (code >= 0xd800 && code <= 0xdfff) return null
    part += String.fromCodePoint(code)
    if (part.length > 8192) {
      parts.push(part)
      part = ''
    }
    at += extra + 1
  }
  return parts.join('') + part
}

/** Base64url without padding (RFC 4648 section 5). */
export function base64url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const characters = Math.min(4, bytes.length - at + 1)
    for (let i = 0; i < characters; i++) text += alphabet.charAt((word >> (18 - 6 * i)) & 63)
  }
  return text
}

/** Value of each character of the alphabet, by its code. */
const values: readonly (number | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const value = alphabet.indexOf(String.fromCharCode(code))
  return value < 0 ? undefined : value
})

/** The bytes of base64url without padding, or null where it is not exactly that (padding, other characters, stray bits). */
export function fromBase64url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let word = 0
  let bits = 0
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const value = values[text.charCodeAt(i)]
    if (value === undefined) return null
    word = ((word << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (word >> bits) & 0xff
    }
  }
  return (word & ((1 << bits) - 1)) === 0 ? bytes : null
}

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += pairs[byte] ?? ''
  return text
}
const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** One character a byte. */
export function latin(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) {
    // Spreading bytes into a call takes ten times as long.
    text += String(Reflect.apply(String.fromCharCode, String, bytes.subarray(at, at + 8192)))
  }
  return text
}

/** Whether two byte strings are equal (not constant time: nothing compared here is secret). */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

/** Byte strings one after the other. */
export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
