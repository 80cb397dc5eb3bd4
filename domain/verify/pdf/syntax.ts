/**
 * PDF objects (ISO 32000-1 section 7.3), read so strictly that there is only one way to read them: no comments inside
 * objects, no doubled keys, no numbers or names in a second spelling, bounded depth. Offsets are kept, because a seal
 * is about offsets.
 */
import { sameBytes } from '../../bytes/bytes.ts'
import { demand, Refusal } from '../base/refusal.ts'
import { Work } from '../base/work.ts'

export interface PdfName {
  readonly kind: 'name'
  readonly name: string
}
export interface PdfString {
  readonly kind: 'string'
  readonly bytes: Uint8Array
  /** Offsets of the first and after the last delimiter. */
  readonly from: number
  readonly to: number
  readonly hex: boolean
}
export interface PdfReference {
  readonly kind: 'ref'
  readonly number: number
}
export interface PdfArray {
  readonly kind: 'array'
  readonly items: readonly PdfValue[]
}
export interface PdfDictionary {
  readonly kind: 'dictionary'
  readonly entries: ReadonlyMap<string, PdfValue>
}
export interface PdfStream {
  readonly kind: 'stream'
  readonly entries: ReadonlyMap<string, PdfValue>
  readonly data: Uint8Array
}
export type PdfValue =
  null | boolean | number | PdfName | PdfString | PdfReference | PdfArray | PdfDictionary | PdfStream

const deepest = 40
/** Bytes of one string: a time stamp of the longest chains, in hexadecimal and with room to spare. */
const longestString = 200_000

export const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
const delimiters = new Set([0x28, 0x29, 0x3c, 0x3e, 0x5b, 0x5d, 0x7b, 0x7d, 0x2f, 0x25])
const isDelimiter = (byte: number | undefined): boolean => byte !== undefined && delimiters.has(byte)
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

/** A reader with a place in the bytes; what it reads is counted as work. */
export class Reader {
  readonly bytes: Uint8Array
  readonly work: Work
  at: number
  constructor(bytes: Uint8Array, at: number, work: Work) {
    this.bytes = bytes
    this.at = at
    this.work = work
  }

  fail(why: string): never {
    throw new Refusal('malformed', `${why} at ${this.at}`)
  }

  space(): void {
    while (isSpace(this.bytes[this.at])) this.at++
  }

  /** Whether the next bytes are this word, followed by no regular character; takes it. */
  word(word: string): boolean {
    for (let i = 0; i < word.length; i++) if (this.bytes[this.at + i] !== word.charCodeAt(i)) return false
    const after = this.bytes[this.at + word.length]
    if (after !== undefined && !isSpace(after) && !isDelimiter(after)) return false
    this.at += word.length
    return true
  }

  expect(word: string): void {
    if (!this.word(word)) this.fail(`"${word}" expected`)
  }

  /** A whole number without sign, of at most ten digits. */
  whole(): number {
    const from = this.at
    while (isDigit(this.bytes[this.at])) this.at++
    if (this.at === from || this.at - from > 10) this.fail('whole number expected')
    return Number(String.fromCharCode(...this.bytes.subarray(from, this.at)))
  }

  value(depth = 0): PdfValue {
    if (depth > deepest) this.fail('nested too deeply')
    this.work.spend('values')
    this.space()
    const byte = this.bytes[this.at]
    if (byte === 0x2f) return { kind: 'name', name: this.name() }
    if (byte === 0x28) return this.literal()
    if (byte === 0x5b) return this.array(depth)
    if (byte === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.dictionary(depth) : this.hexString()
    if (this.word('true')) return true
    if (this.word('false')) return false
    if (this.word('null')) return null
    return this.numberOrReference()
  }

  name(): string {
    this.at++
    let name = ''
    for (;;) {
      const byte = this.bytes[this.at]
      if (byte === undefined || isSpace(byte) || isDelimiter(byte)) break
      if (byte < 0x21 || byte > 0x7e) this.fail('name with an unprintable byte')
      if (name.length > 127) this.fail('name too long')
      this.at++
      if (byte !== 0x23) name += String.fromCharCode(byte)
      else {
        const code = this.hexPair()
        const regular = code > 0x20 && code < 0x7f && !isDelimiter(code) && code !== 0x23
        // A second spelling of a plain name is a hiding place; only what needs escaping may be escaped.
        if (regular) this.fail('needless escape in a name')
        name += `#${code.toString(16).padStart(2, '0')}`
      }
    }
    if (name.length > 127) this.fail('name too long')
    return name
  }

  private hexPair(): number {
    const text = String.fromCharCode(this.bytes[this.at] ?? 0, this.bytes[this.at + 1] ?? 0)
    if (!/^[0-9A-Fa-f]{2}$/.test(text)) this.fail('hexadecimal expected')
    this.at += 2
    return parseInt(text, 16)
  }

  private literal(): PdfString {
    const from = this.at
    const bytes: number[] = []
    let open = 0
    do {
      const byte = this.bytes[this.at]
      if (byte === undefined) this.fail('string without end')
      this.at++
      if (byte === 0x28) open++
      if (byte === 0x29) open--
      if ((byte === 0x28 && open === 1) || (byte === 0x29 && open === 0)) continue
      if (byte === 0x5c) this.escape(bytes)
      else bytes.push(byte)
      if (bytes.length > longestString) this.fail('string too long')
    } while (open > 0)
    this.work.spend('text', bytes.length)
    return { kind: 'string', bytes: Uint8Array.from(bytes), from, to: this.at, hex: false }
  }

  private escape(bytes: number[]): void {
    const byte = this.bytes[this.at] ?? 0
    const plain: Readonly<Record<number, number>> = {
      0x6e: 10,
      0x72: 13,
      0x74: 9,
      0x62: 8,
      0x66: 12,
      0x28: 0x28,
      0x29: 0x29,
      0x5c: 0x5c,
    }
    const octal = String.fromCharCode(...this.bytes.subarray(this.at, this.at + 3))
    if (plain[byte] !== undefined) {
      bytes.push(plain[byte])
      this.at++
    } else if (/^[0-3][0-7]{2}$/.test(octal)) {
      bytes.push(parseInt(octal, 8))
      this.at += 3
    } else this.fail('unknown escape in a string')
  }

  private hexString(): PdfString {
    const from = this.at
    this.at++
    const start = this.at
    while (this.at < this.bytes.length && this.bytes[this.at] !== 0x3e) this.at++
    const digits = this.at - start
    if (digits > 2 * longestString) this.fail('string too long')
    this.work.spend('text', digits / 2)
    if (this.bytes[this.at] !== 0x3e || digits % 2 !== 0) this.fail('hexadecimal string')
    const bytes = new Uint8Array(digits / 2)
    this.at = start
    for (let i = 0; i < bytes.length; i++) bytes[i] = this.hexPair()
    this.at++
    return { kind: 'string', bytes, from, to: this.at, hex: true }
  }

  private array(depth: number): PdfArray {
    this.at++
    const items: PdfValue[] = []
    for (;;) {
      this.space()
      if (this.bytes[this.at] === 0x5d) break
      items.push(this.value(depth + 1))
      if (items.length > 100_000) this.fail('array too long')
    }
    this.at++
    return { kind: 'array', items }
  }

  dictionary(depth: number): PdfDictionary {
    this.at += 2
    const entries = new Map<string, PdfValue>()
    for (;;) {
      this.space()
      if (this.bytes[this.at] === 0x3e && this.bytes[this.at + 1] === 0x3e) break
      if (this.bytes[this.at] !== 0x2f) this.fail('key expected')
      const key = this.name()
      this.work.spend('values')
      if (entries.has(key)) this.fail('the same key twice')
      entries.set(key, this.value(depth + 1))
    }
    this.at += 2
    return { kind: 'dictionary', entries }
  }

  private numberOrReference(): number | PdfReference {
    const from = this.at
    const most = Math.min(this.bytes.length, from + 41)
    while (this.at < most && !isSpace(this.bytes[this.at]) && !isDelimiter(this.bytes[this.at])) this.at++
    const text = String.fromCharCode(...this.bytes.subarray(from, Math.min(this.at, from + 40)))
    if (!/^[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})$/.test(text) || text.length !== this.at - from)
      this.fail('number expected')
    if (/^\d{1,10}$/.test(text)) {
      const back = this.at
      if (this.bytes[this.at] === 0x20 && this.bytes[this.at + 1] === 0x30 && this.bytes[this.at + 2] === 0x20) {
        this.at += 3
        if (this.word('R')) return { kind: 'ref', number: Number(text) }
      }
      this.at = back
    }
    return Number(text)
  }
}

/** The entries of a dictionary; anything else is refused, a stream too: what it holds would go unseen. */
export function entriesOf(value: PdfValue | undefined, what: string): ReadonlyMap<string, PdfValue> {
  const isDictionary = typeof value === 'object' && value !== null && value.kind === 'dictionary'
  demand(isDictionary, 'malformed', `${what} is no dictionary`)
  return value.entries
}

/** A stream; anything else is refused. */
export function streamOf(value: PdfValue | undefined, what: string): PdfStream {
  const isStream = typeof value === 'object' && value !== null && value.kind === 'stream'
  demand(isStream, 'malformed', `${what} is no stream`)
  return value
}

/** Whether a value is this name. */
export const isName = (value: PdfValue | undefined, name: string): boolean =>
  typeof value === 'object' && value !== null && value.kind === 'name' && value.name === name

/** Whether two values are the same down to the last byte; stream data included. */
export function sameValue(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === undefined || b === undefined) return false
  if (a === b) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  switch (a.kind) {
    case 'name':
      return b.kind === 'name' && a.name === b.name
    case 'string':
      return b.kind === 'string' && sameBytes(a.bytes, b.bytes)
    case 'ref':
      return b.kind === 'ref' && a.number === b.number
    case 'array':
      return b.kind === 'array' && a.items.length === b.items.length && a.items.every((one, i) => sameValue(one, b.items[i])) // prettier-ignore
    case 'dictionary':
      return b.kind === 'dictionary' && sameEntries(a.entries, b.entries)
    case 'stream':
      return b.kind === 'stream' && sameBytes(a.data, b.data) && sameEntries(a.entries, b.entries)
  }
}

function sameEntries(a: PdfDictionary['entries'], b: PdfDictionary['entries']): boolean {
  return a.size === b.size && [...a].every(([key, one]) => sameValue(one, b.get(key)))
}
