/** The hospital's answer in the record (R4): the mandates, the request to approve, and who answered. No reason stands in any. */
import type { Consent, Provenance, Signature, Task } from '@medplum/fhirtypes'
import { mandateKindUrl, provenanceParticipant, signatureTypeSystem } from '../coding/systems.ts'
import type { DataKind } from '../data-kinds.ts'
import type { CalendarDay, Instant } from '../ids.ts'
import { beginning, moved } from '../lifecycle/life.ts'
import type { LifeNotice, MandatePlan } from '../lifecycle/life.ts'
import type { HospitalPolicy } from '../policy/policy.ts'
import type { FormDecision } from '../rules/basis/decision.ts'
import { tagOf } from './entry.ts'
import { fhirStatusOf } from './lifecycle.ts'
import { isGiven, lifeOf, withLife, withNotices } from './mandate-life.ts'
import { stopped } from './withdrawal.ts'

/** What is left of a mandate that was asked for; no kinds: nothing. */
export interface Left {
  readonly kinds: readonly DataKind[]
  readonly start: CalendarDay
  /** Null: until it is withdrawn. */
  readonly lastDay: CalendarDay | null
  /** The life that begins with it; absent: it is read by its status and days. */
  readonly begins?: Begins
}

/** What a mandate begins its life with, on the day of the answer. */
export interface Begins {
  readonly plan: MandatePlan
  readonly today: CalendarDay
  readonly policy: HospitalPolicy
}

/** The days of a decision that was agreed to, for the life of each mandate that comes from it. */
export function planOf({ start, end, pauses, reviews, approver }: FormDecision): MandatePlan {
  return {
    start: start.day,
    end: end.day,
    reason: end.reason,
    pauses: pauses.map(({ day }) => day),
    reviews: reviews.map(({ day }) => day),
    approver,
  }
}

/** A mandate that holds from now on, as far as was agreed to. */
export function grantedMandate(consent: Consent, { kinds, start, lastDay, begins }: Left): Consent {
  const { provision } = consent
  const others = (provision?.extension ?? []).filter(({ url }) => url !== mandateKindUrl)
  const granted: Consent = {
    ...consent,
    status: fhirStatusOf({ name: 'active' }).consent,
    provision: {
      ...provision,
      extension: [...others, ...kinds.map((kind) => ({ url: mandateKindUrl, valueCode: kind }))],
      period: { start, ...(lastDay === null ? {} : { end: lastDay }) },
    },
  }
  return begins === undefined ? granted : begun(granted, begins)
}

/** With its life, and with who hears that it was granted. */
export function begun(consent: Consent, { plan, today, policy }: Begins): Consent {
  return withLife(consent, beginning(plan, { today, policy, isGiver: isGiven(consent) }))
}

/** Something newer takes its place: it is over from now on, and nobody is told that something ended. */
export function replacedMandate(consent: Consent, at: Instant): Consent {
  const life = lifeOf(consent)
  const to = life === null ? null : moved(life, { kind: 'replaced' })
  return stopped(to === null ? consent : withLife(consent, to), at)
}

/** One that nobody gets. @param notices who hears that, without a reason. */
export function rejectedMandate(consent: Consent, notices: readonly LifeNotice[] = []): Consent {
  const told = withNotices(consent, notices)
  return { ...told, status: fhirStatusOf({ name: 'ended', because: 'rejected' }).consent }
}

/** Text of `Task.businessStatus` where the rules of the day did not let it go on. */
export const outdatedStatus = 'outdated'

/** How a request to approve ended; `status` of the lifecycle's own table. */
export type Answered = 'granted' | 'rejected' | 'outdated'

export function answeredTask(
  task: Task,
  { answered, at, who }: { readonly answered: Answered; readonly at: Instant; readonly who: Who },
): Task {
  const common = { ...task, lastModified: at, owner: who }
  switch (answered) {
    case 'granted':
      return { ...common, status: fhirStatusOf({ name: 'active' }).task ?? 'completed' }
    case 'rejected':
      return { ...common, status: fhirStatusOf({ name: 'ended', because: 'rejected' }).task ?? 'rejected' }
    case 'outdated':
      return {
        ...common,
        status: fhirStatusOf({ name: 'outdated' }).task ?? 'cancelled',
        businessStatus: { text: outdatedStatus },
      }
    default:
      return answered satisfies never
  }
}

/** Somebody of the hospital, by the number of its identity provider. */
export interface Who {
  readonly identifier: { readonly system: string; readonly value: string }
  readonly display: string
}

/** The second Provenance of a form: who of the hospital answered it, and when. */
export function decisionProvenance(input: {
  readonly uuid: string
  /** References of what was decided on: mandates first, then the form. */
  readonly targets: readonly string[]
  readonly answered: Answered
  readonly who: Who
  readonly hospital: string
  readonly at: Instant
  /** The sealed approval, as base64; null: a refusal, whose paper would say why. */
  readonly paper: string | null
}): Provenance {
  const { uuid, targets, answered, who, hospital, at, paper } = input
  const participant = (code: string, display: string) => ({
    coding: [{ system: provenanceParticipant, code, display }],
  })
  return {
    resourceType: 'Provenance',
    meta: { tag: [tagOf(uuid)] },
    target: targets.map((reference) => ({ reference })),
    occurredDateTime: at,
    recorded: at,
    activity: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation', code: 'UPDATE', display: 'revise' }],
      text: answered,
    },
    agent: [
      { type: participant('verifier', 'Verifier'), who },
      { type: participant('custodian', 'Custodian'), who: { display: hospital } },
    ],
    ...(paper === null ? {} : { signature: [approvalSignature({ who, at, paper })] }),
  }
}

/** ASTM E1762-95, verification signature; the whole sealed document is the signature. */
function approvalSignature(of: { readonly who: Who; readonly at: Instant; readonly paper: string }): Signature {
  const type = { system: signatureTypeSystem, code: '1.2.840.10065.1.12.1.5', display: 'Verification Signature' }
  return {
    type: [type],
    when: of.at,
    who: of.who,
    targetFormat: 'application/pdf',
    sigFormat: 'application/pdf',
    data: of.paper,
  }
}
