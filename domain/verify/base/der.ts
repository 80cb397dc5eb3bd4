/** Strict DER (X.690): definite, shortest lengths; one-byte tags. Everything the verifier reads as ASN.1 goes through here. */
import { demand, Refusal, type Problem } from './refusal.ts'

export interface Asn1 {
  readonly tag: number
  /** Tag, length and content. */
  readonly whole: Uint8Array
  readonly content: Uint8Array
}

/** The values that fill these bytes exactly. Throws {@link Refusal} with the caller's problem otherwise. */
export function values(bytes: Uint8Array, problem: Problem): readonly Asn1[] {
  const found: Asn1[] = []
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at] ?? 0
    demand((tag & 0x1f) !== 0x1f, problem, 'ASN.1 tag of several bytes')
    const first = bytes[at + 1]
    demand(first !== undefined && first !== 0x80 && first <= 0x83, problem, 'ASN.1 length')
    const octets = first < 0x80 ? 0 : first & 0x7f
    let length = octets === 0 ? first : 0
    for (let i = 0; i < octets; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0)
    demand(octets === 0 || (length >= 0x80 && length >= 256 ** (octets - 1)), problem, 'ASN.1 length not the shortest')
    const start = at + 2 + octets
    demand(start + length <= bytes.length, problem, 'ASN.1 value longer than its parent')
    found.push({ tag, whole: bytes.subarray(at, start + length), content: bytes.subarray(start, start + length) })
    at = start + length
  }
  return found
}

/** A cursor over the values of a constructed value: takes them in order, demands their tags, and demands the end. */
export interface Fields {
  readonly take: (tag: number, what: string) => Asn1
  readonly maybe: (tag: number) => Asn1 | null
  readonly end: () => void
}

export function fields(bytes: Uint8Array, problem: Problem): Fields {
  const all = values(bytes, problem)
  let at = 0
  const maybe = (tag: number): Asn1 | null => {
    const next = all[at]
    if (next?.tag !== tag) return null
    at++
    return next
  }
  return {
    maybe,
    take: (tag, what) => {
      const next = maybe(tag)
      if (next === null) throw new Refusal(problem, `ASN.1: ${what} expected`)
      return next
    },
    end: () => demand(at === all.length, problem, 'ASN.1: more than expected'),
  }
}

/** The fields of one SEQUENCE that fills the bytes. */
export function sequenceFields(bytes: Uint8Array, problem: Problem): Fields {
  const outer = fields(bytes, problem)
  const one = outer.take(0x30, 'SEQUENCE')
  outer.end()
  return fields(one.content, problem)
}

/** Dotted text of an object identifier. */
export function oidText(value: Asn1, problem: Problem): string {
  demand(value.tag === 0x06 && value.content.length > 0, problem, 'ASN.1: object identifier expected')
  const arcs: number[] = []
  let arc = 0
  for (const byte of value.content) {
    demand(arc < 2 ** 40, problem, 'ASN.1: object identifier too large')
    arc = arc * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      arcs.push(arc)
      arc = 0
    }
  }
  const first = arcs[0] ?? 0
  const root = Math.min(2, Math.floor(first / 40))
  return [root, first - root * 40, ...arcs.slice(1)].join('.')
}

/** The OID of an AlgorithmIdentifier whose parameters are absent or NULL. */
export function algorithm(value: Asn1, problem: Problem): string {
  demand(value.tag === 0x30, problem, 'ASN.1: algorithm expected')
  const inner = fields(value.content, problem)
  const oid = oidText(inner.take(0x06, 'algorithm'), problem)
  inner.maybe(0x05)
  inner.end()
  return oid
}

/** UTCTime or GeneralizedTime in UTC with seconds (RFC 5280 section 4.1.2.5), milliseconds since 1970. Fractions are kept. */
export function time(value: Asn1, problem: Problem): number {
  const text = String.fromCharCode(...value.content)
  const match =
    value.tag === 0x17
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
      : value.tag === 0x18
        ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,6})?Z$/.exec(text)
        : null
  demand(match !== null, problem, 'ASN.1: time expected')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  const full = value.tag === 0x18 ? year : year < 50 ? 2000 + year : 1900 + year
  return Date.UTC(full, month - 1, day, hour, minute, second) + Math.floor(Number(match[7] ?? 0) * 1000)
}
