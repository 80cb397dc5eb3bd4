/**
 * The client of a time-stamping authority (RFC 3161). Main asks for a token over the hash of the seal's signature while
 * it builds the CMS (CAdES B-T), so no later revision of the PDF is needed. Here the answer must fit the question; who the
 * authority is and whether its signature holds is looked at in ask-for-time.ts, and again by session and central.
 */
import { randomBytes } from 'node:crypto'
import { der, fields, octetString, oid, sequence, small } from './der.ts'

/** Sends a request (`application/timestamp-query`) and gives the answer's bytes; rejects where nobody answers. */
export type PostTimeStampQuery = (query: Uint8Array) => Promise<Uint8Array>

export const timeStampRefusals = ['unreachable', 'malformed', 'rejected', 'otherNonce', 'otherImprint'] as const
export type TimeStampRefusal = (typeof timeStampRefusals)[number]
export type TimeStampAnswer =
  { readonly ok: true; readonly token: Uint8Array } | { readonly ok: false; readonly reason: TimeStampRefusal }

const sha256 = sequence(oid('2.16.840.1.101.3.4.2.1'))

/** Asks for a token over a SHA-256 imprint. Never throws: a seal without a time stamp is better than none. */
export async function requestTimeStamp({
  imprint,
  post,
  nonce = randomBytes(8),
}: {
  readonly imprint: Uint8Array
  readonly post: PostTimeStampQuery
  /** Eight random bytes; given only by tests. */
  readonly nonce?: Uint8Array
}): Promise<TimeStampAnswer> {
  // A positive whole number in its shortest form: the first byte is made 01 to 7F.
  const positive = Uint8Array.from(nonce)
  positive[0] = ((positive[0] ?? 0) & 0x7f) | 0x01
  const nonceDer = der(0x02, positive)
  const messageImprint = sequence(sha256, octetString(imprint))
  // certReq TRUE: the token brings its certificates, or nobody could check it in twenty years.
  const query = sequence(small(1), messageImprint, nonceDer, der(0x01, Uint8Array.of(0xff)))
  let answer: Uint8Array
  try {
    answer = await post(query)
  } catch {
    return { ok: false, reason: 'unreachable' }
  }
  try {
    return read(answer, { messageImprint, nonceDer })
  } catch {
    return { ok: false, reason: 'malformed' }
  }
}

function read(
  answer: Uint8Array,
  asked: { readonly messageImprint: Uint8Array; readonly nonceDer: Uint8Array },
): TimeStampAnswer {
  const [response, ...more] = fields(answer)
  const [status, token] = fields(response?.content ?? new Uint8Array())
  const code = fields(status?.content ?? new Uint8Array())[0]?.content
  if (response?.tag !== 0x30 || more.length > 0 || code?.length !== 1) return { ok: false, reason: 'malformed' }
  // 0 granted, 1 granted with modifications (RFC 3161 section 2.4.2).
  if ((code[0] ?? 9) > 1 || token === undefined) return { ok: false, reason: 'rejected' }
  const inside = (bytes: Uint8Array, ...path: readonly number[]): Uint8Array =>
    path.reduce((content, at) => fields(content)[at]?.content ?? new Uint8Array(), bytes)
  // ContentInfo → [0] → SignedData → encapContentInfo → [0] → OCTET STRING → TSTInfo.
  const info = fields(inside(token.content, 1, 0, 2, 1, 0, 0))
  const same = (a: Uint8Array | undefined, b: Uint8Array): boolean => a !== undefined && Buffer.compare(a, b) === 0
  const imprint = info[2]
  const [, hashed] = fields(imprint?.content ?? new Uint8Array())
  const [, askedHash] = fields(fields(asked.messageImprint)[0]?.content ?? new Uint8Array())
  if (!same(hashed?.content, askedHash?.content ?? new Uint8Array())) return { ok: false, reason: 'otherImprint' }
  // The nonce is the only INTEGER behind the time.
  if (!same(info.slice(5).find(({ tag }) => tag === 0x02)?.whole, asked.nonceDer))
    return { ok: false, reason: 'otherNonce' }
  return { ok: true, token: token.whole }
}
