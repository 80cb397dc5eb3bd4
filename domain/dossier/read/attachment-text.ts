/** The text of an attachment in its declared character set; null where it holds none that can be shown here. */
import { fromBase64url, fromUtf8 } from '../../bytes/bytes.ts'
import { plainOfHtml, plainOfMarkdown, tidy } from './plain-text.ts'
import { clean } from './words-of.ts'
import type { Attachment } from './shapes.ts'

/** Media types that are text for a person; all others (PDF, pictures, CDA) are read elsewhere. */
export const readableTypes: ReadonlySet<string> = new Set([
  'text/plain',
  'text/markdown',
  'text/x-markdown',
  'text/html',
  'application/xhtml+xml',
])

/** Media type and character set of a content type (RFC 9110 section 8.3), in lower case. */
export function mediaTypeOf(contentType: string | undefined): {
  readonly type: string
  readonly charset: string | null
} {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';')
  const charset = parameters
    .map((one) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/.exec(one)?.[1])
    .find((one) => one !== undefined)
  return { type: type.trim(), charset: charset ?? null }
}

export function textOf({ contentType, data }: Attachment): string | null {
  const { type, charset } = mediaTypeOf(contentType)
  if (data === undefined || !readableTypes.has(type)) return null
  const bytes = fromBase64url(data.replace(/[\s=]/g, '').replaceAll('+', '-').replaceAll('/', '_'))
  const text = bytes === null ? null : decode(bytes, charset)
  if (text === null) return null
  const plain =
    type === 'text/plain' ? tidy(text) : type.includes('markdown') ? plainOfMarkdown(text) : plainOfHtml(text)
  return plain === null ? null : clean(plain)
}

/** A byte order mark says more than a declaration (Encoding standard, section 4.2). */
function decode(bytes: Uint8Array, charset: string | null): string | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return fromUtf8(bytes.subarray(3))
  if (a === 0xff && b === 0xfe) return utf16(bytes.subarray(2), true)
  if (a === 0xfe && b === 0xff) return utf16(bytes.subarray(2), false)
  switch (charset) {
    case null:
      // Nothing declared: UTF-8, and what cannot be that is what old Windows programs write.
      return fromUtf8(bytes) ?? windows1252(bytes)
    case 'utf-8':
    case 'utf8':
    case 'us-ascii':
    case 'ascii':
      return fromUtf8(bytes) ?? (charset.includes('ascii') ? windows1252(bytes) : null)
    case 'iso-8859-1':
    case 'iso8859-1':
    case 'iso_8859-1':
    case 'latin1':
    case 'windows-1252':
    case 'cp1252':
      return windows1252(bytes)
    case 'iso-8859-15':
    case 'latin-9':
      return latin9(bytes)
    case 'utf-16':
    case 'utf-16le':
      return utf16(bytes, true)
    case 'utf-16be':
      return utf16(bytes, false)
    default:
      return null
  }
}

/** 0x80 to 0x9f of windows-1252, which the web also reads for ISO-8859-1 (Encoding standard, section 9). */
const high = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function windows1252(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte >= 0x80 && byte < 0xa0 ? high.charAt(byte - 0x80) : String.fromCharCode(byte),
  ).join('')
}

const latin9Only: Readonly<Record<number, string>> = {
  0xa4: '€',
  0xa6: 'Š',
  0xa8: 'š',
  0xb4: 'Ž',
  0xb8: 'ž',
  0xbc: 'Œ',
  0xbd: 'œ',
  0xbe: 'Ÿ',
}

function latin9(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => latin9Only[byte] ?? String.fromCharCode(byte)).join('')
}

function utf16(bytes: Uint8Array, little: boolean): string | null {
  if (bytes.length % 2 !== 0) return null
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const [first = 0, second = 0] = [bytes[at], bytes[at + 1]]
    text += String.fromCharCode(little ? first | (second << 8) : (first << 8) | second)
  }
  return /\p{Surrogate}/u.test(text) ? null : text
}
