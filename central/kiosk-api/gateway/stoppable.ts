/**
 * GET /visit/stoppable: which mandates of the bound patient this visitor may stop. Of what he may not stop, and of whether
 * there is anything else, the answer says nothing: it is the same empty list, after the same time.
 */
import type { Consent, Patient } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { auditEvent } from '../../access-log/audit-event.ts'
import { instantOf } from '../../clock/clock.ts'
import { consentForm } from '../../../domain/coding/systems.ts'
import { partToStop } from '../../../domain/contract/gateway/stoppable.ts'
import type { Grantee, Stoppable, StoppableList } from '../../../domain/contract/gateway/stoppable.ts'
import type { IdentityClaim, VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import { writtenName } from '../../../domain/identity/known-patient.ts'
import { documentName } from '../../../domain/identity/written-name.ts'
import { CalendarDay } from '../../../domain/ids.ts'
import { isOwn, journeyOf, stopsMandates } from '../../../domain/journeys/index.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { judgeStop, standsForPatient } from '../../../domain/requests/withdrawal/facts.ts'
import { json } from '../../http/answer.ts'
import type { Reading } from '../../store/fhir/reading.ts'
import { granteesOf, mandatesIn } from '../../record/mandates-of.ts'
import { ownAct } from '../../requests/sets/own-part.ts'
import type { SetRow } from '../../requests/sets/set-row.ts'
import { decidableRecord } from '../../visits/papers.ts'
import type { VisitRoute } from './authenticated.ts'
import { hasEnded } from './has-ended.ts'
import { isVisitor, standsOn } from './mandate-facts.ts'
import { isHeldBack } from '../../../domain/fhir/mandate-life.ts'
import type { GatewayPorts } from './ports.ts'
import { problem } from './problem.ts'
import { readEvent } from './read-event.ts'
import { ownParts, waitingOf } from './sets-route.ts'

/** Milliseconds that the answer takes at least, so that it does not tell how much there was to read. */
const leastTime = 200

export function stoppableRoute(ports: GatewayPorts): VisitRoute {
  const { fhir, now, hospital, visits } = ports
  return {
    method: 'GET',
    path: '/visit/stoppable',
    async handle({ row }) {
      const { patient, claim } = row.record
      if (patient === null || claim === null) return problem('notBound')
      if (!stopsMandates(journeyOf(claim.journey))) return problem('badRequest')
      const until = new Promise((resolve) => setTimeout(resolve, leastTime))
      const known = { record: decidableRecord(row), claim, patient, on: visits.today(), policy: ports.policy() }
      const own = (await waitingOf(ports, patient)).filter((set) => ownAct(set, { claim, today: known.on }) !== null)
      const mandates = await stoppable(fhir, known, own)
      const resources = mandates.flatMap(({ mandate }) =>
        mandate === null ? [] : [{ resourceType: 'Consent' as const, id: mandate.slice('Consent/'.length) }],
      )
      const query = `Consent?patient=${patient}&status=proposed,active&category=${consentForm}`
      const event = readEvent({ row, patient, query, resources })
      await fhir.create(auditEvent(event, { hospital, at: instantOf(now()) }))
      await until
      if (await hasEnded(ports, row)) return problem('ended')
      return json({ mandates } satisfies StoppableList)
    },
  }
}

export interface KnownOfVisit {
  readonly record: Pick<VisitRecord, 'assurance' | 'declined' | 'documentDoubtful' | 'evidence'>
  readonly claim: IdentityClaim
  /** `Patient/<id>` */
  readonly patient: string
  readonly on: CalendarDay
  readonly policy: HospitalPolicy
}

/** Everything that the rules let this visitor stop, the newest last; then what he signed or answered and what waits. */
export async function stoppable(fhir: Reading, known: KnownOfVisit, parts: readonly SetRow[]): Promise<Stoppable[]> {
  const { record, claim, on } = known
  const patientBirth = await birthOf(fhir, known.patient)
  // What was composed of his own part and waits is that part: it is told once, as any other part is.
  const told = new Set(parts.flatMap(({ composed }) => composed?.document ?? []))
  const mandates = (await mandatesOf(fhir, known)).filter(
    ({ status, sourceReference }) => status !== 'proposed' || !told.has(sourceReference?.reference ?? ''),
  )
  const own = isOwn(journeyOf(claim.journey))
  const found: (Stoppable | null)[] = []
  for (const consent of mandates)
    found.push(own ? await ofPatient(fhir, consent, known) : await ofGrantee(fhir, consent, known))
  const by = own ? null : standsForPatient(record, on)
  if (by !== null) found.push({ mandate: null, status: 'active', grantee: { is: 'others' }, since: null, by })
  found.push(...ownParts(parts, { claim, today: on }).map(partToStop))
  if (patientBirth === null) return []
  return found.flatMap((one) =>
    one !== null && judgeStop(one, { ...known, patientBirth, today: on }).kind === 'stop' ? [one] : [],
  )
}

/** Mandates of this patient that hold or are asked for. */
export async function mandatesOf(
  fhir: Reading,
  { patient, on }: Pick<KnownOfVisit, 'patient' | 'on'>,
): Promise<readonly Consent[]> {
  const all = await mandatesIn(fhir, { patient, on, status: ['proposed', 'active', 'inactive'] })
  return all.filter((consent) => standsOn(consent, on) || isHeldBack(consent))
}

/** His own list: names, because he chose them or was told. */
async function ofPatient(fhir: Reading, consent: Consent, { on }: KnownOfVisit): Promise<Stoppable | null> {
  return entry(consent, { by: 'patient', grantee: await namedGrantee(fhir, consent, on) })
}

/** Who may look by this mandate, as its patient is told. A record that lost the name: it can be stopped all the same. */
export async function namedGrantee(fhir: Reading, consent: Consent, on: CalendarDay): Promise<Grantee> {
  const written = (await granteesOf(fhir, consent, on)).flatMap(({ name }) => writtenName(name, on) ?? [])
  const name = written.map(documentName).join(', ').slice(0, 200)
  return name === '' ? { is: 'others' } : { is: 'named', name }
}

async function ofGrantee(fhir: Reading, consent: Consent, { claim, on }: KnownOfVisit): Promise<Stoppable | null> {
  const grantees = await granteesOf(fhir, consent, on)
  const isTheirs = grantees.some((person) => isVisitor(person, claim, on))
  return isTheirs ? entry(consent, { by: 'grantee', grantee: { is: 'you' } }) : null
}

function entry({ id, status, provision }: Consent, said: Pick<Stoppable, 'by' | 'grantee'>): Stoppable | null {
  if (id === undefined || status === undefined) return null
  // Who may stop it may stop it for good also while it pauses.
  const stands = status === 'proposed' ? 'proposed' : 'active'
  const since = v.safeParse(CalendarDay, provision?.period?.start?.slice(0, 10))
  return { mandate: `Consent/${id}`, status: stands, since: since.success ? since.output : null, ...said }
}

async function birthOf(fhir: Reading, patient: string): Promise<CalendarDay | null> {
  const read = await fhir.read(patient)
  const birth = v.safeParse(CalendarDay, read?.resourceType === 'Patient' ? (read satisfies Patient).birthDate : null)
  return birth.success ? birth.output : null
}
