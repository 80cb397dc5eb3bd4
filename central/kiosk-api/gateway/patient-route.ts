/** POST /visit/patient: whose file is this about? At most three tries; the kiosk never gets names to choose from. */
import type { Patient } from '@medplum/fhirtypes'
import { instantOf } from '../../clock/clock.ts'
import { auditEvent } from '../../access-log/audit-event.ts'
import type { CalendarDay, VisitId } from '../../../domain/ids.ts'
import { PatientLookUp } from '../../../domain/contract/gateway/visit-record.ts'
import type { PatientLookUpAnswer, VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import { isForAdult, isOwn, journeyOfClaim, stopsMandates } from '../../../domain/journeys/index.ts'
import type { VisitRoute } from './authenticated.ts'
import { accessTo } from '../../record/access.ts'
import { bindTo } from '../../record/bind-patient.ts'
import { personOfRecord } from '../../record/person-of-record.ts'
import { findPatient } from '../../record/find-patients.ts'
import type { Found } from '../../record/find-patients.ts'
import { isNamed } from '../../visits/papers.ts'
import type { VisitChange, VisitRow } from '../../visits/visits.ts'
import { foundToStop, isAdult } from './found-to-stop.ts'
import { lookUpEvent } from './look-up-event.ts'
import type { Looked } from './look-up-event.ts'
import { parseBody } from './parse-body.ts'
import type { GatewayPorts } from './ports.ts'
import { saidRecord } from './said-record.ts'
import { json } from '../../http/answer.ts'
import type { RouteContext } from '../../http/route.ts'
import { problem, refusalProblem } from './problem.ts'

/** Milliseconds that an answer takes at least: less work for somebody who is not there must not be seen from outside. */
const leastTime = 120

export function patientRoute(ports: GatewayPorts): VisitRoute {
  return {
    method: 'POST',
    path: '/visit/patient',
    async handle({ row, context }) {
      const lookUp = parseBody(PatientLookUp, context.body)
      if (lookUp === null) return problem('badRequest')
      const { visit, claim } = row.record
      // A child has no document here: that look-up is for those who come for themselves.
      const forOther = claim !== null && !isOwn(journeyOfClaim(claim))
      if (lookUp.by === 'document' && forOther) return problem('badRequest')
      if (lookUp.by === 'desk') {
        const handed = await ports.visits.lookUpFailed(visit, 'severalFound', row.candidates)
        return handed.ok ? answer(handed.row, context) : refusalProblem(handed.refusal)
      }
      const tried = await ports.visits.lookUp(visit)
      if (!tried.ok) return refusalProblem(tried.refusal)
      if (claim === null) return problem('conflict')
      const until = new Promise((resolve) => setTimeout(resolve, leastTime))
      const found = await findPatient({ fhir: ports.fhir, lookUp, claim, today: ports.visits.today() })
      const looks = forOther ? await asOther(ports, found, row) : await asSelf(ports, found)
      const looked = unlessRejected(looks, (await ports.visits.find(visit))?.rejected ?? [])
      // Written before anything follows from it, whatever the answer is.
      const event = lookUpEvent({ row: tried.row, by: lookUp.by, looked })
      await ports.fhir.create(auditEvent(event, { hospital: ports.hospital, at: instantOf(ports.now()) }))
      await until
      const changed = await follow(ports, visit, looked)
      return changed.ok ? answer(changed.row, context) : refusalProblem(changed.refusal)
    },
  }
}

/**
 * Whoever is 18 or older, blocked, dead or unknown is nobody to a stranger who asks for "my child"; so is, to whoever comes
 * for an adult, a minor, and anybody whom no paper on the desk names: one answer. Flags are asked for nobody too, so that
 * the answer takes the same time.
 */
async function asOther({ fhir, visits }: GatewayPorts, found: Found, row: VisitRow): Promise<Looked> {
  const today = visits.today()
  const patients = patientsOf(found)
  const withheld: { readonly patient: Patient; readonly why: Exclude<Looked['withheld'], null> }[] = []
  for (const patient of patients.length > 0 ? patients : [nobody]) {
    const access = await accessTo(fhir, patient, today)
    if (access !== 'open') withheld.push({ patient, why: access })
    else {
      const why = await notGiven({ fhir, patient, row, today })
      if (why !== null) withheld.push({ patient, why })
    }
  }
  const [first] = withheld
  if (first !== undefined) return { found: { answer: 'none' }, patients, withheld: first.why }
  return { found, patients, withheld: null }
}

interface OfOther {
  readonly fhir: GatewayPorts['fhir']
  readonly patient: Patient
  readonly row: VisitRow
  readonly today: CalendarDay
}

/** Why a record that is open is not given to somebody who comes for another; null: it is. */
async function notGiven(of: OfOther): Promise<'adult' | 'minor' | 'unnamed' | null> {
  const { patient, row, today } = of
  const journey = journeyOfClaim(row.record.claim)
  const grown = isAdult(patient, today)
  if (stopsMandates(journey)) return (await foundToStop(of)) ? null : 'adult'
  const forAdult = isForAdult(journey)
  if (grown !== forAdult) return forAdult ? 'minor' : 'adult'
  return forAdult && !isNamed(row, personOfRecord(patient, today)) ? 'unnamed' : null
}

const nobody: Patient = { resourceType: 'Patient', id: 'nobody', birthDate: '9999-12-31' }

/** One's own file, to whoever showed a document for it: a block or a death ends the visit, without a word about the reason. */
async function asSelf({ fhir, visits }: GatewayPorts, found: Found): Promise<Looked> {
  const access = found.answer === 'one' ? await accessTo(fhir, found.patient, visits.today()) : 'open'
  return { found, patients: patientsOf(found), withheld: access === 'open' ? null : access }
}

/** Whom the visitor said not to mean is found no more: the same numbers lead to the desk. */
function unlessRejected(looked: Looked, rejected: readonly string[]): Looked {
  const { found, withheld } = looked
  const isRejected = found.answer === 'one' && withheld === null && rejected.includes(`Patient/${found.patient.id}`)
  return isRejected ? { ...looked, withheld: 'rejected' } : looked
}

function patientsOf(found: Found): readonly Patient[] {
  switch (found.answer) {
    case 'one':
      return [found.patient]
    case 'doubt':
      return found.candidates
    case 'none':
      return []
    default:
      return found satisfies never
  }
}

/** Found, and nobody to this visitor: `findPatient` said `none` already. */
function isNobody(withheld: NonNullable<Looked['withheld']>): withheld is 'adult' | 'minor' | 'unnamed' {
  return withheld === 'adult' || withheld === 'minor' || withheld === 'unnamed'
}

async function follow(
  { visits, fhir }: GatewayPorts,
  visit: VisitId,
  { found, withheld }: Looked,
): Promise<VisitChange> {
  switch (found.answer) {
    case 'one':
      if (withheld === 'rejected') return visits.lookUpFailed(visit, 'noneFound')
      if (withheld !== null && !isNobody(withheld)) return visits.end(visit, withheld)
      return await bindTo({ visits, fhir, visit, patient: found.patient, by: null })
    case 'doubt':
      return visits.lookUpFailed(
        visit,
        'severalFound',
        found.candidates.map(({ id }) => `Patient/${id}`),
      )
    case 'none':
      return visits.lookUpFailed(visit, 'noneFound')
    default:
      return found satisfies never
  }
}

function answer(row: VisitRow, context: RouteContext): Response {
  const { record } = row
  const result: PatientLookUpAnswer['result'] =
    record.state === 'ended'
      ? 'ended'
      : record.state === 'bound'
        ? 'bound'
        : record.deskPicks
          ? 'deskPicks'
          : 'notFound'
  // The reason of the end (a block, a death) is for staff: what travels to the kiosk is neutral.
  const neutral: VisitRecord = record.state === 'ended' ? { ...record, endedBecause: null } : record
  return json({ result, record: saidRecord({ ...row, record: neutral }, context) })
}
