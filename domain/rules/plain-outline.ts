/**
 * The outcome on real values: that of the rules, unless a date contradicts another, a measure from abroad lies beside it, or
 * nothing is left to who asks. It only takes away, so what the proof shows of `outlineOf` holds here too; there every pair of days
 * would have to be told apart.
 */
import type { HospitalPolicy } from '../policy/policy.ts'
import { everyFact } from './basis/every-fact.ts'
import type { FormDecision } from './basis/decision.ts'
import type { Facts } from './basis/facts.ts'
import { isRefusal, refuse, type Outline, type RefusalOutline } from './basis/outline.ts'
import { grantsOf } from './grants.ts'
import { outlineOf } from './outline-of.ts'
import { isForeignMeasure } from './foreign-measure.ts'
import { oddDate } from './odd-dates.ts'
import { relations } from './basis/relations.ts'
import type { RuleId } from './basis/rulebook.ts'
import { plain, type Plain } from './basis/world.ts'

type Asked = {
  readonly facts: Facts
  readonly policy: HospitalPolicy
  readonly cite: (rule: RuleId) => unknown
}

/**
 * Somebody may be more than one thing to a patient: a foster parent is also the guardian. Each relation is decided on by itself, and
 * the first that leads to a form counts, in the order of the law; where none does, he hears about the one that he named.
 */
export function plainOutline(of: Asked): Outline<Plain> {
  const { facts } = of
  const { relation, applicant } = facts
  const { alsoIs = [] } = applicant
  const all = relations.filter((one) => one === relation || alsoIs.includes(one))
  if (all.length < 2) return ofRelation(of)
  for (const one of all) {
    const cited: RuleId[] = []
    const outline = ofRelation({ ...of, facts: { ...facts, relation: one }, cite: (rule) => cited.push(rule) })
    // Only the patient's own no stands in the way: to go on to another relation would tell it.
    if (outline.kind === 'refusal' && !isOwnNo(outline)) continue
    for (const rule of cited) of.cite(rule)
    return outline
  }
  return ofRelation(of)
}

/** What is refused whatever the patient answers comes first: else the words for a refusal would tell the answer. */
function ofRelation(of: Asked): Outline<Plain> {
  const { facts } = of
  const { answerKinds: _, ...patient } = facts.patient
  const asIfYes: Asked = { ...of, facts: { ...facts, patient: { ...patient, answer: 'yes' } } }
  const cited: RuleId[] = []
  const outline = asAnswered({ ...of, cite: (rule) => cited.push(rule) })
  if (isOwnNo(outline)) {
    const otherwise: RuleId[] = []
    const open = asAnswered({ ...asIfYes, cite: (rule) => otherwise.push(rule) })
    if (open.kind === 'refusal') {
      for (const rule of otherwise) of.cite(rule)
      return open
    }
  }
  for (const rule of cited) of.cite(rule)
  return outline
}

const isOwnNo = (outline: Outline<Plain>): boolean => outline.kind === 'refusal' && /saidNo$/iu.test(outline.id)

function asAnswered(of: Asked): Outline<Plain> {
  const { facts, policy } = of
  const cited: RuleId[] = []
  const outline = outlineOf<Plain>({
    facts: everyFact(facts),
    policy,
    ops: plain,
    cite: (rule) => void cited.push(rule),
  })
  const beside = outline.kind === 'form' ? refusedBeside(facts, outline) : null
  if (beside !== null) return beside
  const grants = outline.kind === 'form' ? grantsOf({ ...outline, facts }) : null
  if (isRefusal(grants)) {
    // To leave nothing is to say no, and reads the same to the last rule.
    const { answerKinds: _, ...patient } = facts.patient
    return grants.id === 'coHolder.refused'
      ? grants
      : asAnswered({ ...of, facts: { ...facts, patient: { ...patient, answer: 'no' } } })
  }
  for (const rule of cited) of.cite(rule)
  return outline
}

function refusedBeside(facts: Facts, { row }: Pick<FormDecision, 'row'>): RefusalOutline | null {
  const wrong = oddDate(facts)
  if (wrong !== null) return refuse(wrong)
  return isForeignMeasure(facts, row) ? refuse('evidence.foreignRuling') : null
}
