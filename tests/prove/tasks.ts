/** The tasks that together are the whole proof, one per relation, the largest in parts. */
import type { CalendarDay } from '../../domain/ids.ts'
import { relations } from '../../domain/rules/basis/relations.ts'
import type { Task } from './prove.ts'

/** A fixed court term ties three days together in a way whose points are not counted; its leaves are checked all the same. */
const courtAppointed = ['curator', 'mentor']

/** Largest first, so that two workers end together. */
export function everyTask(today: CalendarDay, held: Readonly<Record<string, unknown>> = {}): readonly Task[] {
  const order = ['guardian', 'otherHolderOfAuthority', 'parentWithAuthority', ...courtAppointed]
  const sorted = [...order, ...relations.filter((relation) => !order.includes(relation))]
  return sorted.flatMap((relation) => {
    const task = { today, held: { ...held, 'facts.relation': relation }, counted: true }
    const part = (cell: string, value: unknown): Task => ({ ...task, held: { ...task.held, [cell]: value } })
    if (relation === 'guardian' && !('facts.applicant.organisation' in held))
      return [false, true].map((none) => part('facts.applicant.organisation#null', none))
    if (!courtAppointed.includes(relation)) return [task]
    const term = 'policy.representative.courtTerm#kind'
    return [part(term, 'rulingEnd'), { ...part(term, 'years'), counted: false }]
  })
}
