/** The rules once more, on what the central itself knows: they must ask for this form and for these signers. */
import { dayInAmsterdam } from '../../../domain/days/amsterdam.ts'
import { canonicalJson } from '../../../domain/document/canonical.ts'
import type { Step } from '../../../domain/document/steps.ts'
import { requestOf } from '../../../domain/forms/request.ts'
import { factsOfParent } from '../../../domain/gateway/facts.ts'
import type { IdentityClaim } from '../../../domain/gateway/visit-record.ts'
import type { EnvelopePayload } from '../../../domain/intake/payload.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { decide } from '../../../domain/rules/index.ts'
import type { FormDecision } from '../../../domain/rules/index.ts'
import type { FhirStore } from '../../fhir/store.ts'
import { mandateFacts } from '../../gateway/mandate-facts.ts'
import type { VisitRow } from '../../visits/visits.ts'
import { good, refuse } from '../checked.ts'
import type { Checked } from '../checked.ts'
import type { Answered } from './form.ts'
import type { BoundPatient } from './patient.ts'

export async function rules(input: {
  readonly payload: EnvelopePayload
  readonly row: VisitRow
  readonly claim: IdentityClaim
  readonly patient: BoundPatient
  readonly answered: Answered
  readonly steps: readonly Step[]
  readonly policy: HospitalPolicy
  readonly store: FhirStore
}): Promise<Checked<FormDecision>> {
  const { payload, row, claim, patient, answered, steps, policy, store } = input
  const request = requestOf(answered.form, answered.answers)
  const facts = factsOfParent({
    record: row.record,
    claim,
    patient: patient.facts,
    mandates: await mandateFacts({ fhir: store, patient: patient.reference, claim }),
    request,
    today: dayInAmsterdam(payload.times.signedAt),
  })
  const decision = decide({ facts, policy })
  if (decision.kind === 'refusal') return refuse('rules', decision.id)
  if (decision.signers.length !== steps.length) return refuse('rules', 'signers')
  const same = canonicalJson({ ...decision, request }) === canonicalJson(payload.decision)
  return same ? good(decision) : refuse('rules', 'decision')
}
