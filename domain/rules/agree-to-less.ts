/**
 * An approver who agrees to less than was signed: fewer kinds of data, or an earlier last day. Only ever less, so what is proved
 * of the decision holds of what is left of it.
 */
import { addDays } from '../days/calendar.ts'
import type { DataKind } from '../data-kinds.ts'
import type { CalendarDay } from '../ids.ts'
import type { FormDecision } from './basis/decision.ts'

/** Absent: as it was signed. */
export interface Less {
  readonly kinds?: readonly DataKind[]
  readonly lastDay?: CalendarDay
}

/** What is left; null: it is not less, or nothing would be left to one of those who asked. */
export function agreedToLess(decision: FormDecision, { kinds, lastDay }: Less): FormDecision | null {
  const left = kinds ?? decision.scope
  if (left.length === 0 || !left.every((kind) => decision.scope.includes(kind))) return null
  const end = lastDay === undefined ? decision.end : endOn(decision, lastDay)
  if (end === null) return null
  const within = ({ day }: { readonly day: string }): boolean => end.day === null || day < end.day
  const keeps = (scope: readonly DataKind[]): readonly DataKind[] => scope.filter((kind) => left.includes(kind))
  const grants = decision.grants?.map((grant) => ({ ...grant, scope: keeps(grant.scope) }))
  const isEmptied = grants?.some(({ scope }, at) => scope.length === 0 && decision.grants?.[at]?.scope.length !== 0)
  if (isEmptied === true) return null
  return {
    ...decision,
    scope: keeps(decision.scope),
    ...(grants === undefined ? {} : { grants }),
    end,
    pauses: decision.pauses.filter(within),
    reviews: decision.reviews.filter(within),
  }
}

/** Null: later than the rules allow, or before it begins. */
function endOn({ start, end }: FormDecision, lastDay: CalendarDay): FormDecision['end'] | null {
  if (lastDay < start.day || (end.lastDay !== null && lastDay > end.lastDay)) return null
  return lastDay === end.lastDay ? end : { day: addDays(lastDay, 1), lastDay, reason: 'physicianDate' }
}
