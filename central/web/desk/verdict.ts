/** What the rules will say of the paper that the clerk recorded, in the clerk's words, while it lies on the desk. */
import { foresee } from '../../../domain/journeys/foresee.ts'
import type { VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import type { CalendarDay } from '../../../domain/ids.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'

/** Null: nothing stands in the way whoever the child is. */
export function paperVerdict(record: VisitRecord, policy: HospitalPolicy, today: CalendarDay): string | null {
  if (record.claim === null) return null
  const decision = foresee({ record, claim: record.claim, policy, today })
  if (decision === null) return null
  const months = policy.authority.extractMaxAgeMonths
  if (decision.kind !== 'refusal') return 'Hier tekent nog iemand, en dat kan nog niet op de zuil.'
  if (decision.id === 'evidence.extractTooOld')
    return `Te oud: een uittreksel mag niet ouder zijn dan ${months} maanden. Verkeerd getypt? Verbeter de datum.`
  if (decision.id === 'evidence.noExtract') return 'Zonder uittreksel kan de zuil niet verder.'
  return decision.staff
}
