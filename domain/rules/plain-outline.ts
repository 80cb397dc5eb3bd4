/** The outcome on real values: that of the rules, unless a paper contradicts a birth date or nothing is left to who asks. */
import type { HospitalPolicy } from '../policy/policy.ts'
import { everyFact } from './basis/every-fact.ts'
import type { Facts } from './basis/facts.ts'
import { isRefusal, refuse, type Outline } from './basis/outline.ts'
import { grantsOf } from './grants.ts'
import { outlineOf } from './outline-of.ts'
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
 *
 * As {@link outlineOf}; no paper about somebody is older than that person. It only takes away, so what the proof shows of
 * `outlineOf` holds here too; there every pair of days would have to be told apart.
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
    if (outline.kind === 'refusal') continue
    for (const rule of cited) of.cite(rule)
    return outline
  }
  return ofRelation(of)
}

function ofRelation(of: Asked): Outline<Plain> {
  const { facts, policy } = of
  const cited: RuleId[] = []
  const outline = outlineOf<Plain>({
    facts: everyFact(facts),
    policy,
    ops: plain,
    cite: (rule) => void cited.push(rule),
  })
  const wrong = paperBeforeBirth(facts)
  // A refusal stays; but one on the patient's own no does not, or the sentence would tell it.
  if (wrong !== null && (outline.kind === 'form' || /saidNo$/iu.test(outline.id))) return refuse(wrong)
  const grants = outline.kind === 'form' ? grantsOf({ ...outline, facts }) : null
  if (isRefusal(grants)) {
    // To leave nothing is to say no, and reads the same to the last rule.
    const { answerKinds: _, ...patient } = facts.patient
    return grants.id === 'coHolder.refused'
      ? grants
      : ofRelation({ ...of, facts: { ...facts, patient: { ...patient, answer: 'no' } } })
  }
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
  const { authorityExtract, otherExtract = null, ruling } = evidence
  const extracts = [authorityExtract, otherExtract].filter((extract) => extract !== null)
  if (extracts.some(({ issuedOn }) => issuedOn < patient.birth)) return 'evidence.extractBeforeBirth'
  const dates = ruling === null ? [] : [ruling.pronouncedOn, ruling.effectiveOn, ruling.newestLetterOn ?? patient.birth]
  return dates.some((day) => day < patient.birth) ? 'evidence.rulingBeforeBirth' : null
}
