/**
 * Somebody of the hospital answers a request: he agrees, agrees to less, or refuses. Everything is read again, the rules are
 * asked again, and what follows is one commit on the versions that were read; who comes second hears so.
 */
import { knownPatient } from '../../../domain/identity/known-patient.ts'
import { loginReaches } from '../../../domain/identity/staff-login.ts'
import { agreedToLess } from '../../../domain/rules/agree-to-less.ts'
import { hashOfJson } from '../../../paper/hash.ts'
import type { Committed } from '../request-store.ts'
import type { Answer, ApproverPerson, Deciding } from '../decisions/decision.ts'
import type { Decided, DecisionRefusal } from '../decisions/decided.ts'
import { commitForm } from './commit-form.ts'
import { commitPrivateSet } from './commit-set.ts'
import { leftNow } from './left.ts'
import { isUnaltered } from './paper.ts'
import { isParty } from './parties.ts'
import type { DecidePorts } from './ports.ts'
import { seenOf } from './seen.ts'
import { waitingFor } from './waiting.ts'
import type { Waiting } from './waiting.ts'
import type { Outcome, Writing } from './writing.ts'

/** Times that it is judged anew because something else about the same patient was stored meanwhile. */
const mostTurns = 5

export async function decideRequest(ports: DecidePorts, deciding: Deciding): Promise<Decided> {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const decided = await tried(ports, deciding)
    if (decided !== 'again') return decided
  }
  return refused('stale')
}

/** `again`: something was stored meanwhile, and what was judged may not be true any more. */
async function tried(ports: DecidePorts, { asked, by, answer }: Deciding): Promise<Decided | 'again'> {
  const first = await waitingFor(ports, asked)
  if (typeof first === 'string') return refused(first)
  const turn = await ports.requests.turnOf(first.patient)
  const waiting = await waitingFor(ports, asked)
  if (typeof waiting === 'string') return refused(waiting)
  const version = waiting.task === null ? waiting.set?.version : waiting.task.meta?.versionId
  if (version !== asked.version) return refused('stale')
  const not = (await mayNot(ports, waiting, by)) ?? (await isHeld(ports, waiting, { by, answer }))
  if (not !== null) return refused(not)
  const outcome = await outcomeOf(ports, waiting, { by, answer })
  if (typeof outcome === 'string') return refused(outcome)
  return await written(ports, { waiting, turn, by, outcome })
}

/** Whether this person may answer at all. */
async function mayNot(ports: DecidePorts, waiting: Waiting, by: ApproverPerson): Promise<DecisionRefusal | null> {
  if (waiting.approver === 'physician' && by.role !== 'physician') return 'physicianOnly'
  if (!loginReaches(by.acr, ports.login())) return 'loginTooWeak'
  const patient = await ports.fhir.read(waiting.patient)
  const known = knownPatient(patient, ports.visits.today())
  return isParty(waiting, { by, patient: known === null ? '' : `${known.given} ${known.family}` }) ? 'party' : null
}

/** A freeze is left by a refusal of somebody else than who froze it; nobody agrees to what is frozen, or to a doubtful paper. */
async function isHeld(
  ports: DecidePorts,
  { frozenBy, facts }: Waiting,
  { by, answer }: { readonly by: ApproverPerson; readonly answer: Answer },
): Promise<DecisionRefusal | null> {
  if (answer.kind === 'refuse') return frozenBy === by.id ? 'frozen' : null
  if (frozenBy !== null) return 'frozen'
  for (const visit of facts?.visits ?? []) {
    const row = await ports.visits.find(visit)
    if (row?.record.documentDoubtful === true) return 'frozen'
  }
  return null
}

async function outcomeOf(
  ports: DecidePorts,
  waiting: Waiting,
  { by, answer }: { readonly by: ApproverPerson; readonly answer: Answer },
): Promise<Outcome | DecisionRefusal> {
  if (answer.kind === 'refuse')
    return answer.reason === null ? 'reasonMissing' : { kind: 'rejected', reason: answer.reason }
  if (waiting.facts === null) return 'factsNotKept'
  if (!(await isUnaltered(ports, waiting))) return 'paperAltered'
  const left = await leftNow(ports, waiting)
  if (left === 'factsNotKept') return left
  if (answer.seen !== undefined && answer.seen !== seenOf(left)) return 'stale'
  if (left.kind === 'outdated') return left
  if (left.decision.approver === 'physician' && by.role !== 'physician') return 'physicianOnly'
  const decision = agreedToLess(left.decision, answer.less ?? {})
  if (decision === null) return 'notLess'
  const isLess = hashOfJson(decision) !== hashOfJson(left.decision)
  return { kind: 'granted', left: { ...left, decision }, isLess }
}

async function written(ports: DecidePorts, writing: Writing): Promise<Decided | 'again'> {
  const isSet = writing.waiting.task === null
  const committed = isSet ? await commitPrivateSet(ports, writing) : await commitForm(ports, writing)
  if ('decided' in committed) return committed.decided
  return after(committed.kind === 'notTaken' ? committed.why : committed.kind)
}

/** What a commit that changed nothing says. */
function after(
  why: Extract<Committed, { kind: 'notTaken' }>['why'] | 'overtaken' | 'refused' | 'altered',
): Decided | 'again' {
  switch (why) {
    case 'overtaken':
    case 'changed':
      return 'again'
    case 'frozen':
    case 'notComplete':
    case 'physicianOnly':
      return refused(why)
    case 'altered':
    case 'refused':
      return refused('paperAltered')
    case 'closed':
      return refused('decidedBefore')
    default:
      return refused('withdrawn')
  }
}

const refused = (why: DecisionRefusal): Decided => ({ kind: 'refused', why })
