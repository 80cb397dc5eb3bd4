/** From an envelope to a receipt: the same one for ever, whether it is stored or quarantined. */
import { isOperationOutcome, OperationOutcomeError } from '@medplum/core'
import type { CompactJws, EnvelopeId, Sha256 } from '../../../domain/ids.ts'
import { instantOf } from '../../clock.ts'
import type { EnrolledDevice } from '../../devices/device-table.ts'
import { limits } from '../../../domain/contract/device/limits.ts'
import type { QuarantineReason } from '../../../domain/contract/envelope/receipt.ts'
import { wasNotRead } from '../../store/fhir/reading.ts'
import { machineFault } from '../../store/machine-fault.ts'
import { intakeAudit, written } from './audit.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import { examine } from './examine.ts'
import type { Accepted } from './examine.ts'
import { hashOf } from './hash.ts'
import type { IntakePorts } from './ports.ts'
import { signReceipt } from './receipt.ts'

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
  const known = ledger.find(id, sender.device)
  if (known !== null) {
    const same = known.sha256 === sha256
    return same ? { kind: 'receipt', receipt: known.receipt, first: false } : { kind: 'conflict' }
  }
  const taken = await take(ports, { ...delivery, sha256 })
  if (taken.ok) return { kind: 'receipt', receipt: taken.value, first: true }
  const { reason, detail } = taken
  // The oldest are kept: a flood of bad ones does not push out what may be honest, and what follows stays on its kiosk.
  const apart = ledger.apartOf(sender.device)
  const { envelopes, bytes } = limits.quarantine
  if (apart.envelopes >= envelopes || apart.bytes + body.length > bytes) return { kind: 'full' }
  const at = instantOf(ports.now())
  const receipt = await signReceipt({ key: ports.house.receipt, id, sha256, at, reason })
  ledger.quarantine({ id, sha256, device: sender.device, reason, detail, at, receipt }, body)
  return { kind: 'receipt', receipt, first: true }
}

/**
 * Examines and stores. Whatever goes wrong is about this envelope and quarantines it, so that one envelope never holds up
 * the others; only what the machine itself cannot do, or could not read, is thrown.
 */
async function take(
  ports: IntakePorts,
  delivery: Delivery & { readonly sha256: Sha256 },
): Promise<Checked<CompactJws>> {
  const { id, body, sender } = delivery
  const examined = await unlessMachine('malformed', () =>
    examine(ports, { id, jwe: Buffer.from(body).toString('latin1'), sender }),
  )
  if (!examined.ok) return examined
  return await unlessMachine('storage', () => store(ports, { ...delivery, accepted: examined.value }))
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

/** One commit: the resources, the audit, the ledger row, the wait for long-term data. */
async function store(
  ports: IntakePorts,
  input: Delivery & { readonly sha256: Sha256; readonly accepted: Accepted },
): Promise<Checked<CompactJws>> {
  const { ledger, house, hospital, content, longTerm } = ports
  const { id, sha256, sender, accepted, body } = input
  const { escrow } = accepted.payload
  const at = instantOf(ports.now())
  const receipt = await signReceipt({ key: house.receipt, id, sha256, at, reason: null })
  try {
    let document: string | null = null
    await ports.store.transactionWith(accepted.bundle, {
      more: (response) => {
        document = written(response).find((one) => one.startsWith('DocumentReference/')) ?? null
        return [intakeAudit({ accepted, id, response, hospital, inForce: content.policy, at })]
      },
      write: () => {
        const detail = accepted.outdated === null ? null : `outdated: ${accepted.outdated}`
        ledger.add({ id, sha256, device: sender.device, reason: null, detail, at, receipt })
        if (detail !== null) ledger.keepOutdated(id, body)
        if (escrow !== undefined) ledger.keepEscrow(id, escrow)
        if (document !== null) longTerm.queue(document)
      },
    })
    longTerm.wake()
    return good(receipt)
  } catch (error) {
    if (error instanceof OperationOutcomeError && isOperationOutcome(error.outcome)) {
      return refuse('storage', 'refused')
    }
    throw error
  }
}
