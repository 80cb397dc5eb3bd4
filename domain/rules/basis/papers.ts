/**
 * What every paper on the desk says of somebody's authority over a child. One paper must be enough as proof; the smallest
 * of what all of them prove holds, so a ruling beside an extract still ends it, and a paper that does not hold is never
 * passed over.
 */
import type { EndReason } from './decision.ts'
import { extractSays, rulingSays, type RulingOf } from './evidence.ts'
import { isBefore, isRefusal, limitAfter, refuse, type Bound, type Case, type RefusalOutline } from './outline.ts'
import type { World } from './world.ts'

/** The applicant's authority as all papers prove it together. */
export type Holder<W extends World> = {
  readonly joint: boolean
  readonly proof: 'authorityExtract' | 'ruling'
  /** Topics that a ruling is limited to; null: to none. */
  readonly topics: W['kinds'] | null
  /** When a ruling takes effect; null: there is none. */
  readonly effective: W['day'] | null
  readonly ends: readonly Bound<W, EndReason>[]
  /** Part of the authority, and nobody recorded which part: a physician looks whether the form goes with it. */
  readonly physicianApproves: boolean
}

/** A parent's proof is the extract or the register's answer; no ruling of the list makes somebody a parent. */
export function papersOfParent<W extends World>(it: Case<W>): Holder<W> | RefusalOutline {
  const extract = extractSays(it, it.policy.authority.parentEvidence)
  if (isRefusal(extract)) return extract
  const taken = takenByRuling(it)
  if (taken !== null) return taken
  return { joint: extract === 'joint', proof: 'authorityExtract', ...unlimited }
}

/**
 * Guardianship or partial authority of another takes it from the parent; the desk reads which. One that is over takes nothing,
 * unless a later one is known of, and one about another child proves nothing of this one.
 */
function takenByRuling<W extends World>(it: Case<W>): RefusalOutline | null {
  const { ruling } = it.facts.evidence
  if (ruling === null) return null
  if (!ruling.ofPatient) return refuse('evidence.otherPerson')
  if (ruling.measure === 'foreign') return refuse('evidence.foreignRuling')
  if (ruling.until === null || !isBefore(it, ruling.until, it.facts.today)) return refuse('evidence.otherMeasure')
  if (isBefore(it, ruling.until, ruling.effectiveOn)) return refuse('evidence.rulingEndsBeforeStart')
  return ruling.newest ? null : refuse('evidence.laterRuling')
}

/** A guardian or other holder proves it by what the policy accepts; whatever else was shown counts as well. */
export function papersOfHolder<W extends World>(it: Case<W>): Holder<W> | RefusalOutline {
  const { evidence } = it.facts
  const accepted = it.policy.authority.guardianEvidence
  const byRuling = accepted === 'ruling' || (accepted === 'either' && evidence.authorityExtract === null)
  const ruling = byRuling || evidence.ruling !== null ? rulingSays(it, { asProof: byRuling }) : null
  if (isRefusal(ruling)) return ruling
  const extract = !byRuling || evidence.authorityExtract !== null ? extractSays(it, 'either') : null
  if (isRefusal(extract)) return extract
  const proof = byRuling ? 'ruling' : 'authorityExtract'
  const joint = extract === 'joint' || ruling?.joint === true
  if (ruling === null) return { joint, proof, ...unlimited }
  return { joint, proof, ...limitsOf(it, ruling) }
}

const unlimited = { topics: null, effective: null, ends: [], physicianApproves: false }

function limitsOf<W extends World>(
  it: Case<W>,
  ruling: RulingOf<W>,
): Pick<Holder<W>, 'topics' | 'effective' | 'ends' | 'physicianApproves'> {
  if (ruling.measure === 'partialAuthority') it.cite('authority.partial')
  if (ruling.kinds !== null) it.cite('scope.rulingTopics')
  return {
    topics: ruling.kinds,
    effective: ruling.effectiveOn,
    ends: limitAfter(it, ruling.until, 'rulingEnd'),
    physicianApproves: ruling.measure === 'partialAuthority' && ruling.kinds === null,
  }
}
