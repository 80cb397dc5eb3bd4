/**
 * Time for a seal: asks the authority that the device policy names, for a short while, and believes nothing that it says
 * until the token holds under the keyset's anchors. A token that does not is left out, so a wrong or slow authority never
 * costs anybody a visit; the central then adds time on receipt. Nothing of a patient is in what is asked: a hash of the
 * seal's signature.
 */
import { webcrypto } from 'node:crypto'
import { portOver } from '../../../domain/verify/base/subtle-port.ts'
import { timeStamp } from '../../../domain/verify/base/time-stamp.ts'
import { certificate } from '../../../domain/verify/base/x509.ts'
import type { OpenExchange } from '../../http/exchange.ts'
import { requestBytes, type HttpRequest } from '../../http/request.ts'
import type { Log } from '../../log/log.ts'
import { certificates } from '../../jose/pem.ts'
import { requestTimeStamp, type TimeStampRefusal } from './time-stamp.ts'

export interface TimeAuthority {
  readonly address: string
  /** PEM of the CA of its listener, and of the authorities that are believed about time. */
  readonly tlsCa: string
  readonly timeCa: string
}

/** Milliseconds that a visitor may wait for a time stamp. */
export const timeStampPatience = 2000
/** Milliseconds between the authority's time and ours beyond which one of both is wrong; the intake allows two minutes. */
const tolerance = 60_000
/** Bytes of an answer: the longest chains of commercial authorities make 8 kB. */
const longestAnswer = 32_768

export interface AskForTime {
  /** Null when the policy names none now. */
  readonly authority: () => TimeAuthority | null
  /** Milliseconds since 1970 by the central's clock; null when not known. */
  readonly now: () => number | null
  /** Milliseconds of a clock that never jumps, for the log. */
  readonly monotonic: () => number
  readonly log: Log
  readonly open?: OpenExchange | undefined
}

type Answer =
  | { readonly ok: true; readonly token: Uint8Array }
  | { readonly ok: false; readonly reason: TimeStampRefusal | 'notBelieved' | 'otherTime' }

/** Gives a token over a SHA-256 imprint, or null. Never rejects, and answers within `timeStampPatience` and a little. */
export function askForTime(options: AskForTime): (imprint: Uint8Array) => Promise<Uint8Array | null> {
  return async (imprint) => {
    const authority = options.authority()
    if (authority === null) return null
    const asked = options.monotonic()
    const answer = await believed(imprint, authority, options)
    const milliseconds = Math.round(options.monotonic() - asked)
    options.log('timeStamp', { code: answer.ok ? 'given' : answer.reason, milliseconds })
    return answer.ok ? answer.token : null
  }
}

async function believed(imprint: Uint8Array, authority: TimeAuthority, { now, open }: AskForTime): Promise<Answer> {
  const answer = await requestTimeStamp({ imprint, post: (query) => post(authority, query, open) })
  if (!answer.ok) return answer
  const at = now()
  if (at === null) return { ok: false, reason: 'otherTime' }
  try {
    const anchors = certificates(authority.timeCa).map((der) => certificate(der))
    const trust = { anchors, others: [], lists: [] }
    const asked = (): Promise<Uint8Array> => Promise.resolve(imprint)
    const port = portOver(webcrypto.subtle)
    const stamp = await timeStamp(port, { token: answer.token, imprint: asked, trust, known: at, covered: false })
    return Math.abs(stamp.at - at) <= tolerance ? answer : { ok: false, reason: 'otherTime' }
  } catch {
    return { ok: false, reason: 'notBelieved' }
  }
}

/** RFC 3161 section 3.4: query and reply over HTTP. */
async function post(
  { address, tlsCa }: TimeAuthority,
  query: Uint8Array,
  open: OpenExchange | undefined,
): Promise<Uint8Array> {
  const asked: HttpRequest = {
    method: 'POST',
    url: new URL(address),
    trust: { ca: tlsCa },
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: query,
    fresh: true,
    timeout: timeStampPatience,
    limit: longestAnswer,
  }
  const answer = await requestBytes(asked, open)
  if (answer.status !== 200) throw new Error('no time stamp')
  return answer.body
}
