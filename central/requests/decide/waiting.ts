/** What waits for an answer, read once: a form in the record, or a set with a private answer of which nothing stands there. */
import type { Consent, DocumentReference, Task } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { referenceSystem, taskCode } from '../../../domain/coding/systems.ts'
import { referenceOf } from '../../../domain/contract/envelope/reference.ts'
import type { Evidence } from '../../../domain/contract/gateway/evidence.ts'
import type { IdentityClaim } from '../../../domain/contract/gateway/visit-record.ts'
import { Change } from '../../../domain/forms/request.ts'
import type { MandateRequest } from '../../../domain/forms/request.ts'
import type { Instant, VisitId } from '../../../domain/ids.ts'
import type { Known } from '../../../domain/journeys/known.ts'
import { KindSet, Purpose } from '../../../domain/policy/kinds.ts'
import { peopleOf } from '../../../domain/requests/signing-set/people.ts'
import type { Approver, FormDecision } from '../../../domain/rules/basis/decision.ts'
import { mandatesIn } from '../../record/form-ends.ts'
import type { KeptRequest } from '../decisions/kept-request.ts'
import type { AskedFor } from '../decisions/decision.ts'
import { toApprove } from '../sets/change.ts'
import { askerOfSet } from '../sets/asker-of-set.ts'
import type { SetRow } from '../sets/set-row.ts'
import type { DecidePorts } from './ports.ts'

/** What the rules are asked with, and who took part. */
export interface Facts {
  readonly claim: IdentityClaim
  readonly record: Known['record']
  readonly decision: FormDecision
  /** Null: of a set, which reads it from its answers. */
  readonly request: MandateRequest | null
  /** Everybody who signs or gets access, as the desk compared them. */
  readonly people: readonly IdentityClaim[]
  readonly papers: readonly Evidence[]
  readonly clerks: readonly string[]
  readonly visits: readonly VisitId[]
  readonly signedAt: Instant
  /** Versions of the policy under which was signed. */
  readonly policies: readonly number[]
}

export interface Waiting {
  /** `Patient/<id>` */
  readonly patient: string
  /** The visitor's number. */
  readonly reference: string
  readonly approver: Approver
  readonly facts: Facts | null
  /** Those that are asked for and wait, in the order of the signers; none yet of a private set. */
  readonly mandates: readonly (Consent & { readonly id: string })[]
  /** The request in the record; null: a private set. */
  readonly task: Task | null
  /** The form in the record; null: a private set. */
  readonly document: DocumentReference | null
  /** The set that it was composed of, or that waits itself. */
  readonly set: SetRow | null
  readonly frozenBy: string | null
}

export type WaitingRead = Waiting | 'unknown' | 'decidedBefore' | 'withdrawn' | 'notComplete'

export async function waitingFor(ports: DecidePorts, asked: AskedFor): Promise<WaitingRead> {
  return asked.kind === 'form' ? await waitingForm(ports, asked.task) : await waitingSet(ports, asked.id)
}

async function waitingSet(ports: DecidePorts, id: SetRow['id']): Promise<WaitingRead> {
  const set = await ports.sets.find(id)
  if (set === null) return 'unknown'
  const { outcome, frozenBy } = set.state
  // Refused before, or granted: staff see which. What nobody sees before its last day ended as well.
  if (outcome !== null) return outcome.kind === 'ended' ? 'withdrawn' : 'decidedBefore'
  // A freeze is said as that.
  if (!toApprove({ ...set, state: { ...set.state, frozenBy: null } })) return 'notComplete'
  return {
    patient: set.patient,
    reference: referenceOf(set.id),
    approver: set.decided.approver,
    facts: factsOfSet(set),
    mandates: [],
    task: null,
    document: null,
    set,
    frozenBy,
  }
}

async function waitingForm(ports: DecidePorts, name: string): Promise<WaitingRead> {
  const task = await ports.fhir.read(name)
  if (task?.resourceType !== 'Task' || !asksToApprove(task)) return 'unknown'
  const patient = task.for?.reference
  const named = task.input?.find(({ type }) => type.text === 'document')?.valueReference?.reference
  const document = named === undefined ? null : await ports.fhir.read(named)
  if (patient === undefined || document?.resourceType !== 'DocumentReference') return 'unknown'
  const status = stateOf(task)
  if (status !== 'open' && status !== 'frozen') return status
  const mandates: (Consent & { readonly id: string })[] = []
  for (const mandate of mandatesIn(task)) {
    const one = await ports.fhir.read(mandate)
    if (one?.resourceType === 'Consent' && one.id !== undefined && one.status === 'proposed')
      mandates.push({ ...one, id: one.id })
  }
  if (mandates.length === 0) return 'withdrawn'
  const form = `DocumentReference/${document.id ?? ''}`
  const set = (await ports.sets.ofPatient(patient)).find(({ composed }) => composed?.document === form) ?? null
  const kept = set === null ? await ports.kept.of(form) : null
  return {
    patient,
    reference: task.identifier?.find(({ system }) => system === referenceSystem)?.value ?? '',
    approver: task.performerType?.[0]?.text === 'staff' ? 'staff' : 'physician',
    facts: set === null ? factsOfKept(kept) : factsOfSet(set),
    mandates,
    task,
    document,
    set,
    frozenBy: set?.state.frozenBy ?? (status === 'frozen' ? '' : null),
  }
}

/** Whether a Task asks somebody of the hospital to approve a mandate (domain/fhir/approval.ts). */
export function asksToApprove({ code }: Pick<Task, 'code'>): boolean {
  return (code?.coding ?? []).some((one) => one.system === taskCode && one.code === 'approve')
}

function stateOf({ status, businessStatus }: Task): 'open' | 'frozen' | 'decidedBefore' | 'withdrawn' {
  switch (status) {
    case 'requested':
      return 'open'
    case 'on-hold':
      return 'frozen'
    case 'cancelled':
      return businessStatus?.text === 'outdated' ? 'decidedBefore' : 'withdrawn'
    default:
      return 'decidedBefore'
  }
}

function factsOfSet(set: SetRow): Facts | null {
  const asker = askerOfSet(set)
  const last = set.acts.map(({ at }) => at).toSorted((one, other) => Date.parse(other) - Date.parse(one))[0]
  if (asker === null || last === undefined) return null
  return {
    claim: asker.claim,
    record: asker.record,
    decision: set.decided,
    request: null,
    people: set.acts.map(({ claim }) => claim),
    papers: set.acts.flatMap(({ record }) => record.evidence),
    // Of a visit to a set the clerk is not kept.
    clerks: [],
    visits: set.acts.map(({ visit }) => visit),
    signedAt: last,
    policies: [...new Set(set.acts.map(({ policy }) => policy))],
  }
}

/** The request as it lies under the seal beside the decision. */
const Sealed = v.looseObject({
  request: v.looseObject({
    kinds: KindSet,
    purpose: Purpose,
    period: v.optional(v.picklist(['whole', 'months6', 'year1'])),
    change: v.optional(Change),
  }),
})

function factsOfKept(kept: KeptRequest | null): Facts | null {
  const sealed = kept === null ? null : v.safeParse(Sealed, kept.decision)
  if (kept === null || sealed?.success !== true) return null
  const { kinds, purpose, period, change } = sealed.output.request
  const request: MandateRequest = {
    kinds,
    purpose,
    ...(period === undefined ? {} : { period }),
    ...(change === undefined ? {} : { change }),
  }
  const { claim, record, decision, clerks, signedAt, policy } = kept
  return {
    claim,
    record,
    decision,
    request,
    people: peopleOf(record).map((one) => one.claim),
    papers: record.evidence,
    clerks,
    visits: [record.visit],
    signedAt,
    policies: [policy],
  }
}
