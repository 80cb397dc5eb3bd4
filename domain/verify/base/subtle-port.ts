/** The verifier's platform over the Web Cryptography API, which Node and browsers share. */
import { unzlibSync, Unzlib } from 'fflate'
import { joinBytes } from '../../bytes/bytes.ts'
import { fields, oidText, values } from './der.ts'
import type { VerifyPort } from './port.ts'

interface Algorithm {
  readonly name: string
  readonly namedCurve?: string
  readonly hash: string
}
type Bytes = Uint8Array<ArrayBuffer>

/** The part of `SubtleCrypto` that is used; this room has no types for it. */
export interface Subtle<Key = unknown> {
  digest(hash: string, bytes: Bytes): Promise<ArrayBuffer>
  importKey(format: 'spki', key: Bytes, algorithm: Algorithm, extractable: boolean, usages: ['verify']): Promise<Key>
  importKey(
    format: 'jwk',
    key: { kty: string; crv: string; x: string; y: string },
    algorithm: Algorithm,
    extractable: boolean,
    usages: ['verify'],
  ): Promise<Key>
  verify(algorithm: Algorithm, key: Key, signature: Bytes, bytes: Bytes): Promise<boolean>
}

const curves: Readonly<Record<string, { readonly name: string; readonly bytes: number }>> = {
  '1.2.840.10045.3.1.7': { name: 'P-256', bytes: 32 },
  '1.3.132.0.34': { name: 'P-384', bytes: 48 },
}

/** A port over this platform's `crypto.subtle`. */
export function portOver<Key>(subtle: Subtle<Key>): VerifyPort {
  const own = (bytes: Uint8Array): Bytes => new Uint8Array(bytes)
  return {
    digest: async (hash, bytes) => new Uint8Array(await subtle.digest(hash, own(bytes))),
    verify: async ({ scheme, hash, spki, bytes, signature }) => {
      try {
        const curve = scheme === 'ecdsa' ? curveOf(spki) : null
        if (scheme === 'ecdsa' && curve === null) return false
        const algorithm =
          curve === null ? { name: 'RSASSA-PKCS1-v1_5', hash } : { name: 'ECDSA', namedCurve: curve.name, hash }
        const raw = curve === null ? signature : rawSignature(signature, curve.bytes)
        if (raw === null) return false
        const key = await subtle.importKey('spki', own(spki), algorithm, false, ['verify'])
        return await subtle.verify(algorithm, key, own(raw), own(bytes))
      } catch {
        return false
      }
    },
    verifyEs256: async ({ key: { x, y }, bytes, signature }) => {
      try {
        const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
        const jwk = { kty: 'EC', crv: 'P-256', x, y }
        const key = await subtle.importKey('jwk', jwk, algorithm, false, ['verify'])
        return await subtle.verify(algorithm, key, own(signature), own(bytes))
      } catch {
        return false
      }
    },
    inflate,
  }
}

/** Bytes of packed data that are unpacked before anyone looks how much has come out: at most 1,032 times as many. */
const piece = 8192

/** zlib unpacked in pieces, so that a small file cannot become a large one before anyone looks. */
function inflate(bytes: Uint8Array, most: number): Uint8Array | null {
  try {
    if (bytes.length <= piece) {
      const whole = unzlibSync(bytes)
      return whole.length <= most ? whole : null
    }
    let length = 0
    const stream = new Unzlib((chunk) => {
      length += chunk.length
    })
    for (let at = 0; at < bytes.length && length <= most; at += piece)
      stream.push(bytes.subarray(at, at + piece), at + piece >= bytes.length)
    // The stream does not notice what is cut off or wrong at the end; the whole, now known to be small, does. One byte
    // of room more than there may be shows what would be more.
    if (length > most) return null
    const whole = unzlibSync(bytes, { out: new Uint8Array(length + 1) })
    return whole.length === length ? whole : null
  } catch {
    return null
  }
}

function curveOf(spki: Uint8Array): { readonly name: string; readonly bytes: number } | null {
  const key = fields(spki, 'certificate').take(0x30, 'key')
  const [, curve] = values(values(key.content, 'certificate')[0]?.content ?? new Uint8Array(), 'certificate')
  return curve?.tag === 0x06 ? (curves[oidText(curve, 'certificate')] ?? null) : null
}

/** r ‖ s of fixed width from DER `Ecdsa-Sig-Value`; null where a number is negative, too long or not the shortest. */
function rawSignature(der: Uint8Array, width: number): Uint8Array | null {
  const both = values(der, 'certificate')
  const numbers = both.length === 1 && both[0]?.tag === 0x30 ? values(both[0].content, 'certificate') : []
  if (numbers.length !== 2) return null
  const parts = numbers.map(({ tag, content }) => {
    const [first = 0, second = 0] = content
    const shortest = content.length > 0 && first < 0x80 && !(first === 0 && content.length > 1 && second < 0x80)
    const digits = first === 0 ? content.subarray(1) : content
    return tag === 0x02 && shortest && digits.length <= width
      ? joinBytes(new Uint8Array(width - digits.length), digits)
      : null
  })
  const [r, s] = parts
  return r && s ? joinBytes(r, s) : null
}
