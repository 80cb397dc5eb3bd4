/**
 * A notice as a request to whoever writes letters and portal messages: a FHIR CommunicationRequest to one person, in one neutral
 * sentence. It says that something changed and where to ask, never why: behind an end may be a child's answer, a physician's
 * reason or an address that nobody may know. Who is told is an address in the record, and no letter's.
 */
import type { CommunicationRequest, Consent } from '@medplum/fhirtypes'
import { balie } from '../../domain/coding/systems.ts'
import { keyed, transaction } from '../../domain/fhir/entry.ts'
import { lifeOf } from '../../domain/fhir/mandate-life.ts'
import { uuidOf } from '../requests/uuid-from.ts'
import type { FhirStore } from '../store/fhir/store.ts'
import type { MandateNotice } from './notice-queue.ts'

export const noticeSystem = `${balie}/CodeSystem/notice`

/** Written under the notice's own key: the same one twice is one request. */
export async function tell(
  of: { readonly fhir: FhirStore; readonly hospital: string; readonly now: () => Date },
  notice: MandateNotice,
): Promise<void> {
  const { fhir, hospital, now } = of
  const mandate = await fhir.read(notice.mandate)
  if (mandate?.resourceType !== 'Consent') return
  const uuid = uuidOf(notice.key)
  const request = requestOf(notice, { mandate, hospital, at: now().toISOString() })
  await fhir.transaction(
    transaction([
      keyed(uuid, { ...request, identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${uuid}` }] }),
    ]),
  )
}

function requestOf(
  { to, what, on, patient }: MandateNotice,
  of: { readonly mandate: Consent; readonly hospital: string; readonly at: string },
): CommunicationRequest {
  const { mandate, hospital, at } = of
  const grantees = (mandate.provision?.actor ?? []).flatMap(({ reference: { reference } }) => reference ?? [])
  const isOutside = to === 'grantee' || to === 'patient'
  return {
    resourceType: 'CommunicationRequest',
    status: 'active',
    category: [{ coding: [{ system: noticeSystem, code: what }] }],
    priority: what === 'urgentReview' ? 'urgent' : 'routine',
    subject: { reference: patient },
    recipient:
      to === 'grantee'
        ? grantees.map((reference) => ({ reference }))
        : to === 'patient'
          ? [{ reference: patient }]
          : [{ display: to }],
    ...(isOutside ? {} : { about: [{ reference: `Consent/${mandate.id ?? ''}` }] }),
    payload: [{ contentString: sentence(what, { on, mandate }) }],
    // FHIR R4: what is about a day may be a day.
    occurrenceDateTime: on,
    authoredOn: at,
    sender: { display: hospital },
  }
}

/** Dutch at B1; a hospital words its own letters by the code. */
function sentence(
  what: MandateNotice['what'],
  { on, mandate }: { readonly on: string; readonly mandate: Consent },
): string {
  const plan = lifeOf(mandate)?.plan
  const end = plan?.end ?? null
  const until = end === null ? '' : ` De toegang stopt op ${dutch(end)}.`
  switch (what) {
    case 'granted':
      return plan !== undefined && plan.start > on
        ? `De toegang is akkoord. De toegang begint op ${dutch(plan.start)}.${until}`
        : `De toegang is akkoord.${until}`
    case 'notGranted':
      return 'De toegang is niet gegeven. Vraag de balie om uitleg.'
    case 'begins':
      return `De toegang begint op ${dutch(on)}.${until}`
    case 'endsSoon':
      return `De toegang stopt op ${dutch(on)}.`
    case 'pausesSoon':
    case 'paused':
      return `De toegang pauzeert vanaf ${dutch(on)}. Vraag de balie om uitleg.`
    case 'ended':
      return `De toegang is gestopt op ${dutch(on)}.`
    case 'stopConfirm':
      return `U hebt de toegang gestopt op ${dutch(on)}.`
    case 'endedLongAgo':
      return 'Een toegang stopte al langer geleden. Bekijk wie dat moet horen.'
    case 'review':
      return 'Bekijk of deze toegang mag doorgaan.'
    case 'urgentReview':
      return 'De toegang is gestopt. Beoordeel of deze mag doorgaan. Zonder antwoord blijft de toegang gestopt.'
    default:
      return what satisfies never
  }
}

const dutch = (day: string): string => day.split('-').reverse().map(Number).join('-')
