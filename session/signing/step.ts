/** The signer's act as a step by V, and the attachments that let anybody check it. */
import { base64url } from '../../domain/bytes/bytes.ts'
import { canonicalBytes, canonicalJson } from '../../domain/bytes/canonical.ts'
import { signedContent } from '../../domain/document/model.ts'
import type { DocumentModel } from '../../domain/document/model.ts'
import { signStep } from '../../domain/document/steps.ts'
import type { Step, StepSet } from '../../domain/document/steps.ts'
import * as v from 'valibot'
import { CompactJws } from '../../domain/ids.ts'
import type { EnvelopeId, Sha256 } from '../../domain/ids.ts'
import type { Attachment } from '../../paper/compose.ts'
import { formFiles } from '../../paper/form-files.ts'
import { hashOfJson } from './hash.ts'
import type { SigningInput } from './input.ts'

/** Signs the only signer's step over what stood on the form. */
export async function signOnlyStep(
  input: SigningInput,
  model: DocumentModel,
  { id, escrowHash }: { readonly id: EnvelopeId; readonly escrowHash: Sha256 | null },
): Promise<Step> {
  const [signer] = model.signers
  if (signer === undefined) throw new Error('a document has a signer')
  return await signStep({
    claims: {
      set: id,
      seq: 1,
      of: 1,
      formHash: hashOfJson(signedContent(model)),
      formUrl: model.form.url,
      formVersion: model.form.version,
      language: model.language,
      role: signer.role,
      name: signer.name,
      at: signer.at,
      method: signer.method,
      inkHash: signer.method === 'ink' ? hashOfJson(signer.ink) : null,
      ...(escrowHash === null ? {} : { escrowHash }),
      identity: { ...signer.identity },
      previous: null,
    },
    sign: (bytes) => input.key.sign(bytes),
  })
}

/** The step with its payload in place: what travels in the envelope and stands in the Provenance. */
export function attached(step: Step): CompactJws {
  const [header, , signature] = step.jws.split('.')
  return v.parse(CompactJws, `${header ?? ''}.${base64url(canonicalBytes(step.claims))}.${signature ?? ''}`)
}

/** The files inside the PDF: what was signed, the step with its ink, the decision, the answers as FHIR. */
export function attachments(input: {
  readonly model: DocumentModel
  readonly step: Step
  readonly certificate: string
  readonly key: StepSet['key']
  readonly decision: unknown
  readonly response: unknown
}): readonly Attachment[] {
  const { model, step } = input
  const steps: StepSet = {
    balie: 'steps/1',
    key: input.key,
    visitCertificate: input.certificate,
    steps: [step],
    inks: model.signers.map((signer) => (signer.method === 'ink' ? canonicalJson(signer.ink) : null)),
  }
  return formFiles({
    form: canonicalBytes(signedContent(model)),
    steps: canonicalBytes(steps),
    decision: canonicalBytes(input.decision),
    fhir: canonicalBytes(input.response),
  })
}
