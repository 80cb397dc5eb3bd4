/** R11, R12, R13: curator and mentor, persons or organisations. */
import type { EndReason } from '../basis/decision.ts'
import { validRuling } from '../basis/evidence.ts'
import {
  isBefore,
  isRefusal,
  limitAfter,
  refuse,
  type Bound,
  type Case,
  type Outline,
  type RefusalOutline,
} from '../basis/outline.ts'
import type { World } from '../basis/world.ts'
import { represented, type Basis } from './represented.ts'

export function curator<W extends World>(it: Case<W>): Outline<W> {
  return represented(it, (it) => byRuling(it, 'R11'))
}

export function mentor<W extends World>(it: Case<W>): Outline<W> {
  return represented(it, (it) => byRuling(it, 'R12'))
}

function byRuling<W extends World>(it: Case<W>, row: 'R11' | 'R12'): Basis<W> | RefusalOutline {
  const closed = row === 'R11' ? it.policy.representative.curator : it.policy.representative.mentor
  if (closed === 'closed') return refuse(`${row}.closed`)
  // The court appoints nobody who works where the patient is treated; the physician asks it again.
  if (it.facts.applicant.worksHere) return refuse('R12.worksHere')
  const ruling = validRuling(it, [row === 'R11' ? 'curatele' : 'mentorship'])
  if (isRefusal(ruling)) return ruling
  const listed = row === 'R11' ? register(it) : endedByCuratele(it)
  if (listed !== null) return listed
  const { newestLetterOn: letter } = ruling
  if (letter !== null && isBefore(it, it.facts.today, letter)) return refuse('evidence.letterInFuture')
  const term = termEnd(it, letter ?? ruling.effectiveOn)
  if (isRefusal(term)) return term
  it.cite(`${row}.form`)
  if (ruling.kinds !== null) it.cite('scope.rulingTopics')
  const ends: readonly Bound<W, EndReason>[] = [...limitAfter(it, ruling.until, 'rulingEnd'), ...term]
  const endless = ends.length === 0
  if (endless) it.cite('end.reviewCourt')
  return {
    row,
    proves:
      row === 'R11' && it.policy.representative.registerCheck === 'needed'
        ? ['ruling', 'curateleRegister']
        : ['ruling'],
    notices: [],
    physicianApproves: false,
    topics: ruling.kinds,
    effective: ruling.effectiveOn,
    ends,
    review: endless ? it.ops.addYears(it.facts.today, it.policy.representative.reviewAfterYears) : null,
  }
}

/** The public register lists curatele (1:391), not mentorship. */
function register<W extends World>(it: Case<W>): RefusalOutline | null {
  const found = it.facts.evidence.curateleRegister
  if (found === 'notListed') return refuse('R11.notListed')
  return found === 'notChecked' && it.policy.representative.registerCheck === 'needed'
    ? refuse('R11.registerNotChecked')
    : null
}

/** Curatele ends a mentorship (1:462(2)): who is listed has a curator, whatever ruling a mentor still holds. */
function endedByCuratele<W extends World>(it: Case<W>): RefusalOutline | null {
  return it.facts.evidence.curateleRegister === 'listed' ? refuse('R12.curatele') : null
}

/** A fixed term counts from the effective date or the newest court letter, which may not be older than the term. */
function termEnd<W extends World>(it: Case<W>, since: W['day']): readonly Bound<W, EndReason>[] | RefusalOutline {
  const { courtTerm } = it.policy.representative
  if (courtTerm.kind === 'rulingEnd') return []
  const day = it.ops.addYears(since, courtTerm.years)
  if (!isBefore(it, it.facts.today, day)) return refuse('evidence.rulingTooOld')
  return [{ day, reason: 'courtTerm' }]
}
