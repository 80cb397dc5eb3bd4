/** What the rules of today leave of what was signed: asked once more, never decided here (domain/rules/at-approval.ts). */
import { dayInAmsterdam } from '../../../domain/days/amsterdam.ts'
import { addDays, toNumber } from '../../../domain/days/calendar.ts'
import { requestOf } from '../../../domain/forms/request.ts'
import type { MandateRequest } from '../../../domain/forms/request.ts'
import type { CalendarDay } from '../../../domain/ids.ts'
import { claimOfAsker, journeyOf } from '../../../domain/journeys/index.ts'
import { atApproval } from '../../../domain/rules/at-approval.ts'
import type { Facts } from '../../../domain/rules/basis/facts.ts'
import type { FormDecision } from '../../../domain/rules/basis/decision.ts'
import { decide } from '../../../domain/rules/index.ts'
import { asSigned } from '../../kiosk-api/intake/checks/changing.ts'
import { mandateFacts } from '../../kiosk-api/gateway/mandate-facts.ts'
import { patientToday } from '../../kiosk-api/gateway/still-asked.ts'
import type { Outdated } from '../decisions/decided.ts'
import type { DecidePorts } from './ports.ts'
import type { Waiting } from './waiting.ts'

export type LeftNow =
  | {
      readonly kind: 'form'
      readonly decision: FormDecision
      /** `Consent/<id>` of mandates of the same pair that hold now. */
      readonly holding: readonly string[]
    }
  | { readonly kind: 'outdated'; readonly why: Outdated }

/** @param waiting whose facts are kept */
export async function leftNow(ports: DecidePorts, waiting: Waiting): Promise<LeftNow | 'factsNotKept'> {
  const { facts: kept, patient, mandates: own } = waiting
  if (kept === null) return 'factsNotKept'
  if (await anyWithdrawn(ports, kept.policies)) return { kind: 'outdated', why: policyWithdrawn }
  const about = await patientToday(ports, patient)
  const request = await requestIn(ports, waiting)
  if (about === null || request === null) return 'factsNotKept'
  const { claim, record, decision: signed } = kept
  const today = ports.visits.today()
  const asker = claimOfAsker(record, claim)
  const all = await mandateFacts({ fhir: ports.fhir, patient, claim: asker, on: today })
  // What is being answered stands in the record as asked for: it is not in its own way.
  const existing = all.existing.filter(({ id }) => !own.some((one) => one.id === id))
  const others = { ...all, existing }
  const mandates = request.change === undefined ? others : asSigned(others, request.change)
  const facts = journeyOf(claim.journey).facts({ record, claim, patient: about, mandates, request, today })
  const now = decide({ facts: asSubmitted(facts, dayInAmsterdam(kept.signedAt)), policy: ports.policy() })
  const left = atApproval({ signed, now })
  if (left.kind === 'form') {
    const holding = existing.filter(({ status, sameGrantee }) => status === 'active' && sameGrantee)
    return { kind: 'form', decision: left.decision, holding: holding.map(({ id }) => `Consent/${id}`) }
  }
  const { id, rules, staff, next } = left
  return { kind: 'outdated', why: { id, rules, staff, next: next.id } }
}

async function anyWithdrawn(ports: DecidePorts, versions: readonly number[]): Promise<boolean> {
  for (const version of versions) if (await ports.isPolicyWithdrawn(version)) return true
  return false
}

const policyWithdrawn: Outdated = {
  id: 'approval.policyWithdrawn',
  rules: [],
  staff: 'De regels waaronder is getekend, zijn teruggenomen. Laat een nieuw formulier tekenen.',
  next: 'desk',
}

/** What was asked for; null: the form in which it was asked is not published any more. */
async function requestIn(ports: DecidePorts, { facts, set }: Waiting): Promise<MandateRequest | null> {
  if (set === null) return facts?.request ?? null
  const { url, version } = set.form
  const form = (await ports.shown()).forms.find((one) => one.url === url && one.version === version)
  return form === undefined ? null : requestOf(form, set.answers)
}

/**
 * A document was valid when the desk compared it, and an extract is measured at the signing: neither grows too old because the
 * answer comes later. A finding, a ruling's end and every birthday are those of today.
 */
function asSubmitted(facts: Facts, signedOn: CalendarDay): Facts {
  const { applicant, patient, evidence, today } = facts
  const compared = <T extends Facts['applicant']['identity']>(identity: T): T => ({
    ...identity,
    documentValidUntil: null,
  })
  const waited = Math.max(0, toNumber(today) - toNumber(signedOn))
  const measured = <T extends { readonly issuedOn: CalendarDay }>(extract: T): T => ({
    ...extract,
    issuedOn: addDays(extract.issuedOn, waited),
  })
  const { authorityExtract, otherExtract } = evidence
  return {
    ...facts,
    applicant: { ...applicant, identity: compared(applicant.identity) },
    patient: { ...patient, identity: compared(patient.identity) },
    evidence: {
      ...evidence,
      authorityExtract: authorityExtract === null ? null : measured(authorityExtract),
      ...(otherExtract === undefined ? {} : { otherExtract: otherExtract === null ? null : measured(otherExtract) }),
    },
  }
}
