/** IPP messages as bytes (RFC 8010 section 3): requests are written, answers read, both only as far as printing needs. */

/** Operations (RFC 8011 section 5.4.15; Cancel-My-Jobs: PWG 5100.11). */
export const operations = {
  printJob: 0x0002,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getJobs: 0x000a,
  getPrinterAttributes: 0x000b,
  cancelMyJobs: 0x0039,
} as const

/** Value tags (RFC 8010 section 3.5.2). */
const tags = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mime: 0x49,
} as const

const groups = { operation: 0x01, job: 0x02, end: 0x03 } as const

export interface Attribute {
  readonly name: string
  readonly type: keyof typeof tags
  /** Several values are one attribute with a set of values. */
  readonly values: readonly (string | number | boolean)[]
}

export interface IppRequest {
  readonly operation: (typeof operations)[keyof typeof operations]
  readonly requestId: number
  /** Without charset and natural language: those come first in every request (RFC 8011 section 4.1.4). */
  readonly attributes: readonly Attribute[]
  readonly job?: readonly Attribute[]
}

/** What an answer says: the status code and the values by attribute name, whatever group they came in. */
export interface IppAnswer {
  readonly status: number
  readonly values: ReadonlyMap<string, readonly (string | number | boolean)[]>
}

/** A request without its document; the document's bytes follow as they are. */
export function encodeRequest({ operation, requestId, attributes, job = [] }: IppRequest): Uint8Array {
  const head = Buffer.alloc(8)
  // Version 1.1: what every IPP printer must answer (RFC 8011 section 4.1.8).
  head.writeUInt16BE(0x0101, 0)
  head.writeUInt16BE(operation, 2)
  head.writeInt32BE(requestId, 4)
  const always: readonly Attribute[] = [
    { name: 'attributes-charset', type: 'charset', values: ['utf-8'] },
    { name: 'attributes-natural-language', type: 'language', values: ['en'] },
  ]
  return Buffer.concat([
    head,
    Buffer.of(groups.operation),
    ...[...always, ...attributes].map(attribute),
    ...(job.length === 0 ? [] : [Buffer.of(groups.job), ...job.map(attribute)]),
    Buffer.of(groups.end),
  ])
}

function attribute({ name, type, values }: Attribute): Buffer {
  const parts = values.map((value, at) => {
    // A further value of a set has no name (RFC 8010 section 3.1.5).
    const named = Buffer.from(at === 0 ? name : '', 'ascii')
    const bytes = valueBytes(value)
    return Buffer.concat([Buffer.of(tags[type]), length(named.length), named, length(bytes.length), bytes])
  })
  return Buffer.concat(parts)
}

function valueBytes(value: string | number | boolean): Buffer {
  if (typeof value === 'boolean') return Buffer.of(value ? 1 : 0)
  if (typeof value === 'string') return Buffer.from(value, 'utf8')
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function length(count: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(count)
  return bytes
}

/** Reads an answer; null where it is no whole IPP message. Values of other types than ours are passed over. */
export function decodeAnswer(bytes: Uint8Array): IppAnswer | null {
  const view = Buffer.from(bytes)
  if (view.length < 9) return null
  const values = new Map<string, (string | number | boolean)[]>()
  let name = ''
  let at = 8
  for (;;) {
    const tag = view[at]
    if (tag === undefined) return null
    at += 1
    if (tag === groups.end) return { status: view.readUInt16BE(2), values }
    // Delimiters begin a group of attributes (RFC 8010 section 3.5.1).
    if (tag < 0x10) continue
    const nameEnd = endOf(view, at)
    const valueEnd = nameEnd === null ? null : endOf(view, nameEnd)
    if (nameEnd === null || valueEnd === null) return null
    if (nameEnd > at + 2) name = view.toString('ascii', at + 2, nameEnd)
    const value = valueOf(tag, view.subarray(nameEnd + 2, valueEnd))
    if (value !== null) values.set(name, [...(values.get(name) ?? []), value])
    at = valueEnd
  }
}

/** The end of a field that begins with its length; null where the message ends before it. */
function endOf(view: Buffer, at: number): number | null {
  if (at + 2 > view.length) return null
  const end = at + 2 + view.readUInt16BE(at)
  return end > view.length ? null : end
}

function valueOf(tag: number, bytes: Buffer): string | number | boolean | null {
  if ((tag === tags.integer || tag === tags.enum) && bytes.length === 4) return bytes.readInt32BE(0)
  if (tag === tags.boolean && bytes.length === 1) return bytes[0] === 1
  // 0x41 to 0x49 are the kinds of text (RFC 8010 table 5).
  return tag >= 0x41 && tag <= 0x49 ? bytes.toString('utf8') : null
}
