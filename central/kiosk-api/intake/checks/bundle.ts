/**
 * The FHIR transaction, built again from what was checked: it must be equal, value by value. So only the expected
 * entries can be in it, each with its own key, the mandate `proposed`, everything about this patient.
 */
import { createHash } from 'node:crypto'
import type { Bundle } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { canonicalJson } from '../../../../domain/bytes/canonical.ts'
import type { Step } from '../../../../domain/document/steps.ts'
import { referenceOf } from '../../../../domain/contract/envelope/reference.ts'
import { acceptanceBundle, formBundle } from '../../../../domain/fhir/bundles.ts'
import { policyUri } from '../../../../domain/coding/systems.ts'
import type { IdentityClaim } from '../../../../domain/contract/gateway/visit-record.ts'
import type { DeviceId } from '../../../../domain/ids.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { journeyOf } from '../../../../domain/journeys/index.ts'
import { Language } from '../../../../domain/language.ts'
import type { HospitalPolicy } from '../../../../domain/policy/policy.ts'
import type { FormDecision } from '../../../../domain/rules/index.ts'
import { good, refuse } from '../checked.ts'
import type { Checked } from '../checked.ts'
import type { Answered } from './form.ts'
import type { BoundPatient } from './patient.ts'

export interface SignedForm {
  readonly answered: Answered
  readonly decision: FormDecision
  /** As it was at signing. */
  readonly policy: HospitalPolicy
  readonly steps: readonly Step[]
  readonly pdf: Uint8Array
}

const uuid = /^urn:uuid:([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/
const Entry = v.looseObject({ fullUrl: v.pipe(v.string(), v.regex(uuid)) })

/** `form` null: an acceptance. */
export function bundle(input: {
  readonly payload: EnvelopePayload
  readonly claim: IdentityClaim
  readonly patient: BoundPatient
  readonly device: DeviceId
  readonly hospital: string
  readonly form: SignedForm | null
}): Checked<Bundle> {
  const { payload, claim, patient, device, hospital, form } = input
  const ids = entryIds(payload)
  if (ids === null) return refuse('bundle', 'keys')
  const { acceptance, times } = payload
  const { coding } = journeyOf(claim.journey)
  const common = { patient: patient.reference, claim, coding, acceptance, hospital, device, at: times.signedAt }
  const expected = form === null ? expectedAcceptance(ids, common) : expectedForm(ids, { ...common, form, payload })
  if (expected === null) return refuse('bundle', 'entries')
  // What JSON drops was dropped by the kiosk too.
  const same = canonicalJson(JSON.parse(JSON.stringify(expected))) === canonicalJson(payload.bundle)
  return same ? good(expected) : refuse('bundle', 'differs')
}

/** The temporary address of each entry, which is also its key; null when one is no UUID or stands twice. */
function entryIds({ bundle: { entry } }: EnvelopePayload): readonly string[] | null {
  const ids = entry.flatMap((one) => {
    const parsed = v.safeParse(Entry, one)
    return parsed.success ? [parsed.output.fullUrl.slice('urn:uuid:'.length)] : []
  })
  return ids.length === entry.length && new Set(ids).size === ids.length ? ids : null
}

type Common = Omit<Parameters<typeof acceptanceBundle>[0], 'ids'>

function expectedAcceptance(ids: readonly string[], common: Common): Bundle | null {
  const [first, second, third] = common.coding.representative !== null ? ids : ['', ...ids]
  if (first === undefined || second === undefined || third === undefined) return null
  return acceptanceBundle({ ids: { representative: first, terms: second, audit: third }, ...common })
}

function expectedForm(
  ids: readonly string[],
  input: Common & { readonly form: SignedForm; readonly payload: EnvelopePayload },
): Bundle | null {
  const [representative, answers, document, mandate, terms, provenance, approval, audit] = ids
  const { form, payload, ...common } = input
  const [step] = form.steps
  if (audit === undefined || representative === undefined || answers === undefined || document === undefined)
    return null
  if (mandate === undefined || terms === undefined || provenance === undefined || approval === undefined) return null
  if (step === undefined || !v.is(Language, step.claims.language)) return null
  return formBundle({
    ...common,
    ids: { representative, answers, document, mandate, terms, provenance, approval, audit },
    form: form.answered.form,
    answers: form.answered.answers,
    language: step.claims.language,
    decision: form.decision,
    policy: policyUri(form.policy.hospital.id, form.policy.version),
    reference: referenceOf(payload.id),
    step: Buffer.from(payload.steps[0] ?? '').toString('base64'),
    pdf: {
      base64: payload.pdf ?? '',
      size: form.pdf.length,
      sha1: createHash('sha1').update(form.pdf).digest('base64'),
    },
  })
}
