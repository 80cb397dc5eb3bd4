/** From an envelope to a receipt: the same one for ever, whether it is stored or quarantined. */
import { auditEvent } from '../../access-log/audit-event.ts'
import type { CompactJws, EnvelopeId, Sha256 } from '../../../domain/ids.ts'
import { instantOf } from '../../clock/clock.ts'
import type { EnrolledDevice } from '../../devices/device-table.ts'
import { limits } from '../../../domain/limits.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import type { QuarantineReason } from '../../../domain/contract/envelope/receipt.ts'
import type { LedgerRow } from '../../requests/ledger.ts'
import type { Commit } from '../../requests/request-store.ts'
import { whenAt } from '../../requests/sets/when.ts'
import { askPort, StoreAway, wasNotRead } from '../../store/fhir/reading.ts'
import { machineFault } from '../../store/base/machine-fault.ts'
import { good, refuse } from './checks/checked.ts'
import type { Checked } from './checks/checked.ts'
import { examine } from './examine.ts'
import type { Accepted } from './examine.ts'
import { hashOf } from '../../../paper/hash.ts'
import type { IntakePorts } from './ports.ts'
import { keptOf } from './kept-of.ts'
import { signReceipt } from './receipt.ts'
import { stoppedEvents } from './stopped-event.ts'
import { storedEvent } from './stored-event.ts'

export type Received =
  | { readonly kind: 'receipt'; readonly receipt: CompactJws; readonly first: boolean }
  /** This id came before with other bytes. */
  | { readonly kind: 'conflict' }
  /** It would be kept apart, and of this kiosk there is no more room for that: nothing was kept, it stays where it is. */
  | { readonly kind: 'full' }

interface Delivery {
  readonly id: EnvelopeId
  readonly body: Uint8Array
  readonly sender: EnrolledDevice
}

/**
 * Throws only when the central itself cannot read or write now (a full disk, a store that is away): then nothing happened
 * and it may come again. A kiosk lets the others pass after three such answers (main/line/courier/courier.ts).
 */
export async function receive(ports: IntakePorts, delivery: Delivery): Promise<Received> {
  const { ledger } = ports
  const { id, body, sender } = delivery
  const sha256 = hashOf(body)
  // By kiosk: another one neither learns anything about an id that is not its own, nor takes it by being first.
  const known = await ledger.find(id, sender.device)
  if (known !== null) return before(known, sha256)
  const taken = await take(ports, { ...delivery, sha256 })
  if (taken.ok) return taken.value
  const { reason, detail } = taken
  const at = instantOf(ports.now())
  const receipt = await signReceipt({ key: ports.house.receipt, id, sha256, at, reason })
  // The oldest are kept: a flood of bad ones does not push out what may be honest, and what follows stays on its kiosk.
  const row = { id, sha256, device: sender.device, reason, detail, at, receipt }
  const kept = await ledger.keepApart(row, body, limits.quarantine)
  switch (kept.kind) {
    case 'kept':
      return { kind: 'receipt', receipt, first: true }
    case 'known':
      return before(kept.row, sha256)
    case 'full':
      return { kind: 'full' }
    default:
      return kept satisfies never
  }
}

/** The answer to an id that this kiosk sent before, perhaps in this very moment. */
function before(known: LedgerRow, sha256: Sha256): Received {
  return known.sha256 === sha256 ? { kind: 'receipt', receipt: known.receipt, first: false } : { kind: 'conflict' }
}

/** Times that a request is judged anew because another one about the same patient was stored meanwhile. */
const mostTurns = 5

/**
 * Examines and stores. Whatever goes wrong is about this envelope and quarantines it, so that one envelope never holds up
 * the others; only what the machine itself cannot do, or could not read, is thrown.
 */
async function take(ports: IntakePorts, delivery: Delivery & { readonly sha256: Sha256 }): Promise<Checked<Received>> {
  const { id, body, sender } = delivery
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const examined = await unlessMachine('malformed', () =>
      examine(ports, { id, jwe: Buffer.from(body).toString('latin1'), sender }),
    )
    if (!examined.ok) return examined
    const stored = await unlessMachine('storage', () => store(ports, { ...delivery, accepted: examined.value }))
    if (!stored.ok) return stored
    if (stored.value !== null) return good(stored.value)
  }
  throw new StoreAway('overtaken each time')
}

/**
 * What this work answers; an exception is a refusal for this reason, except where the machine cannot or the record could
 * not be read: neither says anything of this envelope.
 */
async function unlessMachine<T>(reason: QuarantineReason, work: () => Promise<Checked<T>>): Promise<Checked<T>> {
  try {
    return await work()
  } catch (error) {
    if (machineFault(error) !== null || wasNotRead(error)) throw error
    return refuse(reason, 'exception')
  }
}

/** One commit: the resources, the audit, the ledger row, the wait for long-term data. Null: it has to be judged again. */
async function store(
  ports: IntakePorts,
  input: Delivery & { readonly sha256: Sha256; readonly accepted: Accepted },
): Promise<Checked<Received | null>> {
  const { requests, house, hospital, content, longTerm, actStored, now } = ports
  const { id, sha256, sender, accepted, body } = input
  const at = instantOf(now())
  const receipt = await signReceipt({ key: house.receipt, id, sha256, at, reason: null })
  const detail = accepted.outdated === null ? null : `outdated: ${accepted.outdated}`
  const commit: Commit = {
    bundle: accepted.bundle,
    events: (written) => [
      auditEvent(storedEvent({ accepted, id, written, inForce: content.policy }), { hospital, at }),
      ...stoppedEvents({ accepted, id }).map((event) => auditEvent(event, { hospital, at })),
    ],
    ledger: { id, sha256, device: sender.device, reason: null, detail, at, receipt },
    escrows: accepted.payload.escrows,
    // Of what is only kept there is no mandate yet; the envelope is kept whole.
    withheld: detail === null ? (accepted.payload.withheld ?? []) : [],
    ...keptOf(accepted),
    outdated: detail === null ? null : body,
    due: now(),
    judged: { patient: accepted.patient.reference, turn: accepted.turn },
    ...forSets(accepted, now(), content.policy),
  }
  const committed = await askPort(() => requests.commit(commit))
  switch (committed.kind) {
    case 'stored':
      longTerm.wake()
      if (accepted.taken !== null) actStored()
      return good({ kind: 'receipt', receipt, first: true })
    case 'known':
      return good(before(committed.row, sha256))
    case 'overtaken':
    // What it is now says whoever judges again.
    case 'notTaken':
      return good(null)
    case 'refused':
      return refuse('storage', 'refused')
    default:
      return committed satisfies never
  }
}

/** What it does to a set: an act, or a part that is taken back; and what sets hear of mandates that it ends. */
function forSets({ taken, stops }: Accepted, now: Date, policy: HospitalPolicy): Pick<Commit, 'set' | 'hears'> {
  if (taken !== null) return { set: { ...taken, id: taken.step.set.id } }
  if (stops === null) return {}
  const hears = whenAt(now, policy)
  const part = stops.taken
  const set = part?.parts[0]?.set
  return part === null || part.step === null || set === undefined
    ? { hears }
    : { hears, set: { id: set, step: part.step, when: part.when } }
}
