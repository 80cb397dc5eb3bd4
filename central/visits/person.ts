/** Each person of a visit by number: 0 is the visitor, then the others in the order in which they came. */
import type { Person, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import type { Checking, VisitRow } from './visit-row.ts'

/** What the record says of a person, and how far the desk is with him. `claim` is null only for a visitor. */
export interface Attending extends Pick<VisitRecord, 'claim' | 'assurance' | 'declined'>, Checking {
  /** Null: the visitor. */
  readonly part: Person['part'] | null
}

/** Null: there are not so many. */
export function personAt(row: VisitRow, person: number): Attending | null {
  if (person === 0) return { ...checkingOf(row), ...saidOf(row.record), part: null }
  const [said, checking] = [row.record.others[person - 1], row.others[person - 1]]
  return said === undefined || checking === undefined ? null : { ...checking, ...said }
}

/** Everybody, the visitor first. */
export function everybody(row: VisitRow): readonly Attending[] {
  return [0, ...row.others.map((_, at) => at + 1)].flatMap((person) => personAt(row, person) ?? [])
}

/** The row with one person changed. */
export function withPerson(row: VisitRow, person: number, changed: Attending): VisitRow {
  const { part, claim, assurance, declined } = changed
  if (person === 0) return { ...row, ...checkingOf(changed), record: { ...row.record, claim, assurance, declined } }
  if (part === null || claim === null) return row
  const others = row.record.others.toSpliced(person - 1, 1, { part, claim, assurance, declined })
  return { ...row, others: row.others.toSpliced(person - 1, 1, checkingOf(changed)), record: { ...row.record, others } }
}

/** Whether the desk still has to compare this person with his document. */
export function isUndecided({ claim, assurance, declined }: Attending): boolean {
  return claim !== null && assurance === 'claimed' && !declined
}

/** Nothing is known of a person but what he claims. */
export const unchecked: Checking = {
  claimedAt: null,
  identifiedAt: null,
  identifiedBy: null,
  wrongEndings: 0,
  declinedBecause: null,
  enteredBy: null,
}

function checkingOf(of: Checking): Checking {
  const { claimedAt, identifiedAt, identifiedBy, wrongEndings, declinedBecause, enteredBy } = of
  return { claimedAt, identifiedAt, identifiedBy, wrongEndings, declinedBecause, enteredBy }
}

function saidOf({ claim, assurance, declined }: VisitRecord): Pick<VisitRecord, 'claim' | 'assurance' | 'declined'> {
  return { claim, assurance, declined }
}
