/** Capacity: only carried, never decided. It is presumed, and only a physician's finding for this matter says otherwise. */
import { isBefore, refuse, type Case, type RefusalOutline } from './outline.ts'
import type { World } from './world.ts'

export type Capacity = 'presumed' | 'capable' | 'lacking'

/** The recorded state, or a refusal when a finding is stale or somebody doubts and no physician has found anything. */
export function capacity<W extends World>(it: Case<W>): Capacity | RefusalOutline {
  const { finding, capacityDoubted } = it.facts.patient
  if (finding === null) {
    if (capacityDoubted) return refuse('all.capacityUnclear')
    it.cite('capacity.presumed')
    return 'presumed'
  }
  const { today } = it.facts
  if (isBefore(it, today, finding.on)) return refuse('finding.inFuture')
  const oldest = it.ops.addMonths(finding.on, it.policy.representative.findingMaxAgeMonths)
  if (isBefore(it, oldest, today)) return refuse('finding.tooOld')
  if (finding.until !== null && isBefore(it, finding.until, today)) return refuse('finding.expired')
  it.cite('capacity.found')
  return finding.capacity
}
