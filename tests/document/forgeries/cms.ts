/** A CMS of a forger who has a key: like `buildCms`, with one thing wrong. */
import { createHash, createPrivateKey, sign } from 'node:crypto'
import { der, issuerAndSerial, octetString, oid, sequence, setOf, small } from '../../../main/custody/seal/der.ts'

export interface CmsTrick {
  readonly chain: readonly Uint8Array[]
  readonly key: string
  /** Changes the signed attributes before they are signed. */
  readonly attributes?: (honest: Attributes) => readonly Uint8Array[]
  readonly content?: Uint8Array
  readonly contentType?: string
  readonly signers?: 0 | 1 | 2
  readonly unsigned?: Uint8Array
  readonly digestAlgorithm?: Uint8Array
  readonly signatureAlgorithm?: Uint8Array
  readonly hash?: string
  /** Who the signer info says has signed; the first of the chain otherwise. */
  readonly named?: Uint8Array
  /** The bytes to sign instead of the attributes. */
  readonly signed?: Uint8Array
  readonly version?: number
}

export interface Attributes {
  readonly type: Uint8Array
  readonly digest: Uint8Array
  readonly certificate: Uint8Array
}

const oids = {
  data: oid('1.2.840.113549.1.7.1'),
  signedData: oid('1.2.840.113549.1.7.2'),
  contentType: oid('1.2.840.113549.1.9.3'),
  messageDigest: oid('1.2.840.113549.1.9.4'),
  signingTime: oid('1.2.840.113549.1.9.5'),
  ess: oid('1.2.840.113549.1.9.16.2.47'),
}
export const sha1 = sequence(oid('1.3.14.3.2.26'))
const sha256 = sequence(oid('2.16.840.1.101.3.4.2.1'))
const ecdsa = sequence(oid('1.2.840.10045.4.3.2'))
export const signingTime = sequence(oids.signingTime, setOf(der(0x17, Buffer.from('261123130307Z'))))

const hashed = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
export const digestAttribute = (digest: Uint8Array): Uint8Array =>
  sequence(oids.messageDigest, setOf(octetString(digest)))
export const essAttribute = (certificate: Uint8Array): Uint8Array =>
  sequence(oids.ess, setOf(sequence(sequence(sequence(octetString(hashed(certificate)))))))
export const typeAttribute = (type: Uint8Array): Uint8Array => sequence(oids.contentType, setOf(type))

/** DER of the CMS over this digest, with the trick. */
export function cmsWith(digest: Uint8Array, trick: CmsTrick): Uint8Array {
  const leaf = trick.chain[0]
  if (leaf === undefined) throw new Error('a certificate')
  const type = trick.contentType === undefined ? oids.data : oid(trick.contentType)
  const honest = { type: typeAttribute(type), digest: digestAttribute(digest), certificate: essAttribute(leaf) }
  const attributes = trick.attributes?.(honest) ?? Object.values(honest)
  const body = Buffer.concat([...attributes].sort((a, b) => Buffer.compare(a, b)))
  const key = createPrivateKey(trick.key)
  const signature = sign(trick.hash ?? 'sha256', trick.signed ?? der(0x31, body), key)
  const info = sequence(
    small(trick.version ?? 1),
    issuerAndSerial(trick.named ?? leaf),
    trick.digestAlgorithm ?? sha256,
    der(0xa0, body),
    trick.signatureAlgorithm ?? ecdsa,
    octetString(signature),
    ...(trick.unsigned === undefined ? [] : [der(0xa1, trick.unsigned)]),
  )
  const encapsulated = sequence(type, ...(trick.content === undefined ? [] : [der(0xa0, octetString(trick.content))]))
  const infos = der(0x31, ...Array.from({ length: trick.signers ?? 1 }, () => info))
  const certificates = der(0xa0, ...[...trick.chain].sort((a, b) => Buffer.compare(a, b)))
  return sequence(oids.signedData, der(0xa0, sequence(small(1), setOf(sha256), encapsulated, certificates, infos)))
}
