/** The tasks that together are the whole proof, one per relation, with the court's fixed term apart. */
import type { CalendarDay } from '../../domain/ids.ts'
import { relations } from '../../domain/rules/relations.ts'
import type { Task } from './prove.ts'

/** A fixed court term ties three days together in a way whose points are not counted; its leaves are checked all the same. */
const courtAppointed = ['curator', 'mentor']

/** Largest first, so that two workers end together. */
export function everyTask(today: CalendarDay, held: Readonly<Record<string, unknown>> = {}): readonly Task[] {
  const order = ['guardian', 'otherHolderOfAuthority', 'parentWithAuthority', ...courtAppointed]
  const sorted = [...order, ...relations.filter((relation) => !order.includes(relation))]
  return sorted.flatMap((relation) => {
    const task = { today, held: { ...held, 'facts.relation': relation }, counted: true }
    if (!courtAppointed.includes(relation)) return [task]
    const term = (kind: string) => ({ ...task.held, 'policy.representative.courtTerm#kind': kind })
    return [
      { ...task, held: term('rulingEnd') },
      { ...task, held: term('years'), counted: false },
    ]
  })
}
