/**
 * GET /visit/sets: what waits for this visitor. A set is found by its patient and a person whom the desk identified, never by
 * its number; nothing in the answer hangs on what somebody answered alone.
 */
import { auditEvent } from '../../access-log/audit-event.ts'
import { instantOf } from '../../clock/clock.ts'
import { meets } from '../../../domain/identity/assurance.ts'
import type { OwnPart } from '../../../domain/contract/gateway/stoppable.ts'
import type { IdentityClaim } from '../../../domain/contract/gateway/visit-record.ts'
import { documentName } from '../../../domain/identity/written-name.ts'
import { sameClaimant } from '../../../domain/identity/same-claim.ts'
import type { CalendarDay } from '../../../domain/ids.ts'
import { isOwn, journeyOf } from '../../../domain/journeys/index.ts'
import { wholeRequest } from '../../../domain/forms/request.ts'
import { ownPaper } from '../../../domain/requests/sets/decide-set.ts'
import { asOf } from '../../../domain/requests/sets/next.ts'
import { shownToOthers } from '../../../domain/requests/sets/shown.ts'
import { notFor } from '../../../domain/requests/sets/turn.ts'
import type { WaitingSet, WaitingSets } from '../../../domain/requests/sets/waiting.ts'
import { ownAct, partOf } from '../../requests/sets/own-part.ts'
import type { SetRow } from '../../requests/sets/set-row.ts'
import { termsOf } from '../../../domain/requests/sets/terms.ts'
import type { ShownContent } from '../../published/content/shown.ts'
import { decidableRecord } from '../../visits/papers.ts'
import type { VisitRow } from '../../visits/visits.ts'
import type { VisitRoute } from './authenticated.ts'
import { hasEnded } from './has-ended.ts'
import { mandateFacts } from './mandate-facts.ts'
import type { GatewayPorts } from './ports.ts'
import { json } from '../../http/answer.ts'
import { problem } from './problem.ts'
import { readEvent } from './read-event.ts'
import { isStillAsked, patientToday } from './still-asked.ts'

export function setsRoute(ports: GatewayPorts): VisitRoute {
  return {
    method: 'GET',
    path: '/visit/sets',
    async handle({ row }) {
      const { patient, claim, assurance, declined } = row.record
      if (patient === null || claim === null) return problem('notBound')
      if (!meets(assurance, 'identified') || declined) return problem('conflict')
      await ports.lookAgain(patient)
      const answer = await setsFor(ports, row)
      const event = readEvent({ row, patient, query: `sets of ${patient}`, resources: [] })
      await ports.fhir.create(auditEvent(event, { hospital: ports.hospital, at: instantOf(ports.now()) }))
      if (await hasEnded(ports, row)) return problem('ended')
      return json(answer)
    },
  }
}

const nothing: WaitingSets = { toSign: [], signed: [], deskHelps: false }

/** Parts of his own that wait, whatever they say and whoever else has signed. */
export function ownParts(
  open: readonly SetRow[],
  who: { readonly claim: IdentityClaim; readonly today: CalendarDay },
): readonly OwnPart[] {
  return open.flatMap((one) => {
    const act = ownAct(one, who)
    return act === null ? [] : [partOf(one, act)]
  })
}

/** Of `Patient/<id>`, as they stand today: what waits, for everybody but staff. */
export async function waitingOf(
  ports: Pick<GatewayPorts, 'sets' | 'policy' | 'visits'>,
  patient: string,
): Promise<readonly SetRow[]> {
  const day = { today: ports.visits.today(), terms: termsOf(ports.policy()) }
  const rows = (await ports.sets.ofPatient(patient)).map((one) => ({ ...one, state: asOf(one.state, day) }))
  return rows.filter(({ state, erasedAt }) => erasedAt === null && shownToOthers(state) === 'waits')
}

async function setsFor(ports: GatewayPorts, row: VisitRow): Promise<WaitingSets> {
  const today = ports.visits.today()
  const { patient, claim } = row.record
  if (patient === null || claim === null) return nothing
  const open = await waitingOf(ports, patient)
  const has = (one: SetRow, answer: ReturnType<typeof sameClaimant>) =>
    one.acts.some((act) => act.role !== 'patient' && sameClaimant(act.claim, claim, today) === answer)
  const isOwnAct = (one: SetRow) => has(one, 'same')
  const signed = ownParts(open, { claim, today })
  const roles = await rolesOf(ports, row)
  // The order, too, tells nobody but the patient what he did.
  const inOrder = roles.includes('patient') ? open.toSorted(unansweredFirst) : open
  const waiting = inOrder.filter((one) => !isOwnAct(one) && roleIn(one, roles) !== null)
  // One person never signs as two: where that is in doubt a person decides, before anything is signed.
  const stopped = waiting.some((one) => one.state.frozenBy !== null || has(one, 'doubt'))
  const shown = await ports.shown()
  const asked = await Promise.all(waiting.map((one) => isStillAsked(ports, one, shown)))
  // What his signature would only make outdated he is not offered.
  const deskHelps = stopped || asked.includes(false)
  const toSign = deskHelps ? [] : waiting.flatMap((one) => toldOf(one, roleIn(one, roles), shown) ?? [])
  return { toSign, signed: [...signed], deskHelps }
}

type Role = WaitingSet['role']

/** A patient of whom two people ask apart hears first of the one that he has not answered. */
const unansweredFirst = (one: SetRow, other: SetRow): number => Number(hasAnswered(one)) - Number(hasAnswered(other))
const hasAnswered = ({ acts }: SetRow): boolean => acts.some(({ role }) => role === 'patient')

/** As whom this visitor may sign at all: for himself, or with a paper of his own that names him as one of several. */
async function rolesOf(ports: GatewayPorts, row: VisitRow): Promise<readonly Role[]> {
  const { patient, claim } = row.record
  if (patient === null || claim === null) return []
  if (isOwn(journeyOf(claim.journey))) return ['patient']
  const today = ports.visits.today()
  const about = await patientToday(ports, patient)
  if (about === null) return []
  const own = ownPaper({
    asker: { claim, record: decidableRecord(row), earlier: false },
    patient: about,
    mandates: await mandateFacts({ fhir: ports.fhir, patient, claim, on: today }),
    request: wholeRequest,
    policy: ports.policy(),
    day: today,
  })
  return own.kind === 'joint' ? ['coHolder'] : []
}

/** The part that waits for him; null: none does. */
function roleIn({ state }: SetRow, roles: readonly Role[]): Role | null {
  return roles.find((role) => notFor(state, role) === null) ?? null
}

/** Null: the form is not among those that this hospital ever showed. */
function toldOf(one: SetRow, role: Role | null, shown: ShownContent): WaitingSet | null {
  const { id, journey, form, answers, decision, state } = one
  const questionnaire = shown.questionnaires.get(`${form.url}|${form.version}`)
  if (role === null || questionnaire === undefined) return null
  const published = { ...questionnaire, resourceType: 'Questionnaire' as const }
  const asks = role === 'patient' ? one.acts.find((act) => act.role === 'applicant') : undefined
  return {
    set: id,
    role,
    journey,
    questionnaire: published,
    answers,
    decision,
    ...(asks === undefined ? {} : { asks: documentName(asks.claim) }),
    until: state.lastDay,
  }
}
