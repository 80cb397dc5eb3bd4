/** Whom the desk identified in a visit, and when: nobody acts before he was. */
import type { Instant } from '../../domain/ids.ts'
import { peopleOf } from '../../domain/requests/signing-set/people.ts'
import type { Identified } from '../../domain/requests/signing-set/signing-set.ts'
import { everybody } from './person.ts'
import type { VisitRow } from './visit-row.ts'

export interface IdentifiedAt extends Identified {
  readonly identifiedAt: Instant | null
}

export function peopleIn(row: VisitRow): readonly IdentifiedAt[] {
  const times = new Map(everybody(row).map(({ part, identifiedAt }) => [part ?? 'visitor', identifiedAt]))
  return peopleOf(row.record).map((person) => ({ ...person, identifiedAt: times.get(person.part) ?? null }))
}

/** Whom the desk identified as witnesses of a mark. */
export function witnessesIn({ record: { others } }: VisitRow): readonly Identified[] {
  return others.filter(({ part, assurance, declined }) => part === 'witness' && assurance !== 'claimed' && !declined)
}
