/** Each signer's act as a step by V, and the attachments that let anybody check it. */
import { createHash } from 'node:crypto'
import { base64url } from '../../domain/bytes/bytes.ts'
import { canonicalBytes } from '../../domain/bytes/canonical.ts'
import { signedContent } from '../../domain/document/model.ts'
import type { DocumentModel, DocumentWitness } from '../../domain/document/model.ts'
import { signStep, stepHash } from '../../domain/document/steps.ts'
import type { SignedStep, StepClaims, StepSet } from '../../domain/document/steps.ts'
import * as v from 'valibot'
import { CompactJws } from '../../domain/ids.ts'
import type { Sha256 } from '../../domain/ids.ts'
import type { Attachment } from '../../paper/compose.ts'
import { inkFiles } from '../../paper/attachments.ts'
import { formFiles } from '../../paper/form-files.ts'
import { hashOfJson } from '../../paper/hash.ts'
import type { SigningInput } from './input.ts'

/** Signs each act of a set over what stood on the form, in the order in which they happened. */
export async function signSteps(
  input: Pick<SigningInput, 'set' | 'key'>,
  model: DocumentModel,
  escrowHashes: readonly (Sha256 | null)[],
): Promise<readonly SignedStep[]> {
  const formHash = hashOfJson(signedContent(model))
  const steps: SignedStep[] = []
  for (const [at, signer] of model.signers.entries()) {
    const before = steps.at(-1)
    const escrowHash = escrowHashes[at] ?? null
    const step = await signStep({
      claims: {
        set: input.set.id,
        seq: at + 1,
        of: model.signers.length,
        formHash,
        formUrl: model.form.url,
        formVersion: model.form.version,
        language: model.language,
        role: signer.role,
        name: signer.name,
        at: signer.at,
        method: signer.method,
        inkHash: signer.ink === undefined ? null : hashOfJson(signer.ink),
        ...(signer.method === 'witnessed' ? { witness: witnessOf(signer.witness) } : {}),
        ...(escrowHash === null ? {} : { escrowHash }),
        identity: { ...signer.identity },
        previous: before === undefined ? null : await stepHash({ step: before, sha256 }),
      },
      sign: (bytes) => input.key.sign(bytes),
    })
    steps.push(step)
  }
  return steps
}

const sha256 = (bytes: Uint8Array): Promise<Uint8Array> =>
  Promise.resolve(new Uint8Array(createHash('sha256').update(bytes).digest()))

function witnessOf({ name, identity, ink }: DocumentWitness): StepClaims['witness'] {
  return { name, identity: { ...identity }, inkHash: hashOfJson(ink) }
}

/** The step with its payload in place: what travels in the envelope and stands in the Provenance. */
export function attached(step: SignedStep): CompactJws {
  const [header, , signature] = step.jws.split('.')
  return v.parse(CompactJws, `${header ?? ''}.${base64url(canonicalBytes(step.claims))}.${signature ?? ''}`)
}

/** The files inside the PDF: what was signed, the steps with their ink, the decision, the answers as FHIR. */
export function attachments(input: {
  readonly model: DocumentModel
  readonly steps: readonly SignedStep[]
  readonly certificate: string
  readonly key: StepSet['key']
  readonly decision: unknown
  readonly response: unknown
}): readonly Attachment[] {
  const { model } = input
  const steps: StepSet = {
    balie: 'steps/1',
    key: input.key,
    visitCertificate: input.certificate,
    steps: [...input.steps],
    ...inkFiles(model),
  }
  return formFiles({
    form: canonicalBytes(signedContent(model)),
    steps: canonicalBytes(steps),
    decision: canonicalBytes(input.decision),
    fhir: canonicalBytes(input.response),
  })
}
