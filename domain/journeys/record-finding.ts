/**
 * A physician's finding comes from two sides: from the patient's record, or from a letter that a clerk wrote over. Of the two
 * the later one speaks; of one day the record, which a physician of this hospital wrote himself.
 */
import type { Evidence, EvidenceOf } from '../contract/gateway/evidence.ts'

export type Finding = EvidenceOf<'finding'>

/** The papers with what the record says; null: it says nothing. What it said before is taken out. */
export function withFinding(papers: readonly Evidence[], ofRecord: Finding | null): Evidence[] {
  const own = papers.filter((one) => !isOfRecord(one))
  if (ofRecord === null) return own
  const letter = own.find((one): one is Finding => one.kind === 'finding')
  if (letter !== undefined && letter.on > ofRecord.on) return own
  return [...own.filter(({ kind }) => kind !== 'finding'), ofRecord]
}

/** Nobody brought it: it is no paper that the clerk has looked at. */
export function isOfRecord(one: Evidence): boolean {
  return one.kind === 'finding' && one.source === 'record'
}

/** Whether the clerk has seen any paper. */
export function hasPapers(evidence: readonly Evidence[]): boolean {
  return evidence.some((one) => !isOfRecord(one))
}
