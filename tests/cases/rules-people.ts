/** Synthetic people and papers for the cases of the rules; each case changes one thing. Today is 2026-11-23. */
import { defaultPolicy } from '../../domain/policy/default.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { decide, type Decision, type Facts } from '../../domain/rules/index.ts'
import { changed, day, motherOfSeven, today } from '../rules/sample.ts'

export { changed, day, today }

export type Ruling = NonNullable<Facts['evidence']['ruling']>

/** A guardianship of a year ago, without an end. */
export const ruling = (change: Partial<Ruling> = {}): Ruling => ({
  measure: 'guardianship',
  joint: false,
  pronouncedOn: day('2025-11-01'),
  effectiveOn: day('2025-11-02'),
  until: null,
  newestLetterOn: null,
  kinds: null,
  ...change,
})
export const extract = (
  authority: 'sole' | 'joint' | 'notHolder',
  source: 'extract' | 'brp' = 'extract',
  issuedOn: Facts['today'] = day('2026-11-01'),
): NonNullable<Facts['evidence']['authorityExtract']> => ({ source, issuedOn, authority })

/** A guardian of a child of seven with these papers. */
export const guardian = (papers: Partial<Facts['evidence']>): Facts => ({
  ...motherOfSeven,
  relation: 'guardian',
  evidence: { ...motherOfSeven.evidence, authorityExtract: null, ...papers },
})

/** An adult of 70 who cannot decide according to a physician, and whoever asks. */
export const incapable = (
  relation: Facts['relation'],
  change: { readonly evidence?: Partial<Facts['evidence']>; readonly others?: Partial<Facts['others']> } = {},
): Facts => ({
  ...motherOfSeven,
  relation,
  patient: {
    ...motherOfSeven.patient,
    birth: day('1956-05-14'),
    identity: { level: 'identified', documentValidUntil: null },
    finding: { capacity: 'lacking', on: day('2026-05-01'), until: null },
  },
  evidence: { ...motherOfSeven.evidence, authorityExtract: null, kinship: 'shown', ...change.evidence },
  others: { ...motherOfSeven.others, ...change.others },
})
/** The same adult, of whom nobody doubts that he decides. */
export const capable = (relation: Facts['relation'], others: Partial<Facts['others']> = {}): Facts =>
  changed(incapable(relation, { others }), { patient: { finding: null } })

export const policy = (group: keyof HospitalPolicy, change: object): HospitalPolicy => ({
  ...defaultPolicy,
  [group]: { ...Object(defaultPolicy[group]), ...change },
})

/** "R08 2027-01-13", "R08 until withdrawn", or "refusal → next step". */
export function answer(facts: Facts, under: HospitalPolicy = defaultPolicy): string {
  const decision = decide({ facts, policy: under })
  return decision.kind === 'refusal'
    ? `${decision.id} → ${decision.next.id}`
    : `${decision.row} ${decision.end.day ?? 'until withdrawn'}`
}
export function form(facts: Facts, under: HospitalPolicy = defaultPolicy): Extract<Decision, { kind: 'form' }> {
  const decision = decide({ facts, policy: under })
  if (decision.kind === 'refusal') throw new Error(decision.id)
  return decision
}
