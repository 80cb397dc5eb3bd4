/**
 * After the last act: the form is composed, sealed and stored with its mandates and the task for whoever approves, in one
 * commit that also says of the set that it is done. Whatever breaks off before that commit begins again. A set with a private
 * answer waits for its approver (approve-set.ts).
 */
import { auditEvent } from '../../access-log/audit-event.ts'
import { kioskOf } from '../../access-log/actor.ts'
import type { EventOf } from '../../access-log/list.ts'
import { instantOf } from '../../clock/clock.ts'
import { policyUri } from '../../../domain/coding/systems.ts'
import type { EnvelopeId } from '../../../domain/ids.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import type { DeviceTable } from '../../devices/device-table.ts'
import type { House } from '../../keys/house.ts'
import type { ShownContent } from '../../published/content/shown.ts'
import type { FhirStore } from '../../store/fhir/store.ts'
import type { RequestStore, SetCommit } from '../request-store.ts'
import { toCompose } from '../sets/change.ts'
import type { SetRow } from '../sets/set-row.ts'
import type { SetStore } from '../sets/set-store.ts'
import { whenAt } from '../sets/when.ts'
import type { TimeSource } from '../../time/ask.ts'
import { bundleOf, partsOf } from './bundle-of-set.ts'
import { notComposedBundle } from './not-composed.ts'
import { paperOfSet } from './paper-of-set.ts'

export interface ComposePorts {
  readonly sets: Pick<SetStore, 'find' | 'toCompose'>
  readonly requests: Pick<RequestStore, 'turnOf' | 'commitSet'>
  readonly fhir: Pick<FhirStore, 'transaction'>
  readonly devices: Pick<DeviceTable, 'all'>
  readonly shown: () => Promise<ShownContent>
  readonly policy: () => HospitalPolicy
  readonly house: Pick<House, 'sealCa' | 'timeCa'>
  readonly hospital: string
  /** Where the list of revoked seals can be had. */
  readonly revocation: string
  /** Whoever stamps time into the seal. */
  readonly time: TimeSource
  /** A form was stored that is to get its long-term data. */
  readonly stored: () => void
  readonly now: () => Date
}

/** Times that a set is composed anew because another request about the same patient was stored meanwhile. */
const mostTurns = 5

/** A set that cannot be composed stays as it is and is tried again; the word names what does not fit, never a value. */
export class NotComposed extends Error {
  override readonly name = 'NotComposed'
}

/** Every set that is whole, one after another; one that fails holds up no other, and the first failure is thrown at the end. */
export async function composeSets(ports: ComposePorts): Promise<void> {
  const failed: unknown[] = []
  for (const set of await ports.sets.toCompose()) {
    try {
      await composeSet(ports, set.id)
    } catch (error) {
      failed.push(error)
      // Who signed was told that it is stored: somebody of the hospital hears that it cannot go on, once.
      if (error instanceof NotComposed)
        await ports.fhir.transaction(notComposedBundle(set, instantOf(ports.now()))).catch((why) => failed.push(why))
    }
  }
  if (failed.length > 0) throw failed[0]
}

async function composeSet(ports: ComposePorts, id: EnvelopeId): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn += 1) if (await tried(ports, id)) return
}

/** False: something about this patient was stored meanwhile. */
async function tried(ports: ComposePorts, id: EnvelopeId): Promise<boolean> {
  const read = await readSet(ports, id)
  if (read === null || !toCompose(read.set)) return true
  const committed = await ports.requests.commitSet(await setCommit(ports, read))
  switch (committed.kind) {
    case 'stored':
      ports.stored()
      return true
    case 'overtaken':
      return false
    case 'notTaken':
      // Somebody answered anew, or froze it: whoever did that composes when it is whole again.
      return committed.why !== 'changed'
    case 'refused':
      throw new NotComposed('refused')
    default:
      return committed satisfies never
  }
}

/** A set with the turn that was read before it: what was stored until then is in what is read now. */
export interface ReadSet {
  readonly set: SetRow
  readonly turn: number
}

/** Null: there is none. */
export async function readSet(ports: Pick<ComposePorts, 'sets' | 'requests'>, id: EnvelopeId): Promise<ReadSet | null> {
  const found = await ports.sets.find(id)
  if (found === null) return null
  const turn = await ports.requests.turnOf(found.patient)
  const set = await ports.sets.find(id)
  return set === null ? null : { set, turn }
}

/** The sealed form of a set with all that goes into the record beside it; nothing is stored by this. */
export async function setCommit(ports: ComposePorts, { set, turn }: ReadSet): Promise<SetCommit> {
  const { url, version } = set.form
  const form = (await ports.shown()).forms.find((one) => one.url === url && one.version === version)
  if (form === undefined) throw new NotComposed('form')
  const now = ports.now()
  const at = instantOf(now)
  const parts = partsOf(set, form, at)
  const deviceKeys = (await ports.devices.all()).flatMap(({ keys }) => keys.map(({ log }) => log))
  const { house, hospital, revocation, time } = ports
  const { response } = parts
  const pdf = await paperOfSet({ set, form, response, at, house, hospital, revocation, time, deviceKeys })
  if (typeof pdf === 'string') throw new NotComposed(pdf)
  const policy = ports.policy()
  return {
    bundle: bundleOf({ set, form, parts, pdf, hospital: { name: hospital, id: policy.hospital.id }, at }),
    events: (written) => [auditEvent(storedEvent(set, policy, written), { hospital, at })],
    due: now,
    judged: { patient: set.patient, turn },
    set,
    when: whenAt(now, policy),
  }
}

/** As of any request that is stored, under the number of the set: in the name of the kiosk of its last act. */
function storedEvent(set: SetRow, policy: HospitalPolicy, written: readonly string[]): EventOf<'requestStored'> {
  const last = set.acts.reduce((one, other) => (Date.parse(other.at) > Date.parse(one.at) ? other : one))
  const inForce = policyUri(policy.hospital.id, policy.version)
  return {
    kind: 'requestStored',
    kiosk: kioskOf(last.device),
    clerk: null,
    patient: set.patient,
    envelope: set.id,
    visit: last.visit,
    policy: policyUri(policy.hospital.id, last.policy),
    policyInForce: inForce,
    atApproval: 'form',
    outdated: null,
    written,
  }
}
