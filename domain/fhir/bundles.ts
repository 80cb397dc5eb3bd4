/** The two transactions that leave the kiosk. Neither creates a Patient: a visit is bound to one that exists. */
import type { Bundle, BundleEntry } from '@medplum/fhirtypes'
import type { Answers } from '../forms/answers.ts'
import type { Form } from '../forms/form.ts'
import type { Change } from '../forms/request.ts'
import type { IdentityClaim } from '../contract/gateway/visit-record.ts'
import type { DeviceId, Instant } from '../ids.ts'
import type { Acceptance } from '../contract/intake/payload.ts'
import type { Coding } from '../coding/journey-coding.ts'
import type { Language } from '../language.ts'
import type { FormDecision } from '../rules/basis/decision.ts'
import { scopeFor } from '../rules/grants.ts'
import { responseOf } from './answers.ts'
import { approvalOf } from './approval.ts'
import { auditOf } from './audit.ts'
import { mandateOf, termsOf } from './consent.ts'
import { documentOf } from './document.ts'
import { keyed, tagged, transaction } from './entry.ts'
import { personOf } from './form-ids.ts'
import type { FormIds, FormSigner } from './form-ids.ts'
import { submittedStatus } from './lifecycle.ts'
import { provenanceOf, type SaidOfMark } from './provenance.ts'
import { representativeOf } from './representative.ts'

export interface FormBundleInput {
  readonly ids: FormIds
  /** `Patient/<id>` */
  readonly patient: string
  readonly participants: readonly FormSigner[]
  /** In the order in which they signed; `step`: base64 of the signed step's compact JWS. */
  readonly acts: readonly {
    readonly by: number
    readonly at: Instant
    readonly step: string
    readonly said: SaidOfMark
  }[]
  readonly coding: Coding
  readonly form: Form
  readonly answers: Answers
  readonly language: Language
  readonly decision: FormDecision
  /** Of what the applicant has already. */
  readonly change?: Change
  /** Address of the hospital's policy, version included. */
  readonly policy: string
  readonly hospital: string
  readonly device: DeviceId
  readonly reference: string
  readonly pdf: Parameters<typeof documentOf>[0]['pdf']
  /** When the document was composed. */
  readonly at: Instant
}

/** A signed form: eight entries for one signer. Throws when nobody of the set gets a mandate. */
export function formBundle(input: FormBundleInput): Bundle {
  const { ids, patient, at, hospital, device, language, participants, coding, form, answers, decision } = input
  const [first, ...more] = ids.mandates.filter((id) => id !== null)
  const who = personOf(ids.people[0] ?? null, patient)
  if (first === undefined || participants.length === 0) throw new Error('a form asks for a mandate')
  const mandates = [first, ...more] as const
  const acts = input.acts.map(({ by, ...act }) => ({ ...act, who: personOf(ids.people[by] ?? null, patient) }))
  const title = form.title[language]
  return transaction([
    ...peopleOf(input),
    keyed(ids.answers, responseOf({ uuid: ids.answers, who, form, answers, language, patient, at })),
    keyed(
      ids.document,
      documentOf({
        uuid: ids.document,
        authors: ids.people.map((person) => personOf(person, patient)),
        answers: ids.answers,
        patient,
        title,
        language,
        at,
        pdf: input.pdf,
      }),
    ),
    ...mandatesOf(input),
    ...participants.map(({ acceptance }, index) => {
      const [uuid = '', representative = null] = [ids.terms[index], ids.people[index]]
      return keyed(uuid, termsOf({ uuid, acceptance, patient, representative, hospital }))
    }),
    tagged(
      ids.provenance,
      provenanceOf({
        uuid: ids.provenance,
        acts,
        targets: [ids.answers, ids.document, ...mandates],
        ends: endedNow(input),
        at,
        device,
      }),
    ),
    keyed(
      ids.approval,
      approvalOf({
        uuid: ids.approval,
        who,
        mandates,
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
        representative: ids.people[0] ?? null,
        patient,
        reason: coding.reason,
        written: mandates,
        device,
        hospital,
        at,
      }),
    ),
  ])
}

/** What ends with the signature itself. */
const endedNow = ({ change }: FormBundleInput): readonly string[] => (change?.old === 'now' ? change.replaces : [])

function peopleOf({ ids, participants, patient }: FormBundleInput): readonly BundleEntry[] {
  return participants.flatMap(({ claim, coding }, index) => {
    const uuid = ids.people[index] ?? null
    return uuid === null || coding === null ? [] : [keyed(uuid, representativeOf({ uuid, claim, patient, coding }))]
  })
}

function mandatesOf(input: FormBundleInput): readonly BundleEntry[] {
  const { ids, participants, coding, patient, hospital, policy, decision, at } = input
  return participants.flatMap(({ coding: representative }, index) => {
    const [uuid, person] = [ids.mandates[index] ?? null, ids.people[index] ?? null]
    if (uuid === null || person === null) return []
    const mandate = mandateOf({
      uuid,
      representative: person,
      ...(coding.grantee === undefined ? {} : { grantor: patient }),
      document: ids.document,
      patient,
      hospital,
      policy,
      decision: ofOne(decision, index),
      // Whoever signs along has nothing of the applicant's to give up.
      ...(input.change !== undefined && decision.signers[index]?.role === 'applicant' ? { change: input.change } : {}),
      coding: { ...coding, representative },
      status: submittedStatus.consent,
      at,
    })
    return [keyed(uuid, mandate)]
  })
}

/** The decision as it is about one grantee: the kinds that he gets. Participants stand in the order of its signers. */
function ofOne(decision: FormDecision, index: number): FormDecision {
  if (decision.grants === undefined) return decision
  const role = decision.signers[index]?.role
  const scope = role === 'coHolder' ? scopeFor(decision, role) : scopeFor(decision, 'applicant')
  // No kind at all would read as no limit: whoever gets nothing is given `consent` by the caller.
  if (scope.length === 0) throw new Error('a mandate of nothing')
  return { ...decision, scope }
}

/** Nothing was signed: who accepted the terms, and that it happened. */
export function acceptanceBundle(input: {
  readonly ids: { readonly representative: string; readonly terms: string; readonly audit: string }
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
