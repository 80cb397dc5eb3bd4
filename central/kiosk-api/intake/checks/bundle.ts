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
import { formIds } from '../../../../domain/fhir/form-ids.ts'
import { policyUri } from '../../../../domain/coding/systems.ts'
import type { IdentityClaim } from '../../../../domain/contract/gateway/visit-record.ts'
import type { DeviceId } from '../../../../domain/ids.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { journeyOf } from '../../../../domain/journeys/index.ts'
import { Language } from '../../../../domain/language.ts'
import type { HospitalPolicy } from '../../../../domain/policy/policy.ts'
import type { FormDecision } from '../../../../domain/rules/index.ts'
import { byWhom } from '../../../../domain/requests/signing-set/by-whom.ts'
import { participantsOf } from '../../../../domain/requests/signing-set/people.ts'
import type { Identified } from '../../../../domain/requests/signing-set/signing-set.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { Answered } from './form.ts'
import type { BoundPatient } from './patient.ts'

export interface SignedForm {
  readonly answered: Answered
  readonly decision: FormDecision
  /** As it was at signing. */
  readonly policy: HospitalPolicy
  readonly steps: readonly Step[]
  /** Whom the desk identified, in the order in which the decision asks for them. */
  readonly people: readonly Identified[]
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
  const common = { patient: patient.reference, coding, hospital, device, at: times.signedAt }
  const expected =
    form === null
      ? expectedAcceptance(ids, { ...common, claim, acceptance })
      : expectedForm(ids, { ...common, form, payload })
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

type Accepted = Omit<Parameters<typeof acceptanceBundle>[0], 'ids'>

function expectedAcceptance(ids: readonly string[], accepted: Accepted): Bundle | null {
  const [first, second, third] = accepted.coding.representative !== null ? ids : ['', ...ids]
  if (first === undefined || second === undefined || third === undefined) return null
  return acceptanceBundle({ ids: { representative: first, terms: second, audit: third }, ...accepted })
}

function expectedForm(
  given: readonly string[],
  input: Omit<Accepted, 'claim' | 'acceptance'> & { readonly form: SignedForm; readonly payload: EnvelopePayload },
): Bundle | null {
  const { form, payload, ...common } = input
  const { acceptance } = payload
  const { people, decision, steps } = form
  const participants = participantsOf({ decision, people, acceptance })
  const by = byWhom(
    steps.map(({ claims }) => claims),
    people,
  )
  const [first] = steps
  if (participants === null || by === null || first === undefined || !v.is(Language, first.claims.language)) return null
  const left = [...given]
  const ids = formIds(participants, () => left.shift() ?? '')
  if (left.length > 0 || ids.audit === '') return null
  return formBundle({
    ...common,
    ids,
    participants,
    acts: steps.map(({ claims }, at) => ({
      by: by[at] ?? 0,
      at: claims.at,
      step: Buffer.from(payload.steps[at] ?? '').toString('base64'),
    })),
    form: form.answered.form,
    answers: form.answered.answers,
    language: first.claims.language,
    decision,
    policy: policyUri(form.policy.hospital.id, form.policy.version),
    reference: referenceOf(payload.id),
    pdf: {
      base64: payload.pdf ?? '',
      size: form.pdf.length,
      sha1: createHash('sha1').update(form.pdf).digest('base64'),
    },
  })
}
