/**
 * The approver agrees to a set with a private answer: only now its form is composed, sealed and stored, in one commit that says
 * of the set that it is granted. Until then nothing of it exists outside the set, so that a no, or a yes that is taken back,
 * leaves nothing to find and nothing to undo.
 */
import type { EnvelopeId } from '../../../domain/ids.ts'
import type { Approver, FormDecision } from '../../../domain/rules/basis/decision.ts'
import { toApprove } from '../sets/change.ts'
import type { SetRefusal } from '../sets/change.ts'
import type { SetRow } from '../sets/set-row.ts'
import type { SetStore } from '../sets/set-store.ts'
import { whenAt } from '../sets/when.ts'
import { NotComposed, readSet, setCommit } from './compose-set.ts'
import type { ComposePorts } from './compose-set.ts'

export interface ApprovePorts extends Omit<ComposePorts, 'sets'> {
  readonly sets: Pick<SetStore, 'find' | 'toCompose' | 'happen'>
  /** What the rules of today leave of the set; null: they ask for something else than was signed. */
  readonly leaves: (set: SetRow) => Promise<FormDecision | null>
}

export type Approved =
  | { readonly kind: 'approved' }
  /** The rules of today ask for something else; for everybody but staff the set waits until its last day. */
  | { readonly kind: 'outdated' }
  | { readonly kind: 'notTaken'; readonly why: SetRefusal }

/**
 * @param of.version the set as the approver saw it; another answer since then and he looks again. Throws `NotComposed` where no
 * form can be made of the acts: then nothing has happened.
 */
export async function approveSet(
  ports: ApprovePorts,
  of: { readonly id: EnvelopeId; readonly version: number; readonly by: Approver },
): Promise<Approved> {
  const { id, version, by } = of
  const read = await readSet(ports, id)
  if (read === null) return { kind: 'notTaken', why: 'unknown' }
  if (read.set.version !== version) return { kind: 'notTaken', why: 'changed' }
  if (!toApprove(read.set)) return { kind: 'notTaken', why: 'notComplete' }
  const decided = await ports.leaves(read.set)
  if (decided === null) return await outdated(ports, of)
  const commit = await setCommit(ports, { ...read, set: { ...read.set, decided } })
  const committed = await ports.requests.commitSet({ ...commit, approvedBy: by })
  switch (committed.kind) {
    case 'stored':
      ports.stored()
      return { kind: 'approved' }
    case 'overtaken':
      // Something else about this patient was stored meanwhile: what the rules said may not be true any more.
      return { kind: 'notTaken', why: 'changed' }
    case 'notTaken':
      return committed
    case 'refused':
      throw new NotComposed('refused')
    default:
      return committed satisfies never
  }
}

async function outdated(
  ports: ApprovePorts,
  { id, by }: { readonly id: EnvelopeId; readonly by: Approver },
): Promise<Approved> {
  const when = whenAt(ports.now(), ports.policy())
  const change = await ports.sets.happen(id, { kind: 'moved', event: { kind: 'granted', by, again: 'changed' } }, when)
  return change.ok ? { kind: 'outdated' } : { kind: 'notTaken', why: change.refusal }
}
