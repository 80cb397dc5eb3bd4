/** What a new day does to every set that is kept: its last day, a birthday, a death, the day on which it is erased. */
import type { Bundle } from '@medplum/fhirtypes'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import type { EnvelopeId, Instant } from '../../domain/ids.ts'
import { asOf } from '../../domain/requests/sets/next.ts'
import { shownToOthers } from '../../domain/requests/sets/shown.ts'
import type { RequestStore } from './request-store.ts'
import { changed } from './sets/change.ts'
import type { SetStep, When } from './sets/change.ts'
import type { SetRow } from './sets/set-row.ts'
import type { SetStore } from './sets/set-store.ts'
import { whenAt } from './sets/when.ts'

export interface DayPorts {
  readonly sets: Pick<SetStore, 'find' | 'kept' | 'happen' | 'ofPatient'>
  readonly requests: Pick<RequestStore, 'commitStep'>
  /** What ends in the record with a set of which the form was composed and nobody has approved. */
  readonly ends: (set: SetRow, at: Instant) => Promise<Bundle>
  /** What the record says of `Patient/<id>` today that ends every set about him; null: nothing. */
  readonly stops: (patient: string) => Promise<'patientDied' | 'blocked' | null>
  /** Whether a physician found something since that makes the rules ask for another form. */
  readonly foundOtherwise: (set: SetRow) => Promise<boolean>
  readonly policy: () => HospitalPolicy
  readonly now: () => Date
}

/** Times that a set is looked at anew because something happened to it meanwhile. */
const mostTurns = 5

type Moved = Extract<SetStep, { kind: 'moved' }>

const came: Moved = { kind: 'moved', event: { kind: 'dayCame' } }

/**
 * May run at any time, twice, late, on several nodes, and be cut in the middle: each set is brought up to date in one step of
 * its own, decided on the set as it is then. One that fails holds up no other; the first failure is thrown at the end. Resolves
 * with how many were looked at.
 */
export async function dayCame(of: DayPorts): Promise<number> {
  const ids = await of.sets.kept()
  const failed: unknown[] = []
  for (const id of ids) await oneSet(of, id).catch((error: unknown) => failed.push(error))
  if (failed.length > 0) throw failed[0]
  return ids.length
}

/** The record of this patient changed: what waits about him is looked at at once, and not only tomorrow. */
export async function recordChanged(of: DayPorts, patient: string): Promise<void> {
  for (const { id } of await of.sets.ofPatient(patient)) await oneSet(of, id)
}

async function oneSet(of: DayPorts, id: EnvelopeId): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const when = whenAt(of.now(), of.policy())
    const set = await of.sets.find(id)
    if (set === null) return
    const step = await stepOf(of, set, when)
    const bundle = endsForm(set, step, when) ? await of.ends(set, when.at) : null
    if (bundle === null || (bundle.entry ?? []).length === 0) {
      await of.sets.happen(id, step, when)
      return
    }
    const done = await of.requests.commitStep({ set, step, when, bundle, events: [] })
    if (done.kind !== 'overtaken') return
  }
}

/** Whoever died or was blocked is written to nobody about: that comes before what the day would bring. */
async function stepOf(of: DayPorts, set: SetRow, when: When): Promise<Moved> {
  const because = (await of.stops(set.patient)) ?? ((await isOutdated(of, set, when)) ? 'outdated' : null)
  if (because === null) return came
  const stopped: Moved = { kind: 'moved', event: { kind: 'stopped', because } }
  return changed(set, stopped, when).ok ? stopped : came
}

/** Only while it waits: nothing follows under a freeze, and what was composed is asked about at its approval. */
async function isOutdated(of: DayPorts, set: SetRow, when: When): Promise<boolean> {
  const { composed, erasedAt, state } = set
  if (composed !== null || erasedAt !== null || state.frozenBy !== null) return false
  return shownToOthers(asOf(state, when)) === 'waits' && (await of.foundOtherwise(set))
}

/** Whether a set is over by now of which a form was composed: what still waits of that in the record ends with it. */
function endsForm(set: SetRow, step: Moved, when: When): boolean {
  if (set.composed === null) return false
  const change = changed(set, step, when)
  if (!change.ok) return false
  const { outcome, told } = change.row.state
  return told !== null && outcome !== null && outcome.kind !== 'granted'
}
