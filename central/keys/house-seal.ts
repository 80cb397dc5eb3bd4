/**
 * The house's own seal under a paper that it composed: a CMS by a key that is made for this one paper, certified by the
 * authority of the seals for the organisation alone, and gone when the seal is there. Nothing lies about that could be taken.
 */
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { fromBER, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import * as x509 from '@peculiar/x509'
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'
import { sealRoom } from '../../domain/contract/control/seal-room.ts'
import { houseSealCertificate, signingKey } from './authority.ts'
import type { StoredAuthority } from './authority.ts'

const sha256 = '2.16.840.1.101.3.4.2.1'
const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
} as const

/** DER of the CMS (CAdES baseline B, detached) around the SHA-256 of a PDF's signed byte ranges. */
export async function houseSeal(of: {
  readonly digest: Uint8Array
  readonly authority: StoredAuthority
  readonly organisation: string
  /** Whose signature it is; absent: the house's own seal. */
  readonly person?: string
  /** Where the authority's list of revoked certificates can be had. */
  readonly revocation: string
  readonly now: Date
  /** A token of RFC 3161 over the SHA-256 of the seal's signature (CAdES baseline T); null: nobody answered. */
  readonly timeStamp: (imprint: Uint8Array) => Promise<Uint8Array | null>
}): Promise<Uint8Array> {
  const { digest, authority } = of
  if (digest.length !== 32) throw new RangeError('a SHA-256 digest has 32 bytes')
  const own = await houseSealCertificate(of)
  const der = (pem: string): ArrayBuffer => x509.PemConverter.decodeFirst(pem)
  const leaf = Certificate.fromBER(der(own.certificate))
  const fingerprint = await webcrypto.subtle.digest('SHA-256', der(own.certificate))
  // ESSCertIDv2 with its default algorithm left out (RFC 5816, RFC 5035 section 4).
  const named = new Sequence({
    value: [new Sequence({ value: [new Sequence({ value: [new OctetString({ valueHex: fingerprint })] })] })],
  })
  const attribute = (type: string, value: unknown): Attribute => new Attribute({ type, values: [value] })
  const data = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oids.data }),
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: sha256 })],
    certificates: [leaf, Certificate.fromBER(der(authority.certificate))],
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: leaf.issuer, serialNumber: leaf.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          // In DER's order of a SET (X.690 section 11.6).
          attributes: [
            attribute(oids.contentType, new ObjectIdentifier({ value: oids.data })),
            attribute(oids.signingCertificateV2, named),
            attribute(oids.messageDigest, new OctetString({ valueHex: new Uint8Array(digest) })),
          ].sort(byBytes),
        }),
      }),
    ],
  })
  await data.sign(await signingKey(own.key), 0, 'SHA-256')
  const encoded = (): Uint8Array => {
    const cms = new ContentInfo({ contentType: oids.signedData, content: data.toSchema(true) })
    return new Uint8Array(cms.toSchema().toBER())
  }
  const plain = encoded()
  const [signer] = data.signerInfos
  if (signer === undefined) throw new Error('a seal has a signer')
  const token = await of.timeStamp(await sha256Of(signer.signature.valueBlock.valueHexView))
  if (token === null) return plain
  signer.unsignedAttrs = new SignedAndUnsignedAttributes({
    type: 1,
    attributes: [attribute(oids.timeStampToken, fromBER(new Uint8Array(token)).result)],
  })
  const stamped = encoded()
  return stamped.length <= sealRoom ? stamped : plain
}

async function sha256Of(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await webcrypto.subtle.digest('SHA-256', new Uint8Array(bytes)))
}

const byBytes = (one: Attribute, other: Attribute): number =>
  Buffer.compare(Buffer.from(one.toSchema().toBER()), Buffer.from(other.toSchema().toBER()))
