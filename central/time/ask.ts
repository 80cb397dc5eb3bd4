/** Asks a time-stamping authority (RFC 3161) and believes its token only when it holds under the given anchors. */
import { randomBytes, webcrypto } from 'node:crypto'
import { Integer, OctetString } from 'asn1js'
import { AlgorithmIdentifier, MessageImprint, PKIStatus, SignedData, TimeStampReq, TimeStampResp, TSTInfo } from 'pkijs'
import { sameBytes } from '../../domain/bytes/bytes.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { timeStamp } from '../../domain/verify/base/time-stamp.ts'
import type { TimeStamp } from '../../domain/verify/base/time-stamp.ts'
import { certificate } from '../../domain/verify/base/x509.ts'
import type { Now } from '../clock/clock.ts'

/**
 * Sends a query (`application/timestamp-query`) and gives the answer's bytes; rejects where nobody answers, within seconds:
 * other forms wait behind it.
 */
export type PostTimeQuery = (query: Uint8Array) => Promise<Uint8Array>

export interface TimeSource {
  /** A token over a SHA-256, and what it says. Throws (a {@link NoTime}) where there is none that can be believed. */
  stamp(imprint: Uint8Array): Promise<{ readonly token: Uint8Array; readonly stamp: TimeStamp }>
}

export const noTimeReasons = ['unreachable', 'malformed', 'rejected', 'otherNonce', 'notBelieved', 'otherTime'] as const
export type NoTimeReason = (typeof noTimeReasons)[number]

/** No time stamp now; it may be asked for again. */
export class NoTime extends Error {
  readonly reason: NoTimeReason
  constructor(reason: NoTimeReason) {
    super(reason)
    this.name = 'NoTime'
    this.reason = reason
  }
}

/** Milliseconds between the authority's clock and ours beyond which one of both is wrong. */
const tolerance = 5 * 60_000

/** `anchors`: DER of the authorities that the hospital believes about time. */
export function timeSource(options: {
  readonly post: PostTimeQuery
  readonly anchors: readonly Uint8Array[]
  readonly now: Now
}): TimeSource {
  const trust = { anchors: options.anchors.map((der) => certificate(der)), others: [], lists: [] }
  const port = portOver(webcrypto.subtle)
  return {
    async stamp(imprint) {
      const nonce = new Integer({ valueHex: positive() })
      const query = new TimeStampReq({
        version: 1,
        messageImprint: new MessageImprint({
          hashAlgorithm: new AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
          hashedMessage: new OctetString({ valueHex: new Uint8Array(imprint) }),
        }),
        nonce,
        certReq: true,
      })
      const answer = await options.post(new Uint8Array(query.toSchema().toBER())).catch(() => {
        throw new NoTime('unreachable')
      })
      const token = tokenOf(answer, nonce)
      const known = options.now().getTime()
      const stamp = await timeStamp(port, {
        token,
        imprint: () => Promise.resolve(imprint),
        trust,
        known,
        covered: false,
      }).catch(() => {
        throw new NoTime('notBelieved')
      })
      if (Math.abs(stamp.at - known) > tolerance) throw new NoTime('otherTime')
      return { token, stamp }
    },
  }
}

function tokenOf(answer: Uint8Array, nonce: Integer): Uint8Array {
  let response: TimeStampResp
  let info: TSTInfo
  try {
    response = TimeStampResp.fromBER(new Uint8Array(answer))
    // RFC 3161 section 2.4.2.
    const { granted, grantedWithMods } = PKIStatus
    if (![granted, grantedWithMods].includes(response.status.status) || response.timeStampToken === undefined)
      throw new NoTime('rejected')
    const data = new SignedData({ schema: response.timeStampToken.content })
    info = TSTInfo.fromBER(data.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0))
  } catch (error) {
    throw error instanceof NoTime ? error : new NoTime('malformed')
  }
  const said = info.nonce?.valueBlock.valueHexView ?? new Uint8Array()
  if (!sameBytes(said, nonce.valueBlock.valueHexView)) throw new NoTime('otherNonce')
  return new Uint8Array(response.timeStampToken?.toSchema().toBER() ?? [])
}

/** Eight random bytes as a positive whole number in its shortest form. */
function positive(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(randomBytes(8))
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes
}
