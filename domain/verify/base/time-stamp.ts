/** Time-stamp tokens (RFC 3161): who says that some bytes existed, and when. */
import { sameBytes } from '../../bytes/bytes.ts'
import { demandSigned, pathTo, type Trust } from './chain.ts'
import { hashName, oids, signedData } from './cms.ts'
import { algorithm, fields, sequenceFields, time } from './der.ts'
import type { HashName, VerifyPort } from './port.ts'
import { demand, Refusal } from './refusal.ts'
import type { Certificate } from './x509.ts'

export interface TimeStamp {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly authority: string
  /** The end of the authority's certificate: by then somebody else must have vouched for the stamp. */
  readonly until: number
}

/** EKU id-kp-timeStamping, which must be critical and alone (RFC 3161 section 2.3). */
const timeStamping = '1.3.6.1.5.5.7.3.8'

/**
 * Verifies a token over an imprint. `known` is the moment at which the token itself is known to have existed: now, or what
 * a later stamp over it proves. Throws `timeStamp` where the token is broken or over other bytes, `timeStampUntrusted`
 * where its authority leads to none of the anchors for time, `timeStampAged` where the authority's certificate had ended
 * or was revoked by `known`: from then on its key proves nothing about the past (RFC 3161 section 4, ETSI EN 319 102-1
 * section 5.6.2.3).
 */
export async function timeStamp(
  port: VerifyPort,
  {
    token,
    imprint,
    trust,
    known,
    covered,
    met,
  }: {
    readonly token: Uint8Array
    /** The hash of what was stamped, under the algorithm that the token names. */
    readonly imprint: (hash: HashName) => Promise<Uint8Array>
    readonly trust: Trust
    readonly known: number
    /** A later stamp is over all bytes of this token. */
    readonly covered: boolean
    /** Told of the token's certificates once it holds by itself, whoever made it. */
    readonly met?: (certificates: readonly Certificate[]) => void
  },
): Promise<TimeStamp> {
  const cms = await signedData(port, token, 'timeStamp')
  demand(cms.contentType === oids.tstInfo && cms.content !== null, 'timeStamp', 'no TSTInfo')
  const contentHash = await port.digest(cms.hash, cms.content)
  demand(sameBytes(contentHash, cms.messageDigest), 'timeStamp', 'TSTInfo changed')
  const info = sequenceFields(cms.content, 'timeStamp')
  info.take(0x02, 'version')
  info.take(0x06, 'policy')
  const named = fields(info.take(0x30, 'messageImprint').content, 'timeStamp')
  const hash = hashName(algorithm(named.take(0x30, 'hashAlgorithm'), 'timeStamp'), 'timeStamp')
  const expected = named.take(0x04, 'hashedMessage').content
  info.take(0x02, 'serialNumber')
  const at = time(info.take(0x18, 'genTime'), 'timeStamp')
  demand(sameBytes(await imprint(hash), expected), 'timeStamp', 'the time stamp is over other bytes')
  const { signer } = cms
  const purposes = signer.extendedUsage ?? []
  const alone = purposes.length === 1 && purposes[0] === timeStamping && signer.extendedUsageCritical
  demand(alone, 'timeStamp', 'the certificate is not for time stamps')
  await demandSigned(port, cms.certificates, [...cms.certificates, ...trust.anchors, ...trust.others], 'timeStamp')
  met?.([signer, ...cms.certificates])
  demand(trust.anchors.length > 0, 'timeStampUntrusted', 'no anchor for time was given')
  const others = [...trust.others, ...cms.certificates]
  try {
    await pathTo(port, { leaf: signer, at, trust: { ...trust, others } })
  } catch (error) {
    if (isTooMuch(error)) throw error
    demand(false, 'timeStampUntrusted', 'the authority leads to no anchor for time, or was not valid then')
  }
  let path: readonly Certificate[] = []
  try {
    path = (await pathTo(port, { leaf: signer, at: Math.max(known, at), trust: { ...trust, others } })).certificates
  } catch (error) {
    if (isTooMuch(error)) throw error
    demand(false, 'timeStampAged', 'the authority’s certificate has ended since, and no later stamp covers this one')
  }
  // Nothing is over the certificates that the newest token carries. So each must be one of the path, byte for byte.
  const strange = cms.certificates.filter(({ der }) => !path.some((one) => sameBytes(one.der, der)))
  demand(covered || strange.length === 0, 'timeStamp', 'a certificate that the authority does not need')
  return { at, authority: signer.names.common, until: signer.to }
}

const isTooMuch = (error: unknown): boolean => error instanceof Refusal && error.problem === 'tooLarge'
