/** The two transactions that leave the kiosk. Neither creates a Patient: a visit is bound to one that exists. */
import type { Bundle } from '@medplum/fhirtypes'
import type { Answers } from '../forms/answers.ts'
import type { Form } from '../forms/form.ts'
import type { IdentityClaim } from '../contract/gateway/visit-record.ts'
import type { DeviceId, Instant } from '../ids.ts'
import type { Acceptance } from '../contract/intake/payload.ts'
import type { Coding } from '../coding/journey-coding.ts'
import type { Language } from '../language.ts'
import type { FormDecision } from '../rules/basis/decision.ts'
import { responseOf } from './answers.ts'
import { approvalOf } from './approval.ts'
import { auditOf } from './audit.ts'
import { mandateOf, termsOf } from './consent.ts'
import { documentOf } from './document.ts'
import { keyed, tagged, transaction } from './entry.ts'
import type { EntryIds } from './entry.ts'
import { submittedStatus } from './lifecycle.ts'
import { provenanceOf } from './provenance.ts'
import { representativeOf } from './representative.ts'

export interface FormBundleInput {
  readonly ids: EntryIds
  /** `Patient/<id>` */
  readonly patient: string
  readonly claim: IdentityClaim
  readonly coding: Coding
  readonly form: Form
  readonly answers: Answers
  readonly language: Language
  readonly decision: FormDecision
  readonly acceptance: Acceptance
  /** Address of the hospital's policy, version included. */
  readonly policy: string
  readonly hospital: string
  readonly device: DeviceId
  readonly reference: string
  readonly step: string
  readonly pdf: Parameters<typeof documentOf>[0]['pdf']
  readonly at: Instant
}

/** A signed form: eight entries. */
export function formBundle(input: FormBundleInput): Bundle {
  const { ids, patient, at, hospital, device, language } = input
  const { representative } = ids
  const title = input.form.title[language]
  const { claim, coding, form, answers, decision, acceptance } = input
  if (coding.representative === null) throw new Error('a form for oneself is not coded yet')
  return transaction([
    keyed(
      ids.representative,
      representativeOf({ uuid: representative, claim, patient, coding: coding.representative }),
    ),
    keyed(ids.answers, responseOf({ uuid: ids.answers, representative, form, answers, language, patient, at })),
    keyed(
      ids.document,
      documentOf({
        uuid: ids.document,
        representative,
        answers: ids.answers,
        patient,
        title,
        language,
        at,
        pdf: input.pdf,
      }),
    ),
    keyed(
      ids.mandate,
      mandateOf({
        uuid: ids.mandate,
        representative,
        document: ids.document,
        patient,
        hospital,
        policy: input.policy,
        decision,
        coding,
        status: submittedStatus.consent,
        at,
      }),
    ),
    keyed(ids.terms, termsOf({ uuid: ids.terms, acceptance, patient, representative, hospital })),
    tagged(
      ids.provenance,
      provenanceOf({
        uuid: ids.provenance,
        representative,
        targets: [ids.answers, ids.document, ids.mandate],
        at,
        step: input.step,
        device,
      }),
    ),
    keyed(
      ids.approval,
      approvalOf({
        uuid: ids.approval,
        representative,
        mandate: ids.mandate,
        document: ids.document,
        patient,
        approver: decision.approver,
        status: submittedStatus.task,
        reference: input.reference,
        at,
      }),
    ),
    tagged(
      ids.audit,
      auditOf({
        uuid: ids.audit,
        representative,
        patient,
        reason: coding.reason,
        written: [ids.mandate],
        device,
        hospital,
        at,
      }),
    ),
  ])
}

/** Nothing was signed: who accepted the terms, and that it happened. */
export function acceptanceBundle(input: {
  readonly ids: Pick<EntryIds, 'representative' | 'terms' | 'audit'>
  readonly patient: string
  readonly claim: IdentityClaim
  readonly coding: Coding
  readonly acceptance: Acceptance
  readonly hospital: string
  readonly device: DeviceId
  readonly at: Instant
}): Bundle {
  const { ids, patient, claim, acceptance, hospital, device, at } = input
  const { reason, representative: coded } = input.coding
  const representative = coded === null ? null : ids.representative
  return transaction([
    ...(coded === null
      ? []
      : [keyed(ids.representative, representativeOf({ uuid: ids.representative, claim, patient, coding: coded }))]),
    keyed(ids.terms, termsOf({ uuid: ids.terms, acceptance, patient, representative, hospital })),
    tagged(
      ids.audit,
      auditOf({ uuid: ids.audit, representative, patient, reason, written: [ids.terms], device, hospital, at }),
    ),
  ])
}
