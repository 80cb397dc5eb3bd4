/** What a set that is whole writes into the record: as a form of one visit does, each signer with his own act. */
import { createHash, randomUUID } from 'node:crypto'
import type { Bundle, QuestionnaireResponse } from '@medplum/fhirtypes'
import { base64url } from '../../../domain/bytes/bytes.ts'
import { canonicalBytes } from '../../../domain/bytes/canonical.ts'
import { policyUri } from '../../../domain/coding/systems.ts'
import { referenceOf } from '../../../domain/contract/envelope/reference.ts'
import type { SignedStep } from '../../../domain/document/steps.ts'
import { responseOf } from '../../../domain/fhir/answers.ts'
import { formBundle } from '../../../domain/fhir/bundles.ts'
import { formIds, personOf } from '../../../domain/fhir/form-ids.ts'
import type { FormIds, FormSigner } from '../../../domain/fhir/form-ids.ts'
import type { SaidOfMark } from '../../../domain/fhir/provenance.ts'
import type { Form } from '../../../domain/forms/form.ts'
import type { HospitalId, Instant } from '../../../domain/ids.ts'
import { codingOf, journeyOf } from '../../../domain/journeys/index.ts'
import type { SetRow } from '../sets/set-row.ts'
import { inOrder } from './paper-of-set.ts'

/** Everything but the paper, whose answers name their own address in the record. */
export interface SetParts {
  readonly ids: FormIds
  readonly participants: readonly FormSigner[]
  readonly response: QuestionnaireResponse
}

export function partsOf(set: SetRow, form: Form, at: Instant): SetParts {
  const journey = journeyOf(set.journey)
  const participants = inOrder(set).flatMap(({ role, claim, acceptance }) => {
    const signer = set.decision.signers.find((one) => one.role === role)
    return signer === undefined ? [] : [{ signer, claim, acceptance, coding: codingOf(journey, signer) }]
  })
  const ids = formIds(participants, randomUUID)
  const who = personOf(ids.people[0] ?? null, set.patient)
  const { answers, patient } = set
  return {
    ids,
    participants,
    response: responseOf({ uuid: ids.answers, who, form, answers, language: 'nl', patient, at }),
  }
}

export function bundleOf(of: {
  readonly set: SetRow
  readonly form: Form
  readonly parts: SetParts
  readonly pdf: Uint8Array
  readonly hospital: { readonly name: string; readonly id: HospitalId }
  readonly at: Instant
}): Bundle {
  const { set, form, parts, pdf, hospital, at } = of
  const acts = inOrder(set)
  const last = acts.reduce((one, other) => (Date.parse(other.at) > Date.parse(one.at) ? other : one))
  return formBundle({
    ids: parts.ids,
    patient: set.patient,
    participants: parts.participants,
    acts: acts.map(({ at: signedAt, signed }, by) => ({
      by,
      at: signedAt,
      step: compact(signed.step),
      said: saidOf(signed.step),
    })),
    coding: journeyOf(set.journey).coding,
    form,
    answers: set.answers,
    language: 'nl',
    decision: set.decided,
    policy: policyUri(hospital.id, Math.max(...acts.map(({ policy }) => policy))),
    hospital: hospital.name,
    device: last.device,
    reference: referenceOf(set.id),
    pdf: {
      base64: Buffer.from(pdf).toString('base64'),
      size: pdf.length,
      sha1: createHash('sha1').update(pdf).digest('base64'),
    },
    at,
  })
}

/** How was marked: only a tap and a witnessed mark are named. */
function saidOf({ claims: { method, witness } }: SignedStep): SaidOfMark {
  return witness === undefined ? { method } : { method, witness }
}

/** base64 of the step with its payload in place, as it stands in a Provenance. */
function compact({ claims, jws }: SignedStep): string {
  const [header = '', , signature = ''] = jws.split('.')
  return Buffer.from(`${header}.${base64url(canonicalBytes(claims))}.${signature}`).toString('base64')
}
