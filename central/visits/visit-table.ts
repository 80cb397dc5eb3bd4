/** The visits in SQLite: one row per visit, one content-free line per event (who, what, when; never of whom). */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { BuildStatement } from '../../domain/contract/device/visit-certificate.ts'
import { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { CallNumber, DeviceId, Instant, Sha256 } from '../../domain/ids.ts'
import type { VisitId } from '../../domain/ids.ts'
import type { VisitRow } from './visit-row.ts'

const StaffMember = v.strictObject({ id: v.string(), name: v.string() })

const StoredVisit = v.strictObject({
  record: VisitRecord,
  device: DeviceId,
  keyThumbprint: Sha256,
  build: BuildStatement,
  openedAt: Instant,
  claimedAt: v.nullable(Instant),
  identifiedAt: v.nullable(Instant),
  identifiedBy: v.nullable(StaffMember),
  boundAt: v.nullable(Instant),
  endedAt: v.nullable(Instant),
  wrongEndings: v.number(),
  declinedBecause: v.nullable(v.picklist(['notThisPerson', 'doubt', 'wrongEnding'])),
  // Rows of before have none.
  candidates: v.optional(v.array(v.string()), []),
  // Rows from before these have none of it.
  enteredBy: v.optional(v.nullable(StaffMember), null),
  noEntry: v.optional(v.boolean(), false),
  // Absent stays absent: it is not known for whom that paper was.
  evidenceFor: v.optional(v.nullable(v.string())),
  rejected: v.optional(v.array(v.string()), []),
  completedAt: v.optional(v.nullable(Instant), null),
  handledAt: v.optional(v.nullable(Instant), null),
})

export interface VisitTable {
  find(visit: VisitId): VisitRow | null
  /** Not ended, oldest first. */
  open(): readonly VisitRow[]
  /** Ended since then, the newest first. */
  ended(since: Instant): readonly VisitRow[]
  /** The newest visit that had this number; null when nobody had it. */
  lastWith(callNumber: CallNumber): VisitRow | null
  /** The call number given last, ended visits included; null when there never was one. */
  lastCallNumber(): CallNumber | null
  /** Removes visits that ended before then; their content-free events stay for the log. */
  forget(before: Instant): void
  /** The event alone, unless this staff member has it since the claim that stands. */
  logOnce(event: { readonly row: VisitRow; readonly kind: string; readonly at: Instant; readonly staff: string }): void
  /** Row and event in one transaction. */
  save(change: {
    readonly row: VisitRow
    readonly kind: string
    readonly at: Instant
    readonly staff: string | null
  }): void
}

/** Creates the two tables when missing and reads and writes them. */
export function visitTable(database: DatabaseSync): VisitTable {
  const byId = database.prepare('SELECT body FROM visits WHERE visit = ?')
  const allOpen = database.prepare('SELECT body FROM visits WHERE open = 1 ORDER BY seq')
  // The seq bound keeps this to the newest rows: a day of a hospital has fewer visits than this.
  const endedSince = database.prepare(
    `SELECT body FROM (SELECT seq, body FROM visits WHERE open = 0 ORDER BY seq DESC LIMIT 500)
     WHERE json_extract(body, '$.endedAt') >= ? ORDER BY seq DESC`,
  )
  const withNumber = database.prepare('SELECT body FROM visits WHERE call_number = ? ORDER BY seq DESC LIMIT 1')
  const last = database.prepare('SELECT call_number FROM visits ORDER BY seq DESC LIMIT 1')
  const upsert = database.prepare(
    `INSERT INTO visits (visit, call_number, open, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (visit) DO UPDATE SET open = excluded.open, body = excluded.body`,
  )
  const log = database.prepare('INSERT INTO visit_events (visit, at, kind, staff) VALUES (?, ?, ?, ?)')
  const known = database.prepare('SELECT 1 FROM visit_events WHERE visit = ? AND kind = ? AND staff = ? AND at >= ?')
  const remove = database.prepare("DELETE FROM visits WHERE open = 0 AND json_extract(body, '$.endedAt') < ?")
  return {
    find(visit) {
      const found = byId.get(visit)
      return found === undefined ? null : parse(found)
    },
    open: () => allOpen.all().map(parse),
    ended: (since) => endedSince.all(since).map(parse),
    lastWith(callNumber) {
      const found = withNumber.get(callNumber)
      return found === undefined ? null : parse(found)
    },
    lastCallNumber() {
      const found = last.get()
      return found === undefined ? null : v.parse(CallNumber, found['call_number'])
    },
    forget(before) {
      remove.run(before)
    },
    logOnce({ row, kind, at, staff }) {
      const { visit } = row.record
      if (known.get(visit, kind, staff, row.claimedAt ?? row.openedAt) === undefined) log.run(visit, at, kind, staff)
    },
    save({ row, kind, at, staff }) {
      database.exec('SAVEPOINT visit')
      try {
        const { visit, callNumber, state } = row.record
        upsert.run(visit, callNumber, state === 'ended' ? 0 : 1, JSON.stringify(row))
        log.run(visit, at, kind, staff)
        database.exec('RELEASE visit')
      } catch (error) {
        // A full disk has ended the transaction already.
        if (database.isTransaction) database.exec('ROLLBACK TO visit; RELEASE visit')
        throw error
      }
    },
  }
}

function parse(row: Record<string, unknown>): VisitRow {
  return v.parse(v.pipe(v.string(), v.parseJson(), StoredVisit), row['body'])
}
