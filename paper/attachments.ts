/** The files inside a sealed document, by the names under which the verifier looks for them. */
import { canonicalBytes, canonicalJson } from '../domain/bytes/canonical.ts'
import { type InkPath, inkForDocument } from '../domain/document/ink.ts'
import { type DocumentModel, signedContent } from '../domain/document/model.ts'
import type { SignedStep, StepSet } from '../domain/document/steps.ts'
import type { CompactJws, PublicJwk } from '../domain/ids.ts'
import type { Attachment } from './compose.ts'

/**
 * The ink of each signer and, where there is a witness, of the witnesses, as `steps.json` keeps them. `kept` gives the ink
 * as the steps hashed it; a model's own is that already, and thinning it once more could leave out a point.
 */
export function inkFiles(
  { signers }: Pick<DocumentModel, 'signers'>,
  kept: (ink: InkPath) => InkPath = (ink) => ink,
): Pick<StepSet, 'inks' | 'witnessInks'> {
  const file = (ink: InkPath | undefined): string | null => (ink === undefined ? null : canonicalJson(kept(ink)))
  const witnesses = signers.map((one) => (one.method === 'witnessed' ? file(one.witness.ink) : null))
  return {
    inks: signers.map(({ ink }) => file(ink)),
    ...(witnesses.every((one) => one === null) ? {} : { witnessInks: witnesses }),
  }
}

/**
 * `form.json` (what was signed), `steps.json` (who signed, chained, with the ink), `decision.json` (the rules'
 * decision, any JSON) and `fhir.json` (the resources). All canonical JSON, so that anyone can hash them again.
 */
export function documentAttachments(input: {
  readonly model: DocumentModel
  readonly steps: readonly SignedStep[]
  /** Public `V` of the visit. */
  readonly key: PublicJwk
  /** The visit certificate by `D-log`; null only where there is no device (samples, vectors). */
  readonly visitCertificate: CompactJws | null
  readonly decision: unknown
  readonly fhir: unknown
}): readonly Attachment[] {
  const { model } = input
  const steps: StepSet = {
    balie: 'steps/1',
    key: { kty: input.key.kty, crv: input.key.crv, x: input.key.x, y: input.key.y },
    visitCertificate: input.visitCertificate,
    steps: [...input.steps],
    ...inkFiles(model, inkForDocument),
  }
  const file = (
    name: string,
    relationship: Attachment['relationship'],
    description: string,
    value: unknown,
  ): Attachment => ({
    name,
    mime: 'application/json',
    relationship,
    description,
    bytes: canonicalBytes(value),
  })
  return [
    file('form.json', 'Source', 'What was signed: questions, answers, declarations', signedContent(model)),
    file('steps.json', 'Source', 'The step of each signer, with the ink', steps),
    file('decision.json', 'Data', 'The decision under the rules of the hospital', input.decision),
    file('fhir.json', 'Data', 'The same as FHIR resources', input.fhir),
  ]
}
