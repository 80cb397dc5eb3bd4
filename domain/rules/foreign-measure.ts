/**
 * A measure from abroad on the desk. No rule of ours reads what it gives to whom, so wherever it may be about who decides for
 * this patient, a person looks (Civil Code 10:115 and the Convention on the protection of adults). Curator, mentor, guardian
 * and parent are told so by their own rows; here are those who come by another way.
 */
import type { Facts } from './basis/facts.ts'
import type { FormDecision } from './basis/decision.ts'

/** Forms that ask that nobody was appointed: a lower step of 7:465(3), or a patient whose capacity is presumed. */
const lowerSteps: ReadonlySet<FormDecision['row']> = new Set(['R14', 'R15'])
const ownChoice: ReadonlySet<FormDecision['row']> = new Set(['R06', 'R10'])

/** Whether it stands in the way of a form of this row. One that is over, or about somebody else, says nothing here. */
export function isForeignMeasure(
  { today, patient, evidence: { ruling } }: Pick<Facts, 'today' | 'patient' | 'evidence'>,
  row: FormDecision['row'],
): boolean {
  if (ruling?.measure !== 'foreign' || ruling.ofPatient === false) return false
  if (ruling.until !== null && ruling.until < today) return false
  // Whom a physician found able to decide chooses himself, as beside a Dutch measure.
  return lowerSteps.has(row) || (ownChoice.has(row) && patient.finding === null)
}
