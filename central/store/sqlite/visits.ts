/** The visits in SQLite: one row per visit, one content-free line per event. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { CallNumber } from '../../../domain/ids.ts'
import type { DeviceId, Instant, VisitId } from '../../../domain/ids.ts'
import { nextCallNumber } from '../../visits/call-number.ts'
import { openedVisit } from '../../visits/opening.ts'
import type { NewVisit } from '../../visits/opening.ts'
import { everybody } from '../../visits/person.ts'
import { applyAll } from '../../visits/transition.ts'
import type { VisitEvent, VisitRow } from '../../visits/visit-row.ts'
import type { Begun, VisitStore } from '../../visits/visit-store.ts'
import { inTransaction } from '../base/transaction.ts'
import { StoredVisit } from './stored-visit.ts'

export function sqliteVisits(database: DatabaseSync): VisitStore {
  const rows = visitRows(database)
  const known = database.prepare('SELECT 1 FROM visit_events WHERE visit = ? AND kind = ? AND staff = ? AND at >= ?')
  return {
    find: async (visit) => rows.find(visit),
    open: async () => rows.open(),
    ended: async (since) => rows.ended(since),
    lastWith: async (callNumber) => rows.lastWith(callNumber),
    begin: async (visit, times) => inTransaction(database, () => begin(rows, visit, times)),
    happen: async (visit, decided) =>
      inTransaction(database, () => {
        const row = rows.find(visit)
        if (row === null) return { ok: false, refusal: 'unknownVisit' }
        const changed = applyAll(row, decided)
        if (!changed.ok) return changed
        rows.save(changed.row)
        for (const event of decided.events) rows.log(visit, { at: decided.at, kind: event.kind, staff: staffOf(event) })
        return changed
      }),
    handled: async (visit, by, at) =>
      inTransaction(database, () => {
        const row = rows.find(visit)
        if (row?.record.state !== 'ended' || row.handledAt !== null) return null
        const handled = { ...row, handledAt: at }
        rows.save(handled)
        rows.log(visit, { at, kind: 'handled', staff: by.id })
        return handled
      }),
    viewed: async (visit, by, at) =>
      inTransaction(database, () => {
        const row = rows.find(visit)
        if (row === null) return
        const once = known.get(visit, 'viewed', by.id, newestClaim(row)) === undefined
        if (once) rows.log(visit, { at, kind: 'viewed', staff: by.id })
      }),
  }
}

interface Line {
  readonly at: Instant
  readonly kind: string
  readonly staff: string | null
}

/** Inside whatever transaction is open. */
interface VisitRows {
  find(visit: VisitId): VisitRow | null
  open(): readonly VisitRow[]
  openOn(device: DeviceId): readonly VisitRow[]
  numbersInUse(): ReadonlySet<CallNumber>
  ended(since: Instant): readonly VisitRow[]
  lastWith(callNumber: CallNumber): VisitRow | null
  /** The call number given last, ended visits included; null when there never was one. */
  lastCallNumber(): CallNumber | null
  forget(before: Instant): void
  save(row: VisitRow): void
  log(visit: VisitId, line: Line): void
}

function visitRows(database: DatabaseSync): VisitRows {
  const byId = database.prepare('SELECT body FROM visits WHERE visit = ?')
  const allOpen = database.prepare('SELECT body FROM visits WHERE open = 1 ORDER BY seq')
  const openOn = database.prepare(
    "SELECT body FROM visits WHERE open = 1 AND json_extract(body, '$.device') = ? ORDER BY seq",
  )
  const numbers = database.prepare('SELECT call_number FROM visits WHERE open = 1')
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
  const remove = database.prepare("DELETE FROM visits WHERE open = 0 AND json_extract(body, '$.endedAt') < ?")
  const read = (row: Record<string, unknown> | undefined): VisitRow | null => (row === undefined ? null : parse(row))
  return {
    find: (visit) => read(byId.get(visit)),
    open: () => allOpen.all().map(parse),
    openOn: (device) => openOn.all(device).map(parse),
    numbersInUse: () => new Set(numbers.all().map((row) => v.parse(CallNumber, row['call_number']))),
    ended: (since) => endedSince.all(since).map(parse),
    lastWith: (callNumber) => read(withNumber.get(callNumber)),
    lastCallNumber() {
      const found = last.get()
      return found === undefined ? null : v.parse(CallNumber, found['call_number'])
    },
    forget: (before) => void remove.run(before),
    save(row) {
      const { visit, callNumber, state } = row.record
      upsert.run(visit, callNumber, state === 'ended' ? 0 : 1, JSON.stringify(row))
    },
    log: (visit, { at, kind, staff }) => void log.run(visit, at, kind, staff),
  }
}

function begin(rows: VisitRows, visit: NewVisit, { at, forget }: { at: Instant; forget: Instant }): Begun {
  const known = rows.find(visit.visit)
  if (known !== null) return { kind: 'known', row: known }
  rows.forget(forget)
  const ended = endAllOf(rows, visit.device, at)
  const callNumber = nextCallNumber({ last: rows.lastCallNumber(), inUse: rows.numbersInUse() })
  if (callNumber === null) return { kind: 'full', ended }
  const row = openedVisit(visit, callNumber, at)
  rows.save(row)
  rows.log(visit.visit, { at, kind: 'opened', staff: null })
  return { kind: 'begun', row, ended }
}

function endAllOf(rows: VisitRows, device: DeviceId, at: Instant): readonly VisitRow[] {
  return rows.openOn(device).flatMap((row) => {
    const end = { kind: 'ended', because: 'device', by: null } as const
    const changed = applyAll(row, { events: [end], guard: {}, at })
    if (!changed.ok) return []
    rows.save(changed.row)
    rows.log(row.record.visit, { at, kind: 'ended', staff: null })
    return [changed.row]
  })
}

/** When the last of them claimed to be somebody. */
function newestClaim(row: VisitRow): Instant {
  return everybody(row).reduce(
    (newest, { claimedAt }) => (claimedAt !== null && claimedAt > newest ? claimedAt : newest),
    row.openedAt,
  )
}

function staffOf(event: VisitEvent): string | null {
  return 'by' in event ? (event.by?.id ?? null) : null
}

function parse(row: Record<string, unknown>): VisitRow {
  return v.parse(v.pipe(v.string(), v.parseJson(), StoredVisit), row['body'])
}
