/** GET /visit/mandates: what exists already between this visitor and the bound patient. */
import type { Consent, RelatedPerson } from '@medplum/fhirtypes'
import { instantOf } from '../../clock/clock.ts'
import { auditEvent } from '../../access-log/audit-event.ts'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import {
  consentHolds,
  identifierHolds,
  isPossibly,
  isSurely,
  relatedPersonHolds,
} from '../../../domain/validity/holds.ts'
import { periodHolds } from '../../../domain/validity/period.ts'
import { consentForm } from '../../../domain/coding/systems.ts'
import type { IdentityClaim, MandateFacts } from '../../../domain/contract/gateway/visit-record.ts'
import { isSuspendedIn } from '../../../domain/fhir/mandate-life.ts'
import { nameOnDocument, samePerson } from '../../../domain/identity/same-person.ts'
import { claimOfAsker } from '../../../domain/journeys/index.ts'
import type { CalendarDay } from '../../../domain/ids.ts'
import type { Reading } from '../../store/fhir/reading.ts'
import { accessTo } from '../../record/access.ts'
import { granteesOf, mandatesIn } from '../../record/mandates-of.ts'
import type { VisitRoute } from './authenticated.ts'
import { documentValue, identityDocumentSystem } from '../../record/naming.ts'
import type { GatewayPorts } from './ports.ts'
import { json } from '../../http/answer.ts'
import { hasEnded } from './has-ended.ts'
import { problem } from './problem.ts'
import { readEvent } from './read-event.ts'

export function mandatesRoute(ports: GatewayPorts): VisitRoute {
  const { fhir, now, hospital } = ports
  return {
    method: 'GET',
    path: '/visit/mandates',
    async handle({ row }) {
      const { patient, claim } = row.record
      if (patient === null || claim === null) return problem('notBound')
      const asker = claimOfAsker(row.record, claim)
      const facts = await mandateFacts({ fhir, patient, claim: asker, on: dayAt(now().getTime()) })
      // What says that somebody has a mandate is of the file too: logged before it leaves.
      const resources = facts.existing.map(({ id }) => ({ resourceType: 'Consent' as const, id }))
      const query = `Consent?patient=${patient}&status=proposed,active&category=${consentForm}`
      const event = readEvent({ row, patient, query, resources })
      await fhir.create(auditEvent(event, { hospital, at: instantOf(now()) }))
      if (await hasEnded(ports, row)) return problem('ended')
      return json(facts)
    },
  }
}

/** Mandates that are asked for or hold, whether this visitor is the grantee, and what stops access by now. */
export async function mandateFacts({
  fhir,
  patient,
  claim,
  on,
}: {
  readonly fhir: Reading
  readonly patient: string
  readonly claim: IdentityClaim
  /** The hospital's day: what a period or a status says is read for it. */
  readonly on: CalendarDay
}): Promise<MandateFacts> {
  const existing: MandateFacts['existing'][number][] = []
  const consents = await mandatesIn(fhir, { patient, on, status: ['proposed', 'active', 'inactive'] })
  let isSuspended = false
  for (const consent of consents) {
    const { id, status } = consent
    // Whoever is suspended, or whose access waits for a physician, is not given another way in.
    if (isSuspendedIn(consent)) isSuspended ||= await isGrantee({ fhir, consent, claim, on })
    if (id === undefined || (status !== 'proposed' && status !== 'active')) continue
    if (!standsOn(consent, on)) continue
    existing.push({ id, status, sameGrantee: await isGrantee({ fhir, consent, claim, on }) })
  }
  const person = await fhir.read(patient)
  const access = person?.resourceType === 'Patient' ? await accessTo(fhir, person, on) : 'blocked'
  return {
    existing,
    blocked: access === 'blocked' || access === 'deceased',
    suspended: access === 'suspended' || isSuspended,
  }
}

/** In force; or asked for, and not already over. */
export function standsOn(consent: Consent, on: CalendarDay): boolean {
  return consent.status === 'proposed' ? periodEndsAfter(consent, on) : isSurely(consentHolds(consent, on))
}

/** A request may start later: only its end can make it void. */
function periodEndsAfter({ provision }: Consent, on: CalendarDay): boolean {
  const end = provision?.period?.end
  return end === undefined || isPossibly(periodHolds({ end }, on))
}

async function isGrantee(input: {
  readonly fhir: Reading
  readonly consent: Consent
  readonly claim: IdentityClaim
  readonly on: CalendarDay
}): Promise<boolean> {
  const grantees = await granteesOf(input.fhir, input.consent, input.on)
  return grantees.some((person) => isVisitor(person, input.claim, input.on))
}

/** Somebody who stands beside the patient today, known by a document in use or by name and birth date. */
export function isVisitor(person: RelatedPerson, claim: IdentityClaim, on: CalendarDay): boolean {
  if (!isSurely(relatedPersonHolds(person, on))) return false
  const document = documentValue(claim.document)
  const identifiers = (person.identifier ?? []).filter((one) => isSurely(identifierHolds(one, on)))
  const { name, birthDate } = person
  return (
    identifiers.some(({ system, value }) => system === identityDocumentSystem && value === document) ||
    samePerson({ name, birthDate }, nameOnDocument(claim), on).answer === 'same'
  )
}
