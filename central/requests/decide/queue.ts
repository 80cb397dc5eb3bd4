/** The work list of whoever answers: who still stands at a kiosk first, then the oldest. */
import type { Task } from '@medplum/fhirtypes'
import { knownPatient } from '../../../domain/identity/known-patient.ts'
import { journeyOf } from '../../../domain/journeys/index.ts'
import { Instant } from '../../../domain/ids.ts'
import type { DeviceId } from '../../../domain/ids.ts'
import * as v from 'valibot'
import { instantOf } from '../../clock/clock.ts'
import { asOf } from '../../../domain/requests/sets/next.ts'
import { termsOf } from '../../../domain/requests/sets/terms.ts'
import { searchAll } from '../../store/fhir/search-all.ts'
import type { AskedFor } from '../decisions/decision.ts'
import type { QueuedRequest } from '../decisions/shown.ts'
import { toApprove } from '../sets/change.ts'
import type { DecidePorts } from './ports.ts'
import { asksToApprove, waitingFor } from './waiting.ts'
import type { Waiting } from './waiting.ts'

/** Everything that waits for an answer of the hospital. */
export async function requestsToAnswer(ports: DecidePorts): Promise<readonly QueuedRequest[]> {
  const tasks = await searchAll(ports.fhir, { type: 'Task', having: {}, status: ['requested', 'on-hold'] })
  const forms = tasks.filter(asksToApprove).map((task) => formAsked(task))
  const found: QueuedRequest[] = []
  for (const asked of [...forms, ...(await setsAsked(ports))]) {
    const waiting = await waitingFor(ports, asked)
    if (typeof waiting !== 'string') found.push(await queued(ports, asked, waiting))
  }
  return found.toSorted(
    (one, other) =>
      Number(one.waitsAt === null) - Number(other.waitsAt === null) || Date.parse(one.since) - Date.parse(other.since),
  )
}

const formAsked = ({ id, meta }: Task): AskedFor => ({
  kind: 'form',
  task: `Task/${id ?? ''}`,
  version: meta?.versionId ?? '',
})

async function setsAsked(ports: DecidePorts): Promise<readonly AskedFor[]> {
  const day = { today: ports.visits.today(), terms: termsOf(ports.policy()) }
  const asked: AskedFor[] = []
  for (const id of await ports.sets.kept()) {
    const set = await ports.sets.find(id)
    if (set === null || !toApprove({ ...set, state: asOf(set.state, day) })) continue
    asked.push({ kind: 'set', id, version: set.version })
  }
  return asked
}

/** One line of the list. */
export async function queued(ports: DecidePorts, asked: AskedFor, waiting: Waiting): Promise<QueuedRequest> {
  const { patient: reference, facts, task, approver, frozenBy, document } = waiting
  const known = knownPatient(await ports.fhir.read(reference), ports.visits.today())
  return {
    asked,
    patient: {
      reference,
      name: known === null ? '' : `${known.given} ${known.family}`.trim(),
      birthDate: known?.birthDate ?? '',
    },
    form: facts === null ? (document?.description ?? '') : journeyOf(facts.claim.journey).words.staff.tag,
    approver,
    since: facts?.signedAt ?? writtenAt(task) ?? instantOf(ports.now()),
    waitsAt: await kioskOf(ports, waiting),
    isFrozen: frozenBy !== null,
  }
}

const writtenAt = (task: Task | null): Instant | null => {
  const at = v.safeParse(Instant, task?.authoredOn)
  return at.success ? at.output : null
}

/** Of whoever signed last and has not left. */
async function kioskOf(ports: DecidePorts, { facts }: Waiting): Promise<DeviceId | null> {
  for (const visit of facts?.visits ?? []) {
    const row = await ports.visits.find(visit)
    if (row !== null && row.record.state !== 'ended') return row.device
  }
  return null
}
