/** The little DER (X.690) that a seal needs: writing values, and finding two fields in a certificate. */

/** One value: tag, definite length, content. */
export function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0)
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  const head = length < 0x80 ? [tag, length] : [tag, 0x80 | octets.length, ...octets]
  return Buffer.concat([Uint8Array.from(head), ...content])
}

export const sequence = (...content: readonly Uint8Array[]): Uint8Array => der(0x30, ...content)
/** A SET OF one value, which is sorted by nature. */
export const setOf = (value: Uint8Array): Uint8Array => der(0x31, value)
export const octetString = (bytes: Uint8Array): Uint8Array => der(0x04, bytes)
/** A small whole number, 0 to 127. */
export const small = (value: number): Uint8Array => der(0x02, Uint8Array.of(value))

/** An object identifier from its dotted text. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const base128 = (arc: number): number[] => {
    const octets = [arc % 128]
    for (let high = Math.floor(arc / 128); high > 0; high = Math.floor(high / 128)) octets.unshift(0x80 | (high % 128))
    return octets
  }
  return der(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)))
}

interface Field {
  readonly tag: number
  /** Tag, length and content. */
  readonly whole: Uint8Array
  readonly content: Uint8Array
}

/** The values inside a constructed value's content. Throws a RangeError where the bytes are no DER. */
export function fields(content: Uint8Array): readonly Field[] {
  const found: Field[] = []
  for (let at = 0; at < content.length;) {
    const tag = content[at] ?? 0
    const first = content[at + 1] ?? 0x80
    const octets = first < 0x80 ? 0 : first & 0x7f
    if (first === 0x80 || octets > 3) throw new RangeError('no definite length')
    let length = first < 0x80 ? first : 0
    for (let i = 0; i < octets; i++) length = length * 256 + (content[at + 2 + i] ?? 0)
    const start = at + 2 + octets
    if (start + length > content.length) throw new RangeError('longer than its parent')
    found.push({ tag, whole: content.subarray(at, start + length), content: content.subarray(start, start + length) })
    at = start + length
  }
  return found
}

/** Issuer name and serial number of a certificate, each as whole DER values (RFC 5280 section 4.1). */
export function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const tbs = fields(fields(certificate)[0]?.content ?? new Uint8Array())[0]
  const inner = fields(tbs?.content ?? new Uint8Array())
  const [version, serial, , issuer] = inner
  if (version?.tag !== 0xa0 || serial?.tag !== 0x02 || issuer?.tag !== 0x30)
    throw new RangeError('not an X.509 version 3 certificate')
  return sequence(issuer.whole, serial.whole)
}
