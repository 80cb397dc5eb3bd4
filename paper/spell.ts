/**
 * PDF objects as text with not a byte too many (ISO 32000-1 section 7.3): pdfkit spends a line on each key, and a form
 * has some 150 objects that no filter packs, because the verifier reads only files in which no object is inside another.
 */

/** What a literal string would read as something else (ISO 32000-1 section 7.3.4.2); a line feed is itself. */
const escapes: Readonly<Record<string, string>> = { '\r': '\\r', '\\': '\\\\', '(': '\\(', ')': '\\)' }

/**
 * A value as it is written in the file, one character a byte. As in pdfkit, a string is a name, a `String` object is a text
 * string, bytes are a hexadecimal string; what knows how to write itself (references, trees) does. Numbers keep three
 * decimals: a thousandth of a point is nothing.
 */
export function spell(value: unknown): string {
  if (typeof value === 'string') return `/${value}`
  if (typeof value === 'number') return exact(value)
  if (value instanceof String) return textString(value.valueOf())
  if (value instanceof Uint8Array) return `<${Buffer.from(value).toString('hex')}>`
  if (value instanceof Date) return textString(`D:${value.toISOString().replace(/\D/g, '').slice(0, 14)}Z`)
  if (Array.isArray(value)) return `[${joined(value.map((one) => spell(one ?? null)))}]`
  if (isDictionary(value)) {
    const entries = Object.entries(value).filter(([, one]) => one !== undefined)
    return `<<${joined(entries.flatMap(([key, one]) => [`/${key}`, spell(one)]))}>>`
  }
  return String(value)
}

const isDictionary = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

function exact(value: number): string {
  if (!Number.isFinite(value)) throw new Error('a PDF knows no such number')
  return String(Math.round(value * 1000) / 1000)
}

/** A number among the operators of a page: hundredths of a point are finer than any printer. */
export const number = (value: number): string => String(Math.round(value * 100) / 100)

/** Tokens need a blank between them only where neither begins nor ends itself (ISO 32000-1 section 7.2.2). */
function joined(tokens: readonly string[]): string {
  let text = ''
  for (const token of tokens) {
    const apart = text !== '' && !ends.has(text.charAt(text.length - 1)) && !begins.has(token.charAt(0))
    text += apart ? ` ${token}` : token
  }
  return text
}

const ends = new Set([')', '>', ']'])
const begins = new Set(['/', '(', '<', '['])

const textString = (text: string): string =>
  literal([...text].every((one) => one <= '\u007f') ? text : `\u00fe\u00ff${utf16(text)}`)

/** Bytes, one character each, as a literal string. */
export const literal = (bytes: string): string => `(${bytes.replace(/[\r\\()]/g, (one) => escapes[one] ?? one)})`

/** Each half of each unit as one character. */
const utf16 = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('latin1')
