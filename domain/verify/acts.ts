/**
 * What a paper carries that the house composed of acts: each signer's own content and step, the decision, the answers.
 * Nothing of it is believed because it stands there: each act is held to the key and the certificate of its own visit.
 */
import * as v from 'valibot'
import type { PublicJwk } from '../ids.ts'
import type { SignedContent } from '../document/model.ts'
import { dutchOf } from '../requests/acts/act-content.ts'
import { ActSet, type SignedAct } from '../requests/acts/act-set.ts'
import { actsPage } from '../requests/acts/acts-page.ts'
import { actsProblem } from '../requests/acts/check-acts.ts'
import { visitCertificateLifetime } from '../contract/device/visit-certificate.ts'
import { attachedFiles, type CertifiedVisit, type Drawn, inkMatches, visitOf } from './attached.ts'
import type { VerifyPort } from './base/port.ts'
import { demand } from './base/refusal.ts'
import type { Certificate } from './base/x509.ts'
import type { ActInside, Contents } from './contents.ts'
import { fhirAgrees } from './fhir-file.ts'
import type { SealedDocument } from './pdf/sealed.ts'

const known = ['steps.json', 'decision.json', 'fhir.json']

/** Whether this is a paper of the house's: it has no `form.json`, because each signer signed a content of his own. */
export function isOfActs(attachments: SealedDocument['attachments']): boolean {
  return attachments.has('steps.json') && !attachments.has('form.json')
}

/** What the attachments say. */
export interface ActFiles {
  readonly steps: unknown
  readonly decision: unknown
  readonly fhir: unknown
}

/** What is known beside the files. */
export interface ActsOf {
  /** Public `D-log` keys of the kiosks; empty: only what the certificates say. */
  readonly deviceKeys: readonly PublicJwk[]
  /** When the house composes or sealed, milliseconds since 1970. */
  readonly composed: number
}

export interface ActsRead {
  readonly acts: readonly [SignedAct, ...SignedAct[]]
  readonly drawn: readonly Drawn[]
  readonly visits: readonly CertifiedVisit[]
}

/** Reads and checks the attachments. Throws a Refusal (`attachment`, `form`, `steps`, `ink`, `device`). */
export async function actsInside(
  port: VerifyPort,
  attachments: SealedDocument['attachments'],
  of: ActsOf,
): Promise<{ readonly contents: Contents; readonly read: ActsRead }> {
  const { names, json } = attachedFiles(port, attachments, known)
  const files = { steps: json('steps.json'), decision: json('decision.json'), fhir: json('fhir.json') }
  const read = await readActs(port, files, of)
  const steps = read.acts.map(({ step }) => step)
  const acts = read.acts.flatMap(({ content }, i): readonly ActInside[] => {
    const visit = read.visits[i]
    return visit === undefined ? [] : [{ content, visit }]
  })
  const form = commonForm(read.acts)
  const contents: Contents = { form, steps, decision: files.decision, fhir: files.fhir, visit: null, acts, page: null, files: names } // prettier-ignore
  return { contents, read }
}

/** The same of files that nobody has sealed yet: what the house asks before it composes. */
export async function readActs(port: VerifyPort, files: ActFiles, { deviceKeys, composed }: ActsOf): Promise<ActsRead> {
  const set = v.safeParse(ActSet, files.steps)
  demand(set.success, 'steps', 'steps.json has another shape')
  const sha256 = (bytes: Uint8Array): Promise<Uint8Array> => port.digest('SHA-256', bytes)
  const asked = { acts: set.output, decision: files.decision, sha256, verify: port.verifyEs256 }
  const problem = await actsProblem(asked)
  demand(problem === null, problem?.problem === 'otherRequest' ? 'form' : 'steps', `act ${problem?.at}: ${problem?.problem}`) // prettier-ignore
  const [first, ...more] = set.output.acts
  demand(first !== undefined, 'steps', 'no act')
  const acts = [first, ...more] as const
  const drawn: Drawn[] = []
  const visits: CertifiedVisit[] = []
  for (const { ink, witnessInk, step, visitCertificate, key } of acts) {
    drawn.push({
      own: await inkMatches(sha256, ink, step.claims.inkHash),
      witness: await inkMatches(sha256, witnessInk, step.claims.witness?.inkHash ?? null),
    })
    visits.push(await visitOf(port, visitCertificate, key, deviceKeys))
  }
  const form = commonForm(acts)
  fhirAgrees(files.fhir, form, acts.map(({ step }) => step), composed) // prettier-ignore
  return { acts, drawn, visits }
}

/**
 * The common part in the shape of a form that one visit signed, for whoever asks a paper which form it is, about whom and
 * from whom: in Dutch, with the first signer's sentence.
 */
function commonForm(acts: readonly [SignedAct, ...SignedAct[]]): SignedContent {
  const { title, hospital, form, patient, answers } = actsPage(acts)
  const { statement, declarations } = dutchOf(acts[0].content)
  const representatives = acts.filter(({ content }) => content.role !== 'patient')
  return {
    balie: 'form/1',
    form: { ...form },
    hospital,
    language: 'nl',
    title,
    statement,
    declarations,
    answers: answers.map(({ question, answer }) => ({ question, answer: [...answer] })),
    patient: patient.map((fact) => ({ ...fact })),
    representative:
      representatives.length === 0 ? null : representatives.flatMap(({ content }) => dutchOf(content).signer),
    dutch: null,
  }
}

/** Milliseconds that clocks of kiosks and the house may be apart. */
const clockTolerance = 5 * 60_000

/**
 * The seal is the house's own, and each act lies within its own visit and before the seal. A kiosk's certificate names
 * its device and a person's his name; the house's names the organisation and nobody else (ETSI EN 319 412-3).
 */
export function houseAgrees({ steps, acts }: Contents, signer: Certificate, claimed: number): void {
  const { common, organisation, device } = signer.names
  const isHouse = device === '' && common !== '' && common === organisation
  demand(isHouse, 'device', 'acts of several visits under another seal than the house’s own')
  for (const [i, { visit }] of (acts ?? []).entries()) {
    const { iat, exp } = visit.certificate
    const at = Date.parse(steps[i]?.claims.at ?? '')
    demand(exp - iat <= visitCertificateLifetime, 'device', 'a visit longer than any is')
    const during = at >= iat * 1000 - clockTolerance && at <= exp * 1000 + clockTolerance
    demand(during, 'timeContradiction', `act ${i + 1} is from outside its visit`)
    demand(at <= claimed + clockTolerance, 'timeContradiction', `act ${i + 1} is later than the seal`)
  }
}
