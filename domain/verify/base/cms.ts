/** CMS SignedData (RFC 5652) with one signer, as seals and time stamps have it. */
import { joinBytes, sameBytes } from '../../bytes/bytes.ts'
import { type Asn1, algorithm, fields, oidText, sequenceFields, values } from './der.ts'
import type { HashName, VerifyPort } from './port.ts'
import { demand, type Problem } from './refusal.ts'
import { type Certificate, certificate, signedBy } from './x509.ts'

export const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
} as const

const hashes: Readonly<Record<string, HashName>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
}
/** The hash of an OID; SHA-1 and the like are unknown on purpose. */
export function hashName(oid: string, problem: Problem): HashName {
  const name = hashes[oid]
  demand(name !== undefined, problem, `hash ${oid} is not accepted`)
  return name
}

export interface Signed {
  /** The encapsulated content and its type; null content when detached. */
  readonly contentType: string
  readonly content: Uint8Array | null
  readonly certificates: readonly Certificate[]
  readonly signer: Certificate
  readonly hash: HashName
  readonly messageDigest: Uint8Array
  /** Signed attributes by OID, each with exactly one value. */
  readonly attributes: ReadonlyMap<string, Asn1>
  /** Unsigned attributes by OID. */
  readonly unsigned: ReadonlyMap<string, Asn1>
  readonly signature: Uint8Array
}

const empty = new Uint8Array()
/** In one CMS: a chain has six at most, some authorities send another one along. */
const mostCertificates = 20

/**
 * Parses a SignedData with exactly one signer and verifies the signature over its signed attributes. Whether the
 * message digest is the right one and who the signer is remains for the caller. Throws a Refusal with `problem`.
 */
export async function signedData(port: VerifyPort, der: Uint8Array, problem: Problem): Promise<Signed> {
  const info = sequenceFields(der, problem)
  demand(oidText(info.take(0x06, 'contentType'), problem) === oids.signedData, problem, 'not SignedData')
  const wrapped = info.take(0xa0, 'content')
  info.end()
  const body = sequenceFields(wrapped.content, problem)
  const version = body.take(0x02, 'version').content
  const digests = values(body.take(0x31, 'digestAlgorithms').content, problem)
  const encapsulated = fields(body.take(0x30, 'encapContentInfo').content, problem)
  const contentType = oidText(encapsulated.take(0x06, 'eContentType'), problem)
  const inner = encapsulated.maybe(0xa0)
  encapsulated.end()
  const content = inner === null ? null : fields(inner.content, problem).take(0x04, 'eContent').content
  const bag = body.maybe(0xa0)
  const infos = values(body.take(0x31, 'signerInfos').content, problem)
  body.end()
  const [signerInfo, ...more] = infos
  demand(signerInfo?.tag === 0x30 && more.length === 0, problem, 'not exactly one signer')
  const bagged = values(bag?.content ?? empty, problem)
  demand(bagged.length <= mostCertificates, problem, 'more certificates than any chain has')
  const certificates = bagged.map((one) => certificate(one.whole))
  const signed = await checkSigner(port, { signerInfo, certificates, contentType, content, problem })
  // Nothing signs these two, so each has one right value: version 1 for plain data, 3 for anything else (section 5.1).
  demand(version.length === 1 && version[0] === (contentType === oids.data ? 1 : 3), problem, 'version')
  const [digest, ...moreDigests] = digests
  const named = digest === undefined ? '' : hashName(algorithm(digest, problem), problem)
  demand(named === signed.hash && moreDigests.length === 0, problem, 'digestAlgorithms')
  return signed
}

async function checkSigner(
  port: VerifyPort,
  given: Pick<Signed, 'certificates' | 'contentType' | 'content'> & { signerInfo: Asn1; problem: Problem },
): Promise<Signed> {
  const { signerInfo, certificates, contentType, content, problem } = given
  const parts = fields(signerInfo.content, problem)
  const version = parts.take(0x02, 'version').content
  demand(version.length === 1 && version[0] === 1, problem, 'signer not named by issuer and serial')
  const sid = fields(parts.take(0x30, 'sid').content, problem)
  const issuer = sid.take(0x30, 'issuer').whole
  const serial = sid.take(0x02, 'serial').content
  const hash = hashName(algorithm(parts.take(0x30, 'digestAlgorithm'), problem), problem)
  const signedPart = parts.take(0xa0, 'signed attributes')
  const signatureAlgorithm = algorithm(parts.take(0x30, 'signatureAlgorithm'), problem)
  const signature = parts.take(0x04, 'signature').content
  const unsignedPart = parts.maybe(0xa1)
  parts.end()
  const named = certificates.filter((one) => sameBytes(one.issuer, issuer) && sameBytes(one.serial, serial))
  const signer = named[0]
  demand(signer !== undefined && named.length === 1, problem, 'signer certificate not in the CMS, or twice')
  const attributes = attributesOf(signedPart.content, problem)
  const typeAttribute = attributes.get(oids.contentType)
  demand(typeAttribute !== undefined && oidText(typeAttribute, problem) === contentType, problem, 'content-type')
  const messageDigest = attributes.get(oids.messageDigest)
  demand(messageDigest?.tag === 0x04, problem, 'message-digest')
  await essMatches(port, attributes, signer, problem)
  // The signature is over the attributes as a SET OF, not as the implicit [0] in which they travel (RFC 5652 section 5.4).
  const bytes = joinBytes(Uint8Array.of(0x31), signedPart.whole.subarray(1))
  const ecdsaOrRsa = signatureAlgorithm === '1.2.840.113549.1.1.1' ? rsaWith[hash] : signatureAlgorithm
  const good = await signedBy(port, signer, { algorithm: ecdsaOrRsa, bytes, signature })
  demand(good, problem, 'signature over the signed attributes')
  const unsigned = attributesOf(unsignedPart?.content ?? empty, problem)
  return { contentType, content, certificates, signer, hash, messageDigest: messageDigest.content, attributes, unsigned, signature } // prettier-ignore
}

/** Time stamps often name plain rsaEncryption and leave the hash to digestAlgorithm (RFC 3370 section 3.2). */
const rsaWith: Readonly<Record<HashName, string>> = {
  'SHA-256': '1.2.840.113549.1.1.11',
  'SHA-384': '1.2.840.113549.1.1.12',
  'SHA-512': '1.2.840.113549.1.1.13',
}

function attributesOf(bytes: Uint8Array, problem: Problem): ReadonlyMap<string, Asn1> {
  const found = new Map<string, Asn1>()
  for (const one of values(bytes, problem)) {
    demand(one.tag === 0x30, problem, 'attribute')
    const parts = fields(one.content, problem)
    const oid = oidText(parts.take(0x06, 'attribute'), problem)
    const [value, ...more] = values(parts.take(0x31, 'attribute values').content, problem)
    parts.end()
    demand(value !== undefined && more.length === 0 && !found.has(oid), problem, `attribute ${oid} not exactly once`)
    found.set(oid, value)
  }
  return found
}

/** The signed attribute that names the signer's certificate by hash (RFC 5035): the certificate cannot be swapped. */
async function essMatches(
  port: VerifyPort,
  attributes: ReadonlyMap<string, Asn1>,
  signer: Certificate,
  problem: Problem,
): Promise<void> {
  const v2 = attributes.get(oids.signingCertificateV2)
  // RFC 3161 tokens may still carry the SHA-1 form; it binds nothing here, the signature does (RFC 5816).
  if (v2 === undefined) return demand(problem === 'timeStamp', problem, 'signing-certificate-v2 missing')
  const list = fields(v2.content, problem).take(0x30, 'certs')
  const first = values(list.content, problem)[0]
  demand(first?.tag === 0x30, problem, 'ESSCertIDv2')
  const parts = fields(first.content, problem)
  const named = parts.maybe(0x30)
  const hash = named === null ? 'SHA-256' : hashName(algorithm(named, problem), problem)
  const expected = parts.take(0x04, 'certHash').content
  demand(sameBytes(await port.digest(hash, signer.der), expected), problem, 'signing-certificate-v2 names another')
}
