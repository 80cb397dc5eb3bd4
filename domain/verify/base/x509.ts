/** X.509 version 3 certificates and revocation lists (RFC 5280), as much as a seal needs and no more. */
import { fromUtf8, hex } from '../../bytes/bytes.ts'
import { plainLine } from '../../plain-text.ts'
import { algorithm, type Asn1, fields, oidText, sequenceFields, time, values } from './der.ts'
import type { HashName, VerifyPort } from './port.ts'
import { demand } from './refusal.ts'

export interface Certificate {
  readonly der: Uint8Array
  /** The signed part. */
  readonly tbs: Uint8Array
  readonly signatureAlgorithm: string
  readonly signature: Uint8Array
  readonly serial: Uint8Array
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  /** Readable parts of the subject: common name, organisation, serial number (the device id). */
  readonly names: { readonly common: string; readonly organisation: string; readonly device: string }
  readonly from: number
  readonly to: number
  readonly spki: Uint8Array
  readonly keyKind: 'ecdsa' | 'rsa' | 'other'
  readonly isCa: boolean
  readonly pathLength: number | null
  /** Bits of keyUsage, most significant first; null when the extension is absent. */
  readonly keyUsage: readonly boolean[] | null
  readonly extendedUsage: readonly string[] | null
  readonly extendedUsageCritical: boolean
  /** It says that it is a qualified certificate and that its key is in a qualified device (ETSI EN 319 412-5, 4.2.1, 4.2.2). */
  readonly qualified: boolean
}

/** Positions in keyUsage (RFC 5280 section 4.2.1.3). */
export const usage = { digitalSignature: 0, nonRepudiation: 1, certificateSign: 5, crlSign: 6 } as const

const attribute: Readonly<Record<string, 'common' | 'organisation' | 'device'>> = {
  '2.5.4.3': 'common',
  '2.5.4.10': 'organisation',
  '2.5.4.5': 'device',
}

/** Parses one certificate; throws a Refusal where it is none, has an unknown critical extension, or two of one kind. */
export function certificate(der: Uint8Array): Certificate {
  const outer = sequenceFields(der, 'certificate')
  const tbs = outer.take(0x30, 'tbsCertificate')
  const signatureAlgorithm = algorithm(outer.take(0x30, 'signatureAlgorithm'), 'certificate')
  const signature = bits(outer.take(0x03, 'signature').content)
  outer.end()
  const inner = fields(tbs.content, 'certificate')
  const version = inner.take(0xa0, 'version')
  demand(version.content.length === 3 && version.content[2] === 2, 'certificate', 'not version 3')
  const serial = inner.take(0x02, 'serial').content
  demand(
    algorithm(inner.take(0x30, 'algorithm'), 'certificate') === signatureAlgorithm,
    'certificate',
    'two algorithms',
  )
  const issuer = inner.take(0x30, 'issuer').whole
  const validity = fields(inner.take(0x30, 'validity').content, 'certificate')
  const [from, to] = [
    validity.maybe(0x17) ?? validity.take(0x18, 'from'),
    validity.maybe(0x17) ?? validity.take(0x18, 'to'),
  ]
  const subject = inner.take(0x30, 'subject')
  const spki = inner.take(0x30, 'key')
  inner.maybe(0x81)
  inner.maybe(0x82)
  const extensions = inner.maybe(0xa3)
  inner.end()
  return {
    der,
    tbs: tbs.whole,
    signatureAlgorithm,
    signature,
    serial,
    issuer,
    subject: subject.whole,
    names: readable(subject.content),
    from: time(from, 'certificate'),
    to: time(to, 'certificate'),
    spki: spki.whole,
    keyKind: keyKind(spki.content),
    ...extensionsOf(extensions === null ? null : extensions.content),
  }
}

function bits(content: Uint8Array): Uint8Array {
  demand(content[0] === 0, 'certificate', 'bit string with loose bits')
  return content.subarray(1)
}

function keyKind(spki: Uint8Array): Certificate['keyKind'] {
  const parts = values(spki, 'certificate')
  const oid = values(parts[0]?.content ?? new Uint8Array(), 'certificate')[0]
  const name = oid === undefined ? '' : oidText(oid, 'certificate')
  if (name === '1.2.840.10045.2.1') return 'ecdsa'
  return name === '1.2.840.113549.1.1.1' && isUsualRsa(parts[1]) ? 'rsa' : 'other'
}

/**
 * From 2048 bits on, as every authority has to use, and with an exponent of at most 32: a huge one makes a single look at
 * a signature take as long as thousands.
 */
function isUsualRsa(key: Asn1 | undefined): boolean {
  const [modulus, exponent] = values(
    values(bits(key?.content ?? new Uint8Array()), 'certificate')[0]?.content ?? new Uint8Array(),
    'certificate',
  )
  if (modulus === undefined || exponent === undefined) return false
  return modulus.content.length >= 256 && modulus.content.length <= 1025 && exponent.content.length <= 5
}

function readable(name: Uint8Array): Certificate['names'] {
  const found = { common: '', organisation: '', device: '' }
  for (const set of values(name, 'certificate')) {
    for (const pair of values(set.content, 'certificate')) {
      const [type, value] = values(pair.content, 'certificate')
      const key = type === undefined ? undefined : attribute[oidText(type, 'certificate')]
      if (key === undefined || value === undefined) continue
      const text = value.tag === 0x0c || value.tag === 0x13 ? fromUtf8(value.content) : null
      found[key] = plainLine(text ?? '?', 120)
    }
  }
  return found
}

type Extensions = Pick<
  Certificate,
  'isCa' | 'pathLength' | 'keyUsage' | 'extendedUsage' | 'extendedUsageCritical' | 'qualified'
>

function extensionsOf(bytes: Uint8Array | null): Extensions {
  const found: { -readonly [Key in keyof Extensions]: Extensions[Key] } = {
    isCa: false,
    pathLength: null,
    keyUsage: null,
    extendedUsage: null,
    extendedUsageCritical: false,
    qualified: false,
  }
  if (bytes === null) return found
  const seen = new Set<string>()
  for (const one of values(fields(bytes, 'certificate').take(0x30, 'extensions').content, 'certificate')) {
    const parts = fields(one.content, 'certificate')
    const oid = oidText(parts.take(0x06, 'extension'), 'certificate')
    const critical = parts.maybe(0x01)?.content[0] === 0xff
    const value = parts.take(0x04, 'extension value').content
    parts.end()
    demand(!seen.has(oid), 'certificate', `extension ${oid} twice`)
    seen.add(oid)
    if (oid === '2.5.29.19') {
      const basic = sequenceFields(value, 'certificate')
      found.isCa = basic.maybe(0x01)?.content[0] === 0xff
      found.pathLength = basic.maybe(0x02)?.content[0] ?? null
      basic.end()
    } else if (oid === '2.5.29.15') {
      const content = fields(value, 'certificate').take(0x03, 'keyUsage').content
      found.keyUsage = [...content.subarray(1)].flatMap((byte) =>
        [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => ((byte >> bit) & 1) === 1),
      )
    } else if (oid === '2.5.29.37') {
      const purposes = fields(value, 'certificate').take(0x30, 'extKeyUsage').content
      found.extendedUsage = values(purposes, 'certificate').map((purpose) => oidText(purpose, 'certificate'))
      found.extendedUsageCritical = critical
    } else if (oid === '1.3.6.1.5.5.7.1.3') {
      const statements = values(fields(value, 'certificate').take(0x30, 'qcStatements').content, 'certificate')
      const said = statements.map(({ content }) => oidText(fields(content, 'certificate').take(0x06, 'statement'), 'certificate')) // prettier-ignore
      found.qualified = said.includes('0.4.0.1862.1.1') && said.includes('0.4.0.1862.1.4')
    } else demand(!critical, 'certificate', `unknown critical extension ${oid}`)
  }
  return found
}

const schemes: Readonly<Record<string, { scheme: 'ecdsa' | 'rsa'; hash: HashName }>> = {
  '1.2.840.10045.4.3.2': { scheme: 'ecdsa', hash: 'SHA-256' },
  '1.2.840.10045.4.3.3': { scheme: 'ecdsa', hash: 'SHA-384' },
  '1.2.840.10045.4.3.4': { scheme: 'ecdsa', hash: 'SHA-512' },
  '1.2.840.113549.1.1.11': { scheme: 'rsa', hash: 'SHA-256' },
  '1.2.840.113549.1.1.12': { scheme: 'rsa', hash: 'SHA-384' },
  '1.2.840.113549.1.1.13': { scheme: 'rsa', hash: 'SHA-512' },
}

/** Scheme and hash of a signature algorithm, or null: SHA-1 and everything exotic is unknown here. */
export const schemeOf = (oid: string): { scheme: 'ecdsa' | 'rsa'; hash: HashName } | null => schemes[oid] ?? null

/** Whether `issuer`'s key signed these bytes under this algorithm. */
export async function signedBy(
  port: VerifyPort,
  issuer: Certificate,
  signed: { readonly algorithm: string; readonly bytes: Uint8Array; readonly signature: Uint8Array },
): Promise<boolean> {
  const how = schemeOf(signed.algorithm)
  if (how === null || how.scheme !== issuer.keyKind) return false
  return await port.verify({ ...how, spki: issuer.spki, bytes: signed.bytes, signature: signed.signature })
}

export interface RevocationList {
  readonly der: Uint8Array
  readonly tbs: Uint8Array
  readonly signatureAlgorithm: string
  readonly signature: Uint8Array
  readonly issuer: Uint8Array
  readonly thisUpdate: number
  readonly nextUpdate: number | null
  /** When each was revoked, the earliest time of it, by its serial number in lower-case hexadecimal. */
  readonly revoked: ReadonlyMap<string, number>
}

/** Parses a certificate revocation list (RFC 5280 section 5); a delta or indirect list has a critical extension and is refused. */
export function revocationList(der: Uint8Array): RevocationList {
  const outer = sequenceFields(der, 'certificate')
  const tbs = outer.take(0x30, 'tbsCertList')
  const signatureAlgorithm = algorithm(outer.take(0x30, 'algorithm'), 'certificate')
  const signature = bits(outer.take(0x03, 'signature').content)
  outer.end()
  const inner = fields(tbs.content, 'certificate')
  inner.maybe(0x02)
  inner.take(0x30, 'algorithm')
  const issuer = inner.take(0x30, 'issuer').whole
  const thisUpdate = time(inner.maybe(0x17) ?? inner.take(0x18, 'thisUpdate'), 'certificate')
  const next = inner.maybe(0x17) ?? inner.maybe(0x18)
  const list = inner.maybe(0x30)
  const extensions = inner.maybe(0xa0)
  inner.end()
  if (extensions !== null) {
    for (const one of values(
      fields(extensions.content, 'certificate').take(0x30, 'extensions').content,
      'certificate',
    )) {
      const parts = fields(one.content, 'certificate')
      parts.take(0x06, 'extension')
      demand(parts.maybe(0x01)?.content[0] !== 0xff, 'certificate', 'critical extension in a revocation list')
    }
  }
  const revoked = new Map<string, number>()
  for (const entry of list === null ? [] : values(list.content, 'certificate')) {
    const parts = fields(entry.content, 'certificate')
    const serial = hex(parts.take(0x02, 'serial').content)
    const at = time(parts.maybe(0x17) ?? parts.take(0x18, 'revocation date'), 'certificate')
    revoked.set(serial, Math.min(at, revoked.get(serial) ?? at))
  }
  return {
    der,
    tbs: tbs.whole, signatureAlgorithm, signature, issuer, thisUpdate,
    nextUpdate: next === null ? null : time(next, 'certificate'), revoked,
  } // prettier-ignore
}
