/**
 * The rules of withdrawal once more, on what the central itself knows on the day of the act: who this is to the mandate, and
 * whether he may stop it. One that is over already is stopped: the same good answer, and nothing to end.
 */
import type { Consent, Task } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { addDays } from '../../../../domain/days/calendar.ts'
import { dayInAmsterdam } from '../../../../domain/days/amsterdam.ts'
import type { IdentityClaim } from '../../../../domain/contract/gateway/visit-record.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { CalendarDay } from '../../../../domain/ids.ts'
import { isOwn, journeyOf, stopsMandates } from '../../../../domain/journeys/index.ts'
import type { HospitalPolicy } from '../../../../domain/policy/policy.ts'
import { judgeStop, standsForPatient } from '../../../../domain/requests/withdrawal/facts.ts'
import type { WithdrawalDecision } from '../../../../domain/rules/withdrawal.ts'
import type { Grantee, Stoppable } from '../../../../domain/contract/gateway/stoppable.ts'
import type { Reading } from '../../../store/fhir/reading.ts'
import { approvalsLeftBy, openOfForm } from '../../../record/form-ends.ts'
import { granteesOf, mandateOf } from '../../../record/mandates-of.ts'
import { decidableRecord } from '../../../visits/papers.ts'
import type { VisitRow } from '../../../visits/visits.ts'
import { isVisitor } from '../../gateway/mandate-facts.ts'
import { isHeldBack } from '../../../../domain/fhir/mandate-life.ts'
import { isMandate } from '../../../../domain/entitlements/entitling.ts'
import { mandatesOf, namedGrantee } from '../../gateway/stoppable.ts'
import type { TakenPart } from './taken-part.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { BoundPatient } from './patient.ts'
import type { SignedWithdrawal } from './withdrawal.ts'

export interface Stops {
  readonly decision: Extract<WithdrawalDecision, { kind: 'stop' }>
  readonly by: Stoppable['by']
  /** Whose access it is, as this visitor was told. */
  readonly grantee: Grantee
  /** Who did it, as the record knows him: `Patient/<id>`, `RelatedPerson/<id>`; null: somebody whom it does not know. */
  readonly who: string | null
  /** As they are now, with their versions; empty: there is nothing left to end. */
  readonly mandates: readonly Consent[]
  /** Requests to approve of which nothing is left. */
  readonly approvals: readonly Task[]
  /** His own part of a set, as he was told of it, and what that does to the set; null: a mandate is stopped. */
  readonly taken: TakenPart | null
}

/** What of it the access log and the sets hear; a form that replaces access ends it so too. */
export type Stopped = Pick<Stops, 'by' | 'who' | 'mandates' | 'taken'>

interface Input {
  readonly withdrawal: SignedWithdrawal
  readonly payload: EnvelopePayload
  readonly row: VisitRow
  readonly claim: IdentityClaim
  readonly patient: BoundPatient
  readonly policy: HospitalPolicy
  readonly store: Reading
  readonly taken: TakenPart | null
}

export async function stopRules(input: Input): Promise<Checked<Stops>> {
  const { payload, row, claim, patient, policy, store } = input
  const birth = v.safeParse(CalendarDay, patient.facts.birthDate)
  if (!birth.success) return refuse('patient', 'birthDate')
  const today = dayInAmsterdam(payload.times.signedAt)
  if (input.taken !== null) return await ownPart(input, { taken: input.taken, birth: birth.output, today })
  if (!stopsMandates(journeyOf(claim.journey))) return refuse('rules', 'journey')
  const named = await namedBy(input, today)
  if (named === null) return refuse('rules', 'mandate')
  const record = decidableRecord(row)
  const decision = judgeStop(named.by === null ? null : { by: named.by }, {
    record,
    patientBirth: birth.output,
    today,
    policy,
  })
  if (decision.kind === 'refusal' || named.by === null)
    return refuse('rules', decision.kind === 'refusal' ? decision.id : 'mayNot')
  const approvals = await approvalsLeftBy(store, { patient: patient.reference, ended: named.mandates })
  const { by, who, mandates, grantee } = named
  return good({ decision, by, who, mandates, grantee, approvals, taken: null })
}

/** What waits is taken back by whoever signed it, and by nobody else. What was granted meanwhile ends with it. */
async function ownPart(
  input: Input,
  { taken, birth, today }: { readonly taken: TakenPart; readonly birth: CalendarDay; readonly today: CalendarDay },
): Promise<Checked<Stops>> {
  const { row, claim, policy, store, patient } = input
  const record = decidableRecord(row)
  const judged = judgeStop({ by: 'signer' }, { record, patientBirth: birth, today, policy })
  if (judged.kind === 'refusal') return refuse('rules', judged.id)
  const { document, role } = taken
  const { mandates, approvals } = await openOfForm(store, { patient: patient.reference, document })
  const others = await notHis(store, mandates, { claim, on: today })
  // Who signed is not known any more: it is his where he has one of its mandates, or the patient himself.
  const isTheirs = role !== null || isOwn(journeyOf(claim.journey)) || others.length < mandates.length
  if (!isTheirs && mandates.length > 0) return refuse('rules', 'part')
  // Access of somebody else that rested on his consent stops, and a physician looks.
  const isLooked = !isOwn(journeyOf(claim.journey)) && others.some(({ status }) => status === 'active')
  const reviewBy = isLooked ? addDays(today, policy.times.consentReviewDays) : null
  // No form comes after it: what is taken back is the form.
  const decision = { ...judged, formAfter: false, reviewBy }
  return good({ decision, by: 'signer', who: null, mandates, grantee: { is: 'you' }, approvals, taken })
}

interface Named extends Pick<Stops, 'who' | 'mandates' | 'grantee'> {
  /** Null: nobody to it. */
  readonly by: Stoppable['by'] | null
}

/** Null: what was signed names no mandate of this patient. */
async function namedBy({ withdrawal, row, claim, patient, store }: Input, on: CalendarDay): Promise<Named | null> {
  const { content } = withdrawal.act
  if (content.balie !== 'withdrawal/1') return null
  const { mandate } = content
  if (mandate === null) {
    const by = isOwn(journeyOf(claim.journey)) ? null : standsForPatient(decidableRecord(row), on)
    const all = by === null ? [] : await mandatesOf(store, { patient: patient.reference, on })
    return { by, who: null, mandates: await notHis(store, all, { claim, on }), grantee: { is: 'others' } }
  }
  const consent = await store.read(mandate)
  if (consent?.resourceType !== 'Consent' || !isMandate(consent)) return null
  if (!(await mandateOf(store, { patient: patient.reference, on }))(consent)) return null
  const isOpen = consent.status === 'active' || consent.status === 'proposed' || isHeldBack(consent)
  const mandates = isOpen ? [consent] : []
  if (isOwn(journeyOf(claim.journey))) {
    const grantee = await namedGrantee(store, consent, on)
    return { by: 'patient', who: patient.reference, mandates, grantee }
  }
  const who = await visitorOf(store, consent, { claim, on })
  return { by: who === null ? null : 'grantee', who, mandates, grantee: { is: 'you' } }
}

/** Those of these mandates by which the visitor may not look. */
async function notHis(
  store: Reading,
  mandates: readonly Consent[],
  who: { readonly claim: IdentityClaim; readonly on: CalendarDay },
): Promise<readonly Consent[]> {
  const others = mandates.map(async (one) => ((await visitorOf(store, one, who)) === null ? [one] : []))
  return (await Promise.all(others)).flat()
}

/** The visitor, among those who may look by this mandate. */
async function visitorOf(
  store: Reading,
  consent: Consent,
  { claim, on }: { readonly claim: IdentityClaim; readonly on: CalendarDay },
): Promise<string | null> {
  const person = (await granteesOf(store, consent, on)).find((one) => isVisitor(one, claim, on))
  return person?.id === undefined ? null : `RelatedPerson/${person.id}`
}
