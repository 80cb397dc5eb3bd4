/** Capacity: only carried, never decided. It is presumed, and only a physician's finding for this matter says otherwise. */
import { isBefore, refuse, type Case, type RefusalOutline } from './outline.ts'
import type { World } from './world.ts'

export type Finding<W extends World> = NonNullable<Case<W>['facts']['patient']['finding']>

/** A form that rests on what a clerk wrote over from a letter: it counts when a physician approves, in every hospital. */
export function isTranscribed<W extends World>(it: Case<W>, finding: Finding<W> | null): boolean {
  if (finding?.source !== 'transcribed') return false
  it.cite('finding.transcribed')
  return true
}

/**
 * The physician's finding that holds today, or null: nobody found anything, and capacity is presumed. A refusal when a
 * finding is stale, or when somebody doubts and no physician has found anything.
 */
export function capacity<W extends World>(it: Case<W>): Finding<W> | null | RefusalOutline {
  const { finding, capacityDoubted } = it.facts.patient
  if (finding === null) {
    if (capacityDoubted) return refuse('all.capacityUnclear')
    it.cite('capacity.presumed')
    return null
  }
  const { today } = it.facts
  if (isBefore(it, today, finding.on)) return refuse('finding.inFuture')
  const oldest = it.ops.addMonths(finding.on, it.policy.representative.findingMaxAgeMonths)
  if (isBefore(it, oldest, today)) return refuse('finding.tooOld')
  if (finding.until !== null && isBefore(it, finding.until, today)) return refuse('finding.expired')
  it.cite('capacity.found')
  return finding
}
