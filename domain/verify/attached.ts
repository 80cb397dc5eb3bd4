/** What signed documents carry inside, read piece by piece: files, ink, the certificates of visits. Each refuses what is not ours. */
import * as v from 'valibot'
import { base64url, fromBase64url, fromUtf8, utf8 } from '../bytes/bytes.ts'
import { VisitCertificate } from '../contract/device/visit-certificate.ts'
import { type InkPath, inkProblem } from '../document/ink.ts'
import { parseCanonical } from '../document/steps.ts'
import type { PublicJwk } from '../ids.ts'
import type { VerifyPort } from './base/port.ts'
import { demand, Refusal } from './base/refusal.ts'
import type { SealedDocument } from './pdf/sealed.ts'
import { isName, type PdfStream } from './pdf/syntax.ts'

/** What one signer drew, and what his witness drew; null where there is none. */
export interface Drawn {
  readonly own: InkPath | null
  readonly witness: InkPath | null
}

/** A visit of a kiosk, as its device certified it. */
export interface CertifiedVisit {
  readonly certificate: VisitCertificate
  /** Whether a device key that was given signed it; null when none was given. */
  readonly signatureChecked: boolean | null
}

/** Bytes of one attachment: the ink of four signers who scribbled for minutes stays below half of it. */
const largest = 4_000_000

export interface AttachedFiles {
  readonly names: readonly string[]
  /** The value of a file that must be there, in canonical JSON. Throws a Refusal (`attachment`). */
  readonly json: (name: string) => unknown
}

/** Unpacks all files; only those of these names may be there. Throws a Refusal (`attachment`). */
export function attachedFiles(
  port: VerifyPort,
  attachments: SealedDocument['attachments'],
  known: readonly string[],
): AttachedFiles {
  const files = new Map([...attachments].map(([name, { stream }]) => [name, unpack(port, stream)]))
  for (const name of files.keys()) demand(known.includes(name), 'attachment', 'a file that no form of ours carries')
  return {
    names: [...files.keys()],
    json: (name) => {
      const bytes = files.get(name)
      demand(bytes !== undefined, 'attachment', `${name} is missing`)
      const value = parseCanonical(bytes)
      demand(value !== null, 'attachment', `${name} is no canonical JSON`)
      return value
    },
  }
}

/** The bytes of an attachment. Throws a Refusal where it is packed in another way than ours. */
export function unpack(port: VerifyPort, stream: PdfStream): Uint8Array {
  const filter = stream.entries.get('Filter')
  demand(filter === undefined || isName(filter, 'FlateDecode'), 'attachment', 'unknown filter')
  demand(!stream.entries.has('DecodeParms'), 'attachment', 'unknown filter')
  const bytes = filter === undefined ? stream.data : port.inflate(stream.data, largest)
  demand(bytes !== null, 'attachment', 'cannot be unpacked')
  return bytes
}

const InkShape = v.strictObject({
  widthMm: v.number(),
  heightMm: v.number(),
  strokes: v.array(v.array(v.number())),
  durationMs: v.number(),
})

/** The ink of a step, read and held to its hash; null where nothing was drawn. Throws a Refusal (`ink`). */
export async function inkMatches(
  sha256: (bytes: Uint8Array) => Promise<Uint8Array>,
  ink: string | null,
  hash: string | null,
): Promise<InkPath | null> {
  demand((ink === null) === (hash === null), 'ink', 'ink and step disagree about how was signed')
  if (ink === null || hash === null) return null
  const parsed = v.safeParse(InkShape, parseCanonical(utf8(ink)))
  demand(parsed.success && inkProblem(parsed.output) === null, 'ink', 'not a mark')
  demand(base64url(await sha256(utf8(ink))) === hash, 'ink', 'another ink than the one signed for')
  return parsed.output
}

/** The visit certificate, for this key, and whether one of these devices signed it. Throws a Refusal (`device`). */
export async function visitOf(
  port: VerifyPort,
  jws: string,
  key: PublicJwk,
  deviceKeys: readonly PublicJwk[],
): Promise<CertifiedVisit> {
  const [header = '', payload = '', signaturePart = '', ...more] = jws.split('.')
  const bytes = fromBase64url(payload)
  const signature = fromBase64url(signaturePart)
  demand(bytes !== null && signature?.length === 64 && more.length === 0, 'device', 'visit certificate is no JWS')
  const parsed = v.safeParse(VisitCertificate, jsonOf(bytes))
  demand(parsed.success, 'device', 'visit certificate has another shape')
  const certificate = parsed.output
  const { jwk } = certificate.cnf
  demand(jwk.x === key.x && jwk.y === key.y, 'device', 'the visit certificate is for another key')
  const head = v.safeParse(v.looseObject({ alg: v.literal('ES256') }), jsonOf(fromBase64url(header)))
  demand(head.success, 'device', 'visit certificate is not ES256')
  if (deviceKeys.length === 0) return { certificate, signatureChecked: null }
  for (const one of deviceKeys) {
    if (await port.verifyEs256({ key: one, bytes: utf8(`${header}.${payload}`), signature }))
      return { certificate, signatureChecked: true }
  }
  throw new Refusal('device', 'no given device key signed the visit certificate')
}

function jsonOf(bytes: Uint8Array | null): unknown {
  const text = bytes === null ? null : fromUtf8(bytes)
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
