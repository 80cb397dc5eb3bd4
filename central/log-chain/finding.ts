/** What can be wrong with the access log, each with the line and the month where it shows. */

export type Tampering =
  /** A line is not there, although lines after it are. */
  | 'removed'
  /** Lines at the end are not there. */
  | 'cut'
  /** A line says something else than when it was written. */
  | 'changed'
  /** A line stands in another place than the one in which it was written. */
  | 'reordered'
  /** A line that nobody wrote through the central. */
  | 'inserted'
  /** The head of a month is not the one that was signed or stamped, or does not hang on its neighbours. */
  | 'head'
  /** A kiosk holds a head that this log does not have: the log was rewritten or cut since. */
  | 'otherHistory'

export interface Finding {
  readonly is: Tampering
  readonly node: string
  readonly segment: string
  /** Number of the line; null: it has none. */
  readonly number: number | null
  /** `AuditEvent/<id>` where there is one. */
  readonly event: string | null
  readonly why: string
}
