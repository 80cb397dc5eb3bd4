/**
 * The training hospital's time-stamping authority (RFC 3161): answers a query with a token over its hash and the
 * central's own clock. A real hospital names an authority that does not depend on it.
 */
import 'reflect-metadata'
import { randomBytes, webcrypto } from 'node:crypto'
import { Integer, ObjectIdentifier, OctetString, Sequence, fromBER } from 'asn1js'
import * as x509 from '@peculiar/x509'
import {
  Accuracy,
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  PKIStatus,
  PKIStatusInfo,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs'
import type { Now } from '../clock/clock.ts'
import { signingKey, type StoredAuthority } from '../keys/authority.ts'

const sha256 = '2.16.840.1.101.3.4.2.1'
const oids = {
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const
/** The policy of this authority, under the arc for examples (ITU-T X.660): it promises nothing to anybody outside. */
const policy = '2.999.3161'

export interface TimeAuthority {
  /** DER of a TimeStampResp; a query that is no SHA-256 one is answered with a rejection. */
  answer(query: Uint8Array): Promise<Uint8Array>
}

export async function timeAuthority(options: {
  readonly authority: StoredAuthority
  /** PEM of whoever issued its certificate, put into each token. */
  readonly issuer: string
  readonly now: Now
}): Promise<TimeAuthority> {
  const { authority, issuer, now } = options
  const der = (pem: string): ArrayBuffer => x509.PemConverter.decodeFirst(pem)
  const leaf = Certificate.fromBER(der(authority.certificate))
  const chain = [leaf, Certificate.fromBER(der(issuer))]
  const fingerprint = await webcrypto.subtle.digest('SHA-256', der(authority.certificate))
  const key = await signingKey(authority.key)
  return {
    async answer(query) {
      const request = read(query)
      if (request === null) return refused
      const info = new TSTInfo({
        version: 1,
        policy,
        messageImprint: request.messageImprint,
        serialNumber: new Integer({ valueHex: positive() }),
        genTime: wholeSecond(now()),
        accuracy: new Accuracy({ seconds: 1 }),
        ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
      })
      const token = await signed({ content: info.toSchema().toBER(), leaf, fingerprint, key, chain: request.certReq === true ? chain : [] }) // prettier-ignore
      const status = new PKIStatusInfo({ status: PKIStatus.granted })
      return new Uint8Array(new TimeStampResp({ status, timeStampToken: token }).toSchema().toBER())
    },
  }
}

const refused = new Uint8Array(
  new TimeStampResp({ status: new PKIStatusInfo({ status: PKIStatus.rejection }) }).toSchema().toBER(),
)

/** Null where the bytes are no query over a SHA-256. */
function read(query: Uint8Array): TimeStampReq | null {
  try {
    const parsed = fromBER(new Uint8Array(query))
    if (parsed.offset !== query.length) return null
    const request = new TimeStampReq({ schema: parsed.result })
    const { hashAlgorithm, hashedMessage } = request.messageImprint
    const right = hashAlgorithm.algorithmId === sha256 && hashedMessage.valueBlock.valueHexView.length === 32
    return request.version === 1 && right && request.reqPolicy === undefined ? request : null
  } catch {
    return null
  }
}

async function signed(options: {
  readonly content: ArrayBuffer
  readonly leaf: Certificate
  /** SHA-256 of the leaf. */
  readonly fingerprint: ArrayBuffer
  readonly key: webcrypto.CryptoKey
  readonly chain: readonly Certificate[]
}): Promise<ContentInfo> {
  const { content, leaf, fingerprint, key, chain } = options
  const attribute = (type: string, value: unknown): Attribute => new Attribute({ type, values: [value] })
  const digest = await webcrypto.subtle.digest('SHA-256', content)
  // ESSCertIDv2 with its default algorithm left out (RFC 5816, RFC 5035 section 4).
  const named = new Sequence({
    value: [new Sequence({ value: [new Sequence({ value: [new OctetString({ valueHex: fingerprint })] })] })],
  })
  const encapsulated = new EncapsulatedContentInfo({ eContentType: oids.tstInfo })
  // Given to the constructor, pkijs would write the value in pieces, which is BER and no DER.
  encapsulated.eContent = new OctetString({ valueHex: content })
  const data = new SignedData({
    version: 3,
    encapContentInfo: encapsulated,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: sha256 })],
    certificates: [...chain],
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: leaf.issuer, serialNumber: leaf.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute(oids.contentType, new ObjectIdentifier({ value: oids.tstInfo })),
            attribute(oids.messageDigest, new OctetString({ valueHex: digest })),
            attribute(oids.signingCertificateV2, named),
          ],
        }),
      }),
    ],
  })
  await data.sign(key, 0, 'SHA-256')
  return new ContentInfo({ contentType: oids.signedData, content: data.toSchema(true) })
}

/** 127 random bits, as a positive whole number in its shortest form. */
function positive(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(randomBytes(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes
}

/** DER's GeneralizedTime without a fraction: the accuracy says a second. */
function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000)
}
