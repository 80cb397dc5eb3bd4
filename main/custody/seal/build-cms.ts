/**
 * The seal's CMS SignedData around one SHA-256 digest: CAdES baseline B (ETSI EN 319 122-1), detached, as PAdES wants it
 * (ETSI EN 319 142-1 table 1: content-type, message-digest and signing-certificate-v2; no signing-time, which
 * stands in the PDF's /M).
 *
 * Main never signs bytes that somebody hands it: all that is signed here is a fixed frame with 32 bytes in it, so
 * this key can make a seal over a digest and nothing else (no certificate, no token, no JWS begins like this frame).
 */
import { createHash } from 'node:crypto'
import { sealRoom } from '../../../domain/contract/control/seal-room.ts'
import { der, issuerAndSerial, octetString, oid, sequence, setOf, small } from './der.ts'
import type { SealKey } from '../../../domain/contract/device/seal-key.ts'

const data = oid('1.2.840.113549.1.7.1')
const signedData = oid('1.2.840.113549.1.7.2')
const contentType = oid('1.2.840.113549.1.9.3')
const messageDigest = oid('1.2.840.113549.1.9.4')
const signingCertificateV2 = oid('1.2.840.113549.1.9.16.2.47')
const timeStampToken = oid('1.2.840.113549.1.9.16.2.14')
const sha256 = sequence(oid('2.16.840.1.101.3.4.2.1'))
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'))

const hash = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const byBytes = (a: Uint8Array, b: Uint8Array): number => Buffer.compare(a, b)

/** The three signed attributes, in DER order of a SET OF (X.690 section 11.6), without the SET's own tag and length. */
function signedAttributes(digest: Uint8Array, certificate: Uint8Array): Uint8Array {
  // ESSCertIDv2 with the default algorithm SHA-256 left out, as DER demands (RFC 5035 section 4).
  const essCertificate = sequence(sequence(sequence(octetString(hash(certificate)))))
  return Buffer.concat(
    [
      sequence(contentType, setOf(data)),
      sequence(messageDigest, setOf(octetString(digest))),
      sequence(signingCertificateV2, setOf(essCertificate)),
    ].sort(byBytes),
  )
}

/**
 * DER of the CMS. `digest` is the SHA-256 of the PDF's signed byte ranges, exactly 32 bytes, else a RangeError.
 * `timeStamp`, when given, asks an authority for an RFC 3161 token over SHA-256 of the signature value (CAdES B-T);
 * null means it could not be reached, and a token that does not fit the seal's place is left out: the central adds time on
 * receipt.
 */
export async function buildCms({
  digest,
  chain,
  sign,
  timeStamp,
}: SealKey & {
  readonly digest: Uint8Array
  readonly timeStamp?: (imprint: Uint8Array) => Promise<Uint8Array | null>
}): Promise<Uint8Array> {
  if (digest.length !== 32) throw new RangeError('a SHA-256 digest has 32 bytes')
  const leaf = chain[0]
  if (leaf === undefined) throw new RangeError('a seal needs its certificate')
  const attributes = signedAttributes(Uint8Array.from(digest), leaf)
  const signature = await sign(der(0x31, attributes))
  const token = (await timeStamp?.(hash(signature))) ?? null
  const cms = (unsigned: readonly Uint8Array[]): Uint8Array => {
    const signerInfo = sequence(
      small(1),
      issuerAndSerial(leaf),
      sha256,
      der(0xa0, attributes),
      ecdsaWithSha256,
      octetString(signature),
      ...unsigned,
    )
    const certificates = der(0xa0, ...[...chain].sort(byBytes))
    const body = sequence(small(1), setOf(sha256), sequence(data), certificates, setOf(signerInfo))
    return sequence(signedData, der(0xa0, body))
  }
  const stamped = token === null ? null : cms([der(0xa1, sequence(timeStampToken, setOf(token)))])
  return stamped !== null && stamped.length <= sealRoom ? stamped : cms([])
}
