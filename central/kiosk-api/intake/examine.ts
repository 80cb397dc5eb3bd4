/** Walks the intake's table (table.ts): the first check that fails names the reason. */
import type { Bundle } from '@medplum/fhirtypes'
import type { EnvelopeId } from '../../../domain/ids.ts'
import type { EnvelopePayload } from '../../../domain/contract/intake/payload.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { peopleOf } from '../../../domain/requests/signing-set/people.ts'
import type { AtApproval } from '../../../domain/rules/at-approval.ts'
import type { EnrolledDevice } from '../../devices/device-table.ts'
import { reading } from '../../store/fhir/reading.ts'
import type { VisitRow } from '../../visits/visits.ts'
import { stopsNow } from './checks/changing.ts'
import { good, refuse } from './checks/checked.ts'
import type { Checked, Refused } from './checks/checked.ts'
import type { BoundPatient } from './checks/patient.ts'
import { seal } from './checks/seal.ts'
import type { TakenAct } from './checks/taken-act.ts'
import { transaction } from '../../../domain/fhir/entry.ts'
import type { Stopped } from './checks/stop-rules.ts'
import { isOfVisit, mayBeOutdated, outdatedBundle, outdatedSetBundle } from './outdated.ts'
import type { IntakePorts } from './ports.ts'
import { has } from './row.ts'
import type { Delivered, Found, Known, Means, Row } from './row.ts'
import { table } from './table.ts'

/** What may be stored, and whose it is. */
export interface Accepted {
  readonly bundle: Bundle
  readonly payload: EnvelopePayload
  readonly row: VisitRow
  readonly patient: BoundPatient
  /** The rules at signing, and what those in force would approve of it; null for an acceptance. */
  readonly ruled: { readonly policy: HospitalPolicy; readonly now: AtApproval } | null
  /** Who stopped which mandates; null: it is no withdrawal. */
  readonly stops: Stopped | null
  /** The check that today's rules fail; null: nothing is wrong with it. */
  readonly outdated: string | null
  /** Turn of the patient's requests, read before anything was judged by them. */
  readonly turn: number
  /** Of an act: what becomes of its set; null for any other kind. */
  readonly taken: TakenAct | null
}

export async function examine(
  ports: IntakePorts,
  input: { readonly id: EnvelopeId; readonly jwe: string; readonly sender: EnrolledDevice },
): Promise<Checked<Accepted>> {
  const means: Means = { ...ports, store: reading(ports.store) }
  let known: Known = { ...input, now: ports.now() }
  for (const row of table) {
    if (!isAskedOf(row, known)) continue
    const checked = await row.run(known, means)
    if (!checked.ok) return await unlessOutdated(means, known, checked)
    known = checked.value
  }
  if (!has(known, whose)) throw new Error("the intake's table: something was not found out")
  const { payload, row, patient, turn } = known
  const common = { payload, row, patient, turn }
  if (has(known, ['taken', 'bundle'])) throw new Error("the intake's table: an act with a transaction")
  if (has(known, ['taken'])) {
    // What the rules of its day say otherwise ends the set; the act itself stays, as whatever is out of date.
    const { step, when } = known.taken
    const isOutdated = step.again === 'changed'
    const of = { set: step.set.id, patient: patient.reference, at: when.at }
    const built = isOutdated ? outdatedSetBundle(of) : transaction([])
    const outdated = isOutdated ? 'rules changed' : null
    return good({ ...common, bundle: built, ruled: null, stops: null, outdated, taken: known.taken })
  }
  if (!has(known, ['bundle'])) throw new Error("the intake's table: nothing to store")
  const { bundle, policy, ruled } = known
  const judged = policy === undefined || ruled === undefined ? null : { policy, now: ruled.now }
  return good({
    ...common,
    bundle,
    ruled: judged,
    stops: known.stops ?? stopsNow(ruled?.changes ?? null),
    outdated: null,
    taken: null,
  })
}

/** What must be known of an envelope that is stored: who sent it, in which visit, about whom. */
const whose = ['payload', 'device', 'certified', 'row', 'patient', 'turn'] as const

/** Before the kind is known, every check is asked. */
function isAskedOf({ kinds }: Row, { payload }: Known): boolean {
  return payload === undefined || kinds[payload.kind]
}

/** A refusal stands, unless only what may have changed since was refused. */
async function unlessOutdated(means: Means, known: Known, refused: Refused): Promise<Checked<Accepted>> {
  return has(known, whose) && mayBeOutdated(known.payload, refused) ? await outdated(means, known, refused) : refused
}

/** Kept although it is refused, when seal, signer, patient and visit on the paper hold: only the rules were changed. */
async function outdated(
  { house: { sealCa, timeCa } }: Means,
  known: Delivered & Pick<Found, (typeof whose)[number]>,
  refused: Refused,
): Promise<Checked<Accepted>> {
  const { payload, row, patient, turn } = known
  let pdf: Uint8Array | null = null
  if (payload.kind === 'form') {
    const sealed = await seal({ ...known, sealCa: sealCa.certificate, timeCa: timeCa.certificate })
    if (!sealed.ok) return sealed
    const isTheirs = isOfVisit(sealed.value.contents, { ...known, people: peopleOf(row.record) })
    if (!isTheirs) return refuse('document', 'visit')
    pdf = sealed.value.bytes
  }
  const because = `${refused.reason} ${refused.detail}`
  const built = outdatedBundle({ payload, patient: patient.reference, pdf })
  return good({ bundle: built, payload, row, patient, ruled: null, stops: null, outdated: because, turn, taken: null })
}
