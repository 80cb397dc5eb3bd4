/** From an envelope to a receipt: the same one for ever, whether it is stored or quarantined. */
import { isOperationOutcome, OperationOutcomeError } from '@medplum/core'
import type { CompactJws, EnvelopeId, Sha256 } from '../../../domain/ids.ts'
import { instantOf } from '../../clock.ts'
import type { EnrolledDevice } from '../../devices/device-table.ts'
import { intakeAudit, written } from './audit.ts'
import { examine } from './examine.ts'
import type { Accepted } from './examine.ts'
import { hashOf } from './hash.ts'
import type { IntakePorts } from './ports.ts'
import { signReceipt } from './receipt.ts'

export type Received =
  | { readonly kind: 'receipt'; readonly receipt: CompactJws; readonly first: boolean }
  /** This id came before with other bytes. */
  | { readonly kind: 'conflict' }

interface Delivery {
  readonly id: EnvelopeId
  readonly body: Uint8Array
  readonly sender: EnrolledDevice
}

/** Throws only when the central itself cannot write now (a full disk): then nothing happened and it may come again. */
export async function receive(ports: IntakePorts, delivery: Delivery): Promise<Received> {
  const { ledger } = ports
  const { id, body, sender } = delivery
  const sha256 = hashOf(body)
  const known = ledger.find(id)
  if (known !== null) {
    // Another kiosk learns nothing about an id that is not its own.
    const same = known.sha256 === sha256 && known.device === sender.device
    return same ? { kind: 'receipt', receipt: known.receipt, first: false } : { kind: 'conflict' }
  }
  const examined = await examine(ports, { id, jwe: Buffer.from(body).toString('latin1'), sender })
  if (examined.ok) {
    const receipt = await store(ports, { ...delivery, sha256, accepted: examined.value })
    if (receipt !== null) return { kind: 'receipt', receipt, first: true }
  }
  const { reason, detail } = examined.ok ? ({ reason: 'storage', detail: 'refused' } as const) : examined
  const at = instantOf(ports.now())
  const receipt = await signReceipt({ key: ports.house.receipt, id, sha256, at, reason })
  ledger.quarantine({ id, sha256, device: sender.device, reason, detail, at, receipt }, body)
  return { kind: 'receipt', receipt, first: true }
}

/** One commit: the eight resources, the audit, the ledger row, the wait for long-term data. Null when the store refuses the resources themselves. */
async function store(
  ports: IntakePorts,
  input: Delivery & { readonly sha256: Sha256; readonly accepted: Accepted },
): Promise<CompactJws | null> {
  const { ledger, house, hospital, content, longTerm } = ports
  const { id, sha256, sender, accepted } = input
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
        ledger.add({ id, sha256, device: sender.device, reason: null, detail: null, at, receipt })
        if (escrow !== undefined) ledger.keepEscrow(id, escrow)
        if (document !== null) longTerm.queue(document)
      },
    })
    longTerm.wake()
    return receipt
  } catch (error) {
    if (error instanceof OperationOutcomeError && isOperationOutcome(error.outcome)) return null
    throw error
  }
}
