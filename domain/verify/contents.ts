/** What a sealed document carries inside: the form that was signed, the steps of the signers, the decision. They must agree. */
import * as v from 'valibot'
import { base64url } from '../bytes/bytes.ts'
import { canonicalBytes } from '../bytes/canonical.ts'
import type { Fact } from '../document/model.ts'
import { SignedContent } from '../document/model.ts'
import { type SignedStep, StepSet, verifySteps } from '../document/steps.ts'
import { mayBeOnePerson } from '../identity/name-as-text.ts'
import type { PublicJwk } from '../ids.ts'
import type { ActContent } from '../requests/acts/act-content.ts'
import { attachedFiles, type CertifiedVisit, type Drawn, inkMatches, visitOf } from './attached.ts'
import type { VerifyPort } from './base/port.ts'
import { demand } from './base/refusal.ts'
import { fhirAgrees } from './fhir-file.ts'
import type { SealedDocument } from './pdf/sealed.ts'

/** What the pages of a form say that its data does not. */
export interface FormPage {
  /** The reference number on it. */
  readonly reference: string
  /** The rows of evidence, as they were drawn. */
  readonly evidence: readonly Fact[]
}

/** One act of a paper that the house composed. */
export interface ActInside {
  readonly content: ActContent
  readonly visit: CertifiedVisit
}

export interface Contents {
  readonly form: SignedContent
  readonly steps: readonly SignedStep[]
  /** The decision under the hospital's rules, as JSON; null when the document carries none. */
  readonly decision: unknown
  /** The answers as a FHIR QuestionnaireResponse, about a patient whom only the record can name. */
  readonly fhir: unknown
  /** The visit certificate; null: none is there, so nothing proves that a kiosk of the hospital took part. */
  readonly visit: CertifiedVisit | null
  /** Of a paper that the house composed: what each signer signed, and in which visit; null: a kiosk composed it. */
  readonly acts: readonly ActInside[] | null
  /** What stands on the pages and not in the data; null where nobody looked at the pages. */
  readonly page: FormPage | null
  /** Names of everything attached. */
  readonly files: readonly string[]
}

const known = ['form.json', 'steps.json', 'decision.json', 'fhir.json']

/** Reads and checks the attachments. Throws a Refusal (`attachment`, `form`, `steps`, `ink`, `device`). */
export async function contentsOf(
  port: VerifyPort,
  attachments: SealedDocument['attachments'],
  deviceKeys: readonly PublicJwk[],
): Promise<{ readonly contents: Contents; readonly drawn: readonly Drawn[] }> {
  const { names, json } = attachedFiles(port, attachments, known)
  const form = v.safeParse(SignedContent, json('form.json'))
  demand(form.success, 'form', 'form.json has another shape')
  const set = v.safeParse(StepSet, json('steps.json'))
  demand(set.success, 'steps', 'steps.json has another shape')
  const { key, steps, inks, witnessInks } = set.output
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
    decision: names.includes('decision.json') ? json('decision.json') : null,
    fhir,
    visit: await visitIn(port, set.output, deviceKeys),
    acts: null,
    page: null,
    files: names,
  }
  return { contents, drawn }
}

/** Whether somebody of this name may be the patient; in doubt he is. */
export function isPatient(name: string | undefined, patient: readonly Fact[]): boolean {
  return name !== undefined && patient.some(({ value }) => mayBeOnePerson(value, name))
}

async function visitIn(
  port: VerifyPort,
  { visitCertificate, key }: StepSet,
  deviceKeys: readonly PublicJwk[],
): Promise<CertifiedVisit | null> {
  if (visitCertificate !== null) return await visitOf(port, visitCertificate, key, deviceKeys)
  demand(deviceKeys.length === 0, 'device', 'no visit certificate, and a device key was given to check it')
  return null
}
