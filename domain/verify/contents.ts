/** What the pages of a form say that its data does not. */
export interface FormPage {
  /** The reference number on it. */
  readonly reference: string
  /** The rows of evidence, as they were drawn. */
  readonly evidence: readonly Fact[]
}

/** What a sealed document carries inside: the form that was signed, the steps of the signers, the decision. They must agree. */
import * as v from 'valibot'
import { base64url, fromBase64url, fromUtf8, utf8 } from '../bytes/bytes.ts'
import { canonicalBytes } from '../bytes/canonical.ts'
import type { Fact } from '../document/model.ts'
import { type InkPath, inkProblem } from '../document/ink.ts'
import { SignedContent } from '../document/model.ts'
import { parseCanonical, type Step, StepSet, verifySteps } from '../document/steps.ts'
import { VisitCertificate } from '../contract/device/visit-certificate.ts'
import { mayBeOnePerson } from '../identity/name-as-text.ts'
import type { PublicJwk } from '../ids.ts'
import { fhirAgrees } from './fhir-file.ts'
import type { SealedDocument } from './pdf/sealed.ts'
import { isName, type PdfStream } from './pdf/syntax.ts'
import type { VerifyPort } from './base/port.ts'
import { demand, Refusal } from './base/refusal.ts'

export interface Contents {
  readonly form: SignedContent
  readonly steps: readonly Step[]
  /** The decision under the hospital's rules, as JSON; null when the document carries none. */
  readonly decision: unknown
  /** The answers as a FHIR QuestionnaireResponse, about a patient whom only the record can name. */
  readonly fhir: unknown
  /** The visit certificate; null: none is there, so nothing proves that a kiosk of the hospital took part. */
  readonly visit: {
    readonly certificate: VisitCertificate
    /** Whether a device key that was given signed it; null when none was given. */
    readonly signatureChecked: boolean | null
  } | null
  /** What stands on the pages and not in the data; null where nobody looked at the pages. */
  readonly page: FormPage | null
  /** Names of everything attached. */
  readonly files: readonly string[]
}

/** What one signer drew, and what his witness drew; null where there is none. */
export interface Drawn {
  readonly own: InkPath | null
  readonly witness: InkPath | null
}

const known = new Set(['form.json', 'steps.json', 'decision.json', 'fhir.json'])
/** Bytes of one attachment: the ink of four signers who scribbled for minutes stays below half of it. */
const largest = 4_000_000

/** Reads and checks the attachments. Throws a Refusal (`attachment`, `form`, `steps`, `ink`, `device`). */
export async function contentsOf(
  port: VerifyPort,
  attachments: SealedDocument['attachments'],
  deviceKeys: readonly PublicJwk[],
): Promise<{ readonly contents: Contents; readonly drawn: readonly Drawn[] }> {
  const files = new Map([...attachments].map(([name, { stream }]) => [name, unpack(port, stream)]))
  const json = (name: string): unknown => {
    const bytes = files.get(name)
    demand(bytes !== undefined, 'attachment', `${name} is missing`)
    const value = parseCanonical(bytes)
    demand(value !== null, 'attachment', `${name} is no canonical JSON`)
    return value
  }
  for (const name of files.keys()) demand(known.has(name), 'attachment', 'a file that no form of ours carries')
  const form = v.safeParse(SignedContent, json('form.json'))
  demand(form.success, 'form', 'form.json has another shape')
  const set = v.safeParse(StepSet, json('steps.json'))
  demand(set.success, 'steps', 'steps.json has another shape')
  const { key, steps, inks, witnessInks, visitCertificate } = set.output
  const sha256 = (bytes: Uint8Array): Promise<Uint8Array> => port.digest('SHA-256', bytes)
  const verdict = await verifySteps({ steps, key, sha256, verify: port.verifyEs256 })
  demand(verdict.ok, 'steps', verdict.ok ? '' : `step ${verdict.at}: ${verdict.problem}`)
  const formHash = base64url(await sha256(canonicalBytes(form.output)))
  demand(inks.length === verdict.steps.length, 'ink', 'not one ink for each step')
  const beside = witnessInks ?? inks.map(() => null)
  demand(beside.length === inks.length, 'ink', 'not one witness’s ink for each step')
  demand(witnessInks === undefined || witnessInks.some(Boolean), 'ink', 'inks of no witness')
  const drawn: Drawn[] = []
  for (const [i, { claims }] of verdict.steps.entries()) {
    const same = claims.formHash === formHash && claims.formUrl === form.output.form.url
    demand(same && claims.formVersion === form.output.form.version, 'form', `step ${i + 1} signed another form`)
    demand(!isPatient(claims.witness?.name, form.output.patient), 'steps', `step ${i + 1}: the patient as witness`)
    drawn.push({
      own: await inkMatches(sha256, inks[i] ?? null, claims.inkHash),
      witness: await inkMatches(sha256, beside[i] ?? null, claims.witness?.inkHash ?? null),
    })
  }
  const fhir = json('fhir.json')
  fhirAgrees(fhir, form.output, verdict.steps)
  const contents: Contents = {
    form: form.output,
    steps: verdict.steps,
    decision: files.has('decision.json') ? json('decision.json') : null,
    fhir,
    visit: await visitOf(port, visitCertificate, key, deviceKeys),
    page: null,
    files: [...files.keys()],
  }
  return { contents, drawn }
}

/** Whether somebody of this name may be the patient; in doubt he is. */
export function isPatient(name: string | undefined, patient: readonly Fact[]): boolean {
  return name !== undefined && patient.some(({ value }) => mayBeOnePerson(value, name))
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
  jws: string | null,
  key: PublicJwk,
  deviceKeys: readonly PublicJwk[],
): Promise<Contents['visit']> {
  if (jws === null) {
    demand(deviceKeys.length === 0, 'device', 'no visit certificate, and a device key was given to check it')
    return null
  }
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
