/** From a finished form to an envelope on main's disk. Nothing is told to the visitor before main says it is durable. */
import { createHash, randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { referenceOf } from '../../domain/contract/envelope/reference.ts'
import { responseOf } from '../../domain/fhir/answers.ts'
import { formBundle } from '../../domain/fhir/bundles.ts'
import { formIds, personOf } from '../../domain/fhir/form-ids.ts'
import { policyUri } from '../../domain/coding/systems.ts'
import { journeyOf } from '../../domain/journeys/index.ts'
import { requestOf } from '../../domain/forms/request.ts'
import { Sha256 } from '../../domain/ids.ts'
import type { EnvelopeId, Instant } from '../../domain/ids.ts'
import { checkSealedPdf } from '../../paper/check-sealed-pdf.ts'
import { composePdf } from '../../paper/compose.ts'
import { prepareSeal } from '../../paper/seal.ts'
import type { PreparedSeal } from '../../paper/seal.ts'
import type { Act } from '../../domain/requests/signing-set/signing-set.ts'
import type { Signed } from '../flow/state.ts'
import { documentModel, lastAct } from './document-model.ts'
import { closeEnvelope } from './envelope.ts'
import { escrowed } from './escrow.ts'
import { hashOf } from '../../paper/hash.ts'
import { attached, attachments, signSteps } from './step.ts'
import type { Custody, SigningInput } from './input.ts'

export type SignResult =
  { readonly ok: true; readonly signed: Signed } | { readonly ok: false; readonly why: 'sealFailed' | 'notStored' }

/** Composes, seals, checks, encrypts and stores, in this order; the first failure ends it with nothing kept. */
export async function signForm(given: SigningInput, custody: Custody): Promise<SignResult> {
  const { id } = given.set
  // First of all: nothing that follows has the movement in the clear.
  const escrows = await Promise.all(given.set.acts.map(({ mark }) => escrowed(mark, { hospital: given.hospital, id })))
  const escrowHashes = escrows.map((one) => (one === null ? null : hashOf(new TextEncoder().encode(one))))
  const input = { ...given, set: { ...given.set, acts: given.set.acts.map(withoutPen) } }
  const { set, answers, language, hospital } = input
  const { form, decision: decided, patient } = set.case
  const changed = input.change === undefined ? {} : { change: input.change }
  const [reference, { at }] = [referenceOf(id), lastAct(set)]
  const model = documentModel(input, { reference, escrowHashes })
  const steps = await signSteps(input, model, escrowHashes)
  const ids = formIds(set.participants, randomUUID)
  const decision = { ...decided, request: { ...requestOf(form, answers), ...changed } }
  const composed = await composePdf(model, {
    assets: input.assets,
    icc: input.icc,
    attachments: attachments({
      model,
      steps,
      certificate: input.certificate,
      key: input.key.public,
      decision,
      response: responseOf({
        uuid: ids.answers,
        who: personOf(ids.people[0] ?? null, patient.reference),
        form,
        answers,
        language,
        patient: patient.reference,
        at,
      }),
    }),
  })
  const pdf = await sealed(composed, { id, at, input, custody })
  if (pdf === null) return { ok: false, why: 'sealFailed' }
  const [first] = set.participants
  if (first === undefined) throw new Error('a set has participants')
  const bundle = formBundle({
    ids,
    patient: patient.reference,
    participants: set.participants,
    acts: steps.map((step, index) => ({
      by: set.acts[index]?.by ?? 0,
      at: step.claims.at,
      step: Buffer.from(attached(step)).toString('base64'),
      said: step.claims,
    })),
    coding: journeyOf(first.claim.journey).coding,
    form,
    answers,
    language,
    decision: decided,
    ...changed,
    policy: policyUri(hospital.policy.hospital.id, hospital.policy.version),
    hospital: hospital.content.hospital.name,
    device: input.device,
    reference,
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
    steps: steps.map(attached),
    escrows,
    decision,
    ...(input.withheld === undefined ? {} : { withheld: input.withheld }),
    acceptances: set.participants.map(({ acceptance }) => acceptance),
    signedAt: at,
  })
  const durable = await custody.store({ envelope: id, jwe })
  return durable ? { ok: true, signed: { envelope: id, reference, at } } : { ok: false, why: 'notStored' }
}

function withoutPen(act: Act): Act {
  const { mark } = act
  return mark.method === 'ink' ? { ...act, mark: { method: 'ink', ink: mark.ink } } : act
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
