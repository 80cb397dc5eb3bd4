/**
 * The one place where a visit changes: opened → identified → bound → ended, only forward. Pure: the time comes in.
 * Source: docs/protocol.md, sequence 2, 4 and 6.
 */
import type { Instant } from '../../domain/ids.ts'
import type { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { isOwn, journeyOfClaim } from '../../domain/journeys/index.ts'
import { aboutPerson } from './about-person.ts'
import { change, nobodyElse, refuse } from './change.ts'
import { aboutPaper, noPaper, papersFor } from './papers.ts'
import { personAt } from './person.ts'
import type { VisitChange, VisitEvent, VisitGuard, VisitRefusal, VisitRow } from './visit-row.ts'

/** The row after all these events at a time, in their order; or why one of them cannot happen: then none does. */
export function applyAll(
  row: VisitRow,
  { events, guard, at }: { readonly events: readonly VisitEvent[]; readonly guard: VisitGuard; readonly at: Instant },
): VisitChange {
  if (row.record.state !== 'ended' && !holds(row, guard)) return refuse('changed')
  return events.reduce<VisitChange>((sofar, event) => (sofar.ok ? apply(sofar.row, event, at) : sofar), {
    ok: true,
    row,
  })
}

function holds(row: VisitRow, guard: VisitGuard): boolean {
  const { device, completedAt, record } = row
  return (
    (guard.device === undefined || guard.device === device) &&
    (guard.claimedAt === undefined || guard.claimedAt === personAt(row, guard.person ?? 0)?.claimedAt) &&
    (guard.patient === undefined || guard.patient === record.patient) &&
    (guard.completedAt === undefined || completedAt === null)
  )
}

/** The row after an event at a time, or why the event cannot happen to this row. */
export function apply(row: VisitRow, event: VisitEvent, at: Instant): VisitChange {
  if (row.record.state === 'ended') return refuse('ended')
  switch (event.kind) {
    case 'claimed':
    case 'wrongEnding':
    case 'declined':
    case 'identified':
      return aboutPerson(row, event, at)
    case 'evidenceRecorded':
    case 'evidenceMissing':
    case 'evidenceNamed':
    case 'paperDoubted':
    case 'papersReady':
      return aboutPaper(row, event)
    case 'lookedUp':
    case 'noneFound':
    case 'severalFound':
    case 'bound':
    case 'rejected':
      return aboutPatient(row, event, at)
    case 'completed':
      return change({ ...row, completedAt: row.completedAt ?? at }, {})
    case 'ended':
      return change({ ...row, endedAt: at }, { state: 'ended', endedBecause: event.because })
    default:
      return event satisfies never
  }
}

type EventOf<K extends VisitEvent['kind']> = Extract<VisitEvent, { kind: K }>
type PatientEvent = EventOf<'lookedUp' | 'noneFound' | 'severalFound' | 'bound' | 'rejected'>

/** Whom the visit is about. */
function aboutPatient(row: VisitRow, event: PatientEvent, at: Instant): VisitChange {
  const { record } = row
  switch (event.kind) {
    case 'lookedUp': {
      const refusal = notBindable(record)
      if (refusal !== null) return refuse(refusal)
      // The try is used up before the search, so that parallel requests cannot try more often.
      if (record.lookUpsLeft === 0) return refuse('tooManyTries')
      return change(row, { lookUpsLeft: record.lookUpsLeft - 1 })
    }
    case 'noneFound': {
      const refusal = notBindable(record)
      if (refusal !== null) return refuse(refusal)
      return change(row, { deskPicks: record.deskPicks || record.lookUpsLeft === 0 })
    }
    case 'severalFound': {
      const refusal = notBindable(record)
      if (refusal !== null) return refuse(refusal)
      return change({ ...row, candidates: event.candidates }, { deskPicks: true })
    }
    case 'bound': {
      const refusal = notBindable(record)
      if (refusal !== null) return refuse(refusal)
      if (event.by === null && row.rejected.includes(event.patient)) return refuse('rejected')
      const paper = papersFor(row, event)
      return change(
        { ...row, boundAt: at, candidates: [], finding: event.finding, ...paper.row },
        { state: 'bound', patient: event.patient, deskPicks: false, ...paper.record },
      )
    }
    case 'rejected': {
      if (record.state !== 'bound' || record.patient === null) return refuse('notBound')
      // Of a child only the name could be read: back to the numbers while a try is left. Who came for himself could read
      // the whole file: from here on only the clerk binds. What was said of authority was said beside this child, and whoever
      // came along came for this one.
      return change(
        { ...row, boundAt: null, rejected: [...row.rejected, record.patient], ...noPaper.row, ...nobodyElse.row },
        {
          state: 'identified',
          patient: null,
          deskPicks: record.lookUpsLeft === 0 || isOwn(journeyOfClaim(record.claim)),
          ...noPaper.record,
          ...nobodyElse.record,
        },
      )
    }
    default:
      return event satisfies never
  }
}

function notBindable(record: VisitRecord): VisitRefusal | null {
  if (record.state === 'bound') return 'alreadyBound'
  return record.state === 'identified' ? null : 'notIdentified'
}
