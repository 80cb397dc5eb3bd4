/** The outcome on real values: that of the rules, unless a paper contradicts a birth date. */
import type { HospitalPolicy } from '../policy/policy.ts'
import type { Facts } from './basis/facts.ts'
import { refuse, type Outline } from './basis/outline.ts'
import { outlineOf } from './outline-of.ts'
import type { RuleId } from './basis/rulebook.ts'
import { plain, type Plain } from './basis/world.ts'

/**
 * As {@link outlineOf}; no paper about somebody is older than that person. It only takes away, so what the proof shows of
 * `outlineOf` holds here too; there every pair of days would have to be told apart.
 */
export function plainOutline(of: {
  readonly facts: Facts
  readonly policy: HospitalPolicy
  readonly cite: (rule: RuleId) => unknown
}): Outline<Plain> {
  const { facts, policy } = of
  const cited: RuleId[] = []
  const outline = outlineOf<Plain>({ facts, policy, ops: plain, cite: (rule) => void cited.push(rule) })
  const wrong = paperBeforeBirth(facts)
  // A refusal stays; but one on the patient's own no does not, or the sentence would tell it.
  if (wrong !== null && (outline.kind === 'form' || /saidNo$/iu.test(outline.id))) return refuse(wrong)
  for (const rule of cited) of.cite(rule)
  return outline
}

/**
 * Which paper is older than the patient; null: none. Authority over a child begins with its birth, so such
 * a date, or the birth date, was entered wrongly.
 */
export function paperBeforeBirth({
  patient,
  evidence,
}: Pick<Facts, 'patient' | 'evidence'>): 'evidence.extractBeforeBirth' | 'evidence.rulingBeforeBirth' | null {
  const { authorityExtract, ruling } = evidence
  if (authorityExtract !== null && authorityExtract.issuedOn < patient.birth) return 'evidence.extractBeforeBirth'
  const dates = ruling === null ? [] : [ruling.pronouncedOn, ruling.effectiveOn, ruling.newestLetterOn ?? patient.birth]
  return dates.some((day) => day < patient.birth) ? 'evidence.rulingBeforeBirth' : null
}
