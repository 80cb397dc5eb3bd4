/** The files inside a sealed document, by the names under which the verifier looks for them. */
import { canonicalBytes, canonicalJson } from '../domain/bytes/canonical.ts'
import { inkForDocument } from '../domain/document/ink.ts'
import { type DocumentModel, signedContent } from '../domain/document/model.ts'
import type { Step, StepSet } from '../domain/document/steps.ts'
import type { CompactJws, PublicJwk } from '../domain/ids.ts'
import type { Attachment } from './compose.ts'

/**
 * `form.json` (what was signed), `steps.json` (who signed, chained, with the ink), `decision.json` (the rules'
 * decision, any JSON) and `fhir.json` (the resources). All canonical JSON, so that anyone can hash them again.
 */
export function documentAttachments(input: {
  readonly model: DocumentModel
  readonly steps: readonly Step[]
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
    inks: model.signers.map((one) => (one.method === 'ink' ? canonicalJson(inkForDocument(one.ink)) : null)),
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
