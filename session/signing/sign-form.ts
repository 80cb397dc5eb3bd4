/** From a finished form to an envelope on main's disk. Nothing is told to the visitor before main says it is durable. */
import { createHash, randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { referenceOf } from '../../domain/contract/envelope/reference.ts'
import { responseOf } from '../../domain/fhir/answers.ts'
import { formBundle } from '../../domain/fhir/bundles.ts'
import type { EntryIds } from '../../domain/fhir/entry.ts'
import { policyUri } from '../../domain/coding/systems.ts'
import { journeyOf } from '../../domain/journeys/index.ts'
import { requestOf } from '../../domain/forms/request.ts'
import { EnvelopeId, Sha256 } from '../../domain/ids.ts'
import type { Instant } from '../../domain/ids.ts'
import { checkSealedPdf } from '../../paper/check-sealed-pdf.ts'
import { composePdf } from '../../paper/compose.ts'
import { prepareSeal } from '../../paper/seal.ts'
import type { PreparedSeal } from '../../paper/seal.ts'
import type { Mark } from '../flow/input.ts'
import type { Signed } from '../flow/state.ts'
import { documentModel } from './document-model.ts'
import { closeEnvelope } from './envelope.ts'
import { escrowed } from './escrow.ts'
import { hashOf } from './hash.ts'
import { attached, attachments, signOnlyStep } from './step.ts'
import type { Custody, SigningInput } from './input.ts'

export type SignResult =
  { readonly ok: true; readonly signed: Signed } | { readonly ok: false; readonly why: 'sealFailed' | 'notStored' }

/** Composes, seals, checks, encrypts and stores, in this order; the first failure ends it with nothing kept. */
export async function signForm(given: SigningInput, custody: Custody): Promise<SignResult> {
  const id = v.parse(EnvelopeId, randomUUID())
  // First of all: nothing that follows has the movement in the clear.
  const escrow = await escrowed(given.mark, { house: given.house, id })
  const input = { ...given, mark: withoutPen(given.mark) }
  const { of, answers, language, house, at } = input
  const reference = referenceOf(id)
  const ids = entryIds()
  const escrowHash = escrow === null ? null : hashOf(new TextEncoder().encode(escrow))
  const model = documentModel(input, { reference, at, escrowHash })
  const step = await signOnlyStep(input, model, { id, escrowHash })
  const decision = { ...of.decision, request: requestOf(of.form, answers) }
  const patient = of.patient.reference
  const { representative } = ids
  const response = responseOf({
    uuid: ids.answers,
    representative,
    form: of.form,
    answers,
    language,
    patient,
    at,
  })
  const composed = await composePdf(model, {
    assets: input.assets,
    icc: input.icc,
    attachments: attachments({
      model,
      step,
      certificate: input.certificate,
      key: input.key.public,
      decision,
      response,
    }),
  })
  const pdf = await sealed(composed, { id, at, input, custody })
  if (pdf === null) return { ok: false, why: 'sealFailed' }
  const bundle = formBundle({
    ids,
    patient,
    claim: input.claim,
    coding: journeyOf(input.claim.journey).coding,
    form: of.form,
    answers,
    language,
    decision: of.decision,
    acceptance: input.acceptance,
    policy: policyUri(house.policy.hospital.id, house.policy.version),
    hospital: house.content.hospital.name,
    device: input.device,
    reference,
    step: Buffer.from(attached(step)).toString('base64'),
    pdf: {
      base64: Buffer.from(pdf).toString('base64'),
      size: pdf.length,
      sha1: createHash('sha1').update(pdf).digest('base64'),
    },
    at,
  })
  const jwe = await closeEnvelope(input, {
    id,
    kind: 'form',
    bundle,
    pdf,
    steps: [attached(step)],
    escrow,
    decision,
    acceptance: input.acceptance,
    signedAt: at,
  })
  const durable = await custody.store({ envelope: id, jwe })
  return durable ? { ok: true, signed: { envelope: id, reference, at } } : { ok: false, why: 'notStored' }
}

function withoutPen(mark: Mark): Mark {
  return mark.method === 'ink' ? { method: 'ink', ink: mark.ink } : mark
}

/** Main's seal in its place, and the file read again; null when main refuses or a verifier would not accept the result. */
async function sealed(
  composed: Uint8Array,
  {
    id,
    at,
    input,
    custody,
  }: {
    readonly id: EnvelopeId
    readonly at: Instant
    readonly input: SigningInput
    readonly custody: Custody
  },
): Promise<Uint8Array | null> {
  const prepared = prepareSeal(composed)
  const sha256 = v.parse(Sha256, Buffer.from(prepared.sha256).toString('base64url'))
  const cms = await custody.seal({ envelope: id, sha256 })
  if (cms === null) return null
  const file = finish(prepared, cms)
  if (file === null) return null
  const anchors = certificatesOf(input.keyset.sealCa)
  const timeAnchors = certificatesOf(input.keyset.timeCa)
  const problem = await checkSealedPdf({ composed, sealed: file, anchors, timeAnchors, at: new Date(at) })
  return problem === null ? file : null
}

/** A CMS that does not fit is no seal. */
function finish(prepared: PreparedSeal, cms: Uint8Array): Uint8Array | null {
  try {
    return prepared.finish(cms)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** DER of the certificates in a PEM text (RFC 7468). */
function certificatesOf(pem: string): readonly Uint8Array[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  return blocks.map((block) => new Uint8Array(Buffer.from(block.replace(/-----[A-Z ]+-----/g, ''), 'base64')))
}

/** A UUID for each entry of a transaction. */
export function entryIds(): EntryIds {
  return {
    representative: randomUUID(),
    answers: randomUUID(),
    document: randomUUID(),
    mandate: randomUUID(),
    terms: randomUUID(),
    provenance: randomUUID(),
    approval: randomUUID(),
    audit: randomUUID(),
  }
}
