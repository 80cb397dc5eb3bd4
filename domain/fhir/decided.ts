/** The hospital's answer in the record (R4): the mandates, the request to approve, and who answered. No reason stands in any. */
import type { Consent, Provenance, Signature, Task } from '@medplum/fhirtypes'
import { mandateKindUrl, provenanceParticipant, signatureTypeSystem } from '../coding/systems.ts'
import type { DataKind } from '../data-kinds.ts'
import type { CalendarDay, Instant } from '../ids.ts'
import { tagOf } from './entry.ts'
import { fhirStatusOf } from './lifecycle.ts'

/** What is left of a mandate that was asked for; no kinds: nothing. */
export interface Left {
  readonly kinds: readonly DataKind[]
  readonly start: CalendarDay
  /** Null: until it is withdrawn. */
  readonly lastDay: CalendarDay | null
}

/** A mandate that holds from now on, as far as was agreed to. */
export function grantedMandate(consent: Consent, { kinds, start, lastDay }: Left): Consent {
  const { provision } = consent
  const others = (provision?.extension ?? []).filter(({ url }) => url !== mandateKindUrl)
  return {
    ...consent,
    status: fhirStatusOf({ name: 'active' }).consent,
    provision: {
      ...provision,
      extension: [...others, ...kinds.map((kind) => ({ url: mandateKindUrl, valueCode: kind }))],
      period: { start, ...(lastDay === null ? {} : { end: lastDay }) },
    },
  }
}

/** One that nobody gets. */
export function rejectedMandate(consent: Consent): Consent {
  return { ...consent, status: fhirStatusOf({ name: 'ended', because: 'rejected' }).consent }
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
