/** Two Consents (R4, shaped after IHE PCF 1.1): the mandate that is asked for, and the terms that were accepted. */
import type { Consent } from '@medplum/fhirtypes'
import type { Instant } from '../ids.ts'
import type { Acceptance } from '../contract/intake/payload.ts'
import type { Change } from '../forms/request.ts'
import type { Coding } from '../coding/journey-coding.ts'
import type { FormDecision } from '../rules/basis/decision.ts'
import { keyOf, urn } from './entry.ts'
import {
  consentForm,
  consentScope,
  loinc,
  mandateKindUrl,
  participationType,
  privacyUri,
  reasons,
  replacedMandateUrl,
  roleCode,
  termsUri,
} from '../coding/systems.ts'

const scope = { coding: [{ system: consentScope, code: 'patient-privacy', display: 'Privacy Consent' }] }

/**
 * The status is that of a request (lifecycle.ts): the kiosk makes nothing else. Approval is a Task, because PCF forbids
 * `verification`; kinds of data are an extension, because it forbids `provision.class`.
 */
export function mandateOf(input: {
  readonly uuid: string
  readonly representative: string
  /** Who agrees that it may be: the patient himself where he gives the mandate; absent: who asks for it. */
  readonly grantor?: string
  readonly document: string
  readonly patient: string
  readonly hospital: string
  readonly policy: string
  readonly decision: Pick<FormDecision, 'scope'> & {
    readonly start: Pick<FormDecision['start'], 'day'>
    readonly end: Pick<FormDecision['end'], 'lastDay'>
  }
  readonly coding: Coding
  /** Of mandates that this one takes the place of. */
  readonly change?: Change
  readonly status: Consent['status']
  readonly at: Instant
}): Consent {
  const { decision } = input
  const { representative, reason } = input.coding
  const who = { reference: urn(input.representative) }
  const end = decision.end.lastDay === null ? {} : { end: decision.end.lastDay }
  return {
    resourceType: 'Consent',
    ...replacing(input.change),
    identifier: [keyOf(input.uuid)],
    status: input.status,
    scope,
    category: [
      { coding: [{ system: loinc, code: consentForm, display: 'Patient Consent' }] },
      { coding: [{ system: loinc, code: '64292-6', display: 'Release of information consent' }] },
    ],
    patient: { reference: input.patient },
    dateTime: input.at,
    performer: [input.grantor === undefined ? who : { reference: input.grantor }],
    organization: [{ display: input.hospital }],
    sourceReference: { reference: urn(input.document) },
    policy: [{ uri: input.policy }],
    provision: {
      extension: decision.scope.map((kind) => ({ url: mandateKindUrl, valueCode: kind })),
      type: 'permit',
      period: { start: decision.start.day, ...end },
      actor: [
        {
          role: {
            coding: [
              { system: participationType, code: 'IRCP', display: 'information recipient' },
              ...(representative === null ? [] : [{ system: roleCode, ...representative.role }]),
            ],
          },
          reference: who,
        },
      ],
      purpose: [reasons[reason]],
    },
  }
}

function replacing(change: Change | undefined): Pick<Consent, 'extension'> {
  if (change === undefined) return {}
  return {
    extension: change.replaces.map((reference) => ({
      url: replacedMandateUrl,
      extension: [
        { url: 'mandate', valueReference: { reference } },
        { url: 'ends', valueCode: change.old },
      ],
    })),
  }
}

/** `Consent/<id>` of those that this mandate takes the place of. */
export function replacedBy({ extension = [] }: Pick<Consent, 'extension'>): readonly string[] {
  return extension.flatMap((one) =>
    one.url === replacedMandateUrl
      ? (one.extension ?? []).flatMap(({ valueReference }) => valueReference?.reference ?? [])
      : [],
  )
}

/** The acknowledgement of the terms of use and the privacy statement in the versions that were shown. */
export function termsOf(input: {
  readonly uuid: string
  readonly acceptance: Acceptance
  readonly patient: string
  /** UUID of the RelatedPerson who accepted; null: the patient. */
  readonly representative: string | null
  readonly hospital: string
}): Consent {
  const who = { reference: input.representative === null ? input.patient : urn(input.representative) }
  return {
    resourceType: 'Consent',
    identifier: [keyOf(input.uuid)],
    status: 'active',
    scope,
    category: [{ coding: [{ system: loinc, code: '57016-8', display: 'Privacy policy acknowledgement Document' }] }],
    patient: { reference: input.patient },
    dateTime: input.acceptance.at,
    performer: [who],
    organization: [{ display: input.hospital }],
    policy: input.acceptance.documents.map(({ id, version }) => ({
      uri: id === 'terms' ? termsUri(version) : privacyUri(version),
    })),
    provision: { type: 'permit' },
  }
}
