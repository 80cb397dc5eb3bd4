/**
 * The rules once more, on what the central itself knows: under the version at signing they must ask for this form and
 * for these signers. What the rules in force would still approve of it is said too, for whoever approves.
 */
import * as v from 'valibot'
import { dayAt, dayInAmsterdam } from '../../../../domain/days/amsterdam.ts'
import type { SignedStep } from '../../../../domain/document/steps.ts'
import { requestOf } from '../../../../domain/forms/request.ts'
import type { IdentityClaim } from '../../../../domain/contract/gateway/visit-record.ts'
import { CalendarDay } from '../../../../domain/ids.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { claimOfAsker, journeyOf } from '../../../../domain/journeys/index.ts'
import type { Known } from '../../../../domain/journeys/known.ts'
import { whenSigned } from '../../../../domain/lifecycle/signed.ts'
import type { HospitalPolicy } from '../../../../domain/policy/policy.ts'
import { atApproval } from '../../../../domain/rules/at-approval.ts'
import type { AtApproval } from '../../../../domain/rules/at-approval.ts'
import { decide } from '../../../../domain/rules/index.ts'
import { rejudge } from '../../../../domain/rules/rejudge.ts'
import type { FormDecision } from '../../../../domain/rules/index.ts'
import type { Reading } from '../../../store/fhir/reading.ts'
import { findingAbout } from '../../../record/findings.ts'
import { mandateFacts } from '../../gateway/mandate-facts.ts'
import { decidableRecord } from '../../../visits/papers.ts'
import type { VisitRow } from '../../../visits/visits.ts'
import { asSigned, changeIn, changing } from './changing.ts'
import type { Changing } from './changing.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { Answered } from './form.ts'
import type { BoundPatient } from './patient.ts'

export interface Ruled {
  readonly decision: FormDecision
  /** What is left of it under the policy in force and on this day. */
  readonly now: AtApproval
  /** What it takes the place of; null: nothing. */
  readonly changes: Changing | null
}

export async function rules(input: {
  readonly payload: EnvelopePayload
  readonly row: VisitRow
  readonly claim: IdentityClaim
  readonly patient: BoundPatient
  readonly answered: Answered
  readonly steps: readonly SignedStep[]
  /** As it was at signing. */
  readonly policy: HospitalPolicy
  readonly inForce: HospitalPolicy
  readonly store: Reading
  readonly now: Date
}): Promise<Checked<Ruled>> {
  const { payload, row, claim, patient, answered, steps, policy, inForce, store, now } = input
  const birthDate = v.safeParse(CalendarDay, patient.facts.birthDate)
  if (!birthDate.success) return refuse('patient', 'birthDate')
  const change = changeIn(payload.decision)
  if (change === null) return refuse('rules', 'change')
  const request = { ...requestOf(answered.form, answered.answers), ...(change === undefined ? {} : { change }) }
  const on = dayInAmsterdam(payload.times.signedAt)
  const about = { row, claim, patient: patient.reference, store, on }
  const changes = change === undefined ? null : await changing({ ...about, change })
  // Somebody else's, by its number.
  if (change !== undefined && changes === null) return refuse('rules', 'change')
  const existing = await mandateFacts({
    fhir: store,
    patient: patient.reference,
    claim: claimOfAsker(row.record, claim),
    on,
  })
  const known: Known = {
    record: decidableRecord(row),
    claim,
    patient: { ...patient.facts, birthDate: birthDate.output },
    mandates: change === undefined ? existing : asSigned(existing, change),
    request,
    today: on,
  }
  const journey = journeyOf(claim.journey)
  const decision = decide({ facts: journey.facts(known), policy })
  const judged = rejudge({ sent: payload.decision, today: decision, request })
  if (judged.kind === 'outdated') return { ...refuse('rules', judged.refusal?.id ?? 'decision'), outdated: true }
  if (decision.kind === 'refusal') return refuse('rules', decision.id)
  if (decision.signers.length !== steps.length) return refuse('rules', 'signers')
  if (judged.kind !== 'same') return refuse('rules', 'decision')
  // Stored is what the one state machine calls submitted, and nothing else.
  if (whenSigned(decision)?.name !== 'submitted') return refuse('rules', 'state')
  // What a physician found since then narrows what is left, as a later day does.
  const today = dayAt(now.getTime())
  const finding = await findingAbout(store, { patient: patient.reference, on: today })
  const facts = { ...journey.facts({ ...known, patient: { ...known.patient, finding } }), today }
  return good({ decision, changes, now: atApproval({ signed: decision, now: decide({ facts, policy: inForce }) }) })
}
