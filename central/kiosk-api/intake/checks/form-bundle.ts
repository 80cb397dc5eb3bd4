/** The transaction of a signed form, built again from what was checked: it must be equal, value by value. */
import { createHash } from 'node:crypto'
import type { Bundle } from '@medplum/fhirtypes'
import * as v from 'valibot'
import type { SignedStep } from '../../../../domain/document/steps.ts'
import { referenceOf } from '../../../../domain/contract/envelope/reference.ts'
import { formBundle as composed } from '../../../../domain/fhir/bundles.ts'
import { formIds } from '../../../../domain/fhir/form-ids.ts'
import { policyUri } from '../../../../domain/coding/systems.ts'
import type { IdentityClaim } from '../../../../domain/contract/gateway/visit-record.ts'
import type { DeviceId, Instant } from '../../../../domain/ids.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { journeyOf } from '../../../../domain/journeys/index.ts'
import { Language } from '../../../../domain/language.ts'
import type { HospitalPolicy } from '../../../../domain/policy/policy.ts'
import type { FormDecision } from '../../../../domain/rules/index.ts'
import { byWhom } from '../../../../domain/requests/signing-set/by-whom.ts'
import { participantsOf } from '../../../../domain/requests/signing-set/people.ts'
import type { Identified } from '../../../../domain/requests/signing-set/signing-set.ts'
import { withEndedNow } from './changing.ts'
import type { Changing } from './changing.ts'
import { good } from './checked.ts'
import type { Checked } from './checked.ts'
import type { Answered } from './form.ts'
import type { BoundPatient } from './patient.ts'
import { rebuilt } from './rebuilt.ts'

export interface SignedForm {
  readonly answered: Answered
  readonly decision: FormDecision
  /** As it was at signing. */
  readonly policy: HospitalPolicy
  readonly steps: readonly SignedStep[]
  /** Whom the desk identified. */
  readonly people: readonly Identified[]
  readonly pdf: Uint8Array
  /** What it takes the place of; null: nothing. */
  readonly changes: Changing | null
}

interface Input {
  readonly payload: EnvelopePayload
  readonly claim: IdentityClaim
  readonly patient: BoundPatient
  readonly device: DeviceId
  readonly hospital: string
  readonly form: SignedForm
  /** When what it replaces ends, where that is now. */
  readonly at: Instant
}

export function formBundle(input: Input): Checked<Bundle> {
  const { changes } = input.form
  const sent = rebuilt(input.payload, (ids) => expected(ids, input))
  return !sent.ok || changes === null ? sent : good(withEndedNow(sent.value, changes, input.at))
}

/** Null when the entries are not as many as this form's signers need. */
function expected(given: readonly string[], input: Input): Bundle | null {
  const { form, payload, claim, patient, device, hospital } = input
  const { acceptances, times } = payload
  const { coding } = journeyOf(claim.journey)
  const common = { patient: patient.reference, coding, hospital, device, at: times.signedAt }
  const { people, decision, steps } = form
  const participants = participantsOf({ decision, people, acceptances })
  const by = byWhom(
    steps.map(({ claims }) => claims),
    participants ?? [],
  )
  const [first] = steps
  if (participants === null || by === null || first === undefined || !v.is(Language, first.claims.language)) return null
  const left = [...given]
  const ids = formIds(participants, () => left.shift() ?? '')
  if (left.length > 0 || ids.audit === '') return null
  return composed({
    ...common,
    ids,
    participants,
    acts: steps.map(({ claims }, at) => ({
      by: by[at] ?? 0,
      at: claims.at,
      step: Buffer.from(payload.steps[at] ?? '').toString('base64'),
      said: claims,
    })),
    form: form.answered.form,
    answers: form.answered.answers,
    language: first.claims.language,
    decision,
    ...(form.changes === null ? {} : { change: form.changes.change }),
    policy: policyUri(form.policy.hospital.id, form.policy.version),
    reference: referenceOf(payload.id),
    pdf: {
      base64: payload.pdf ?? '',
      size: form.pdf.length,
      sha1: createHash('sha1').update(form.pdf).digest('base64'),
    },
  })
}
