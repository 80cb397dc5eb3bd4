/**
 * The one place where a visit changes: opened → identified → bound → ended, only forward. Pure: the time comes in.
 * Source: docs/protocol.md, sequence 2, 4 and 6.
 */
import type { Instant } from '../../domain/ids.ts'
import type { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { isOwn, journeyOfClaim } from '../../domain/journeys/index.ts'
import { aboutPerson } from './about-person.ts'
import { change, nobodyElse, noPaper, refuse } from './change.ts'
import type { Paper } from './change.ts'
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
type PaperEvent = EventOf<'evidenceRecorded' | 'evidenceMissing'>
type PatientEvent = EventOf<'lookedUp' | 'noneFound' | 'severalFound' | 'bound' | 'rejected'>

/** Which paper shows authority. */
function aboutPaper(row: VisitRow, event: PaperEvent): VisitChange {
  const { record } = row
  if (record.claim === null) return refuse('noClaim')
  switch (event.kind) {
    case 'evidenceRecorded':
      return change(
        { ...row, noEntry: false, evidenceFor: record.patient },
        { evidence: [event.evidence], evidenceMissing: false },
      )
    case 'evidenceMissing':
      return change({ ...row, noEntry: event.noEntry, evidenceFor: null }, { evidence: [], evidenceMissing: true })
    default:
      return event satisfies never
  }
}

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
      const paper = paperFor(row, event.patient)
      return change(
        { ...row, boundAt: at, candidates: [], ...paper.row },
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

/** The paper that stands when this patient is bound: one that was recorded for somebody else goes. */
function paperFor(row: VisitRow, patient: string): Paper {
  if (row.record.evidence.length === 0) return { row: {}, record: {} }
  if (isUnsure(row) || (row.evidenceFor ?? patient) !== patient) return noPaper
  return { row: { evidenceFor: patient }, record: {} }
}

/** A row from before it was kept for whom a paper is: after a rejection it may be that of the rejected child. */
const isUnsure = ({ evidenceFor, rejected }: VisitRow): boolean => evidenceFor === undefined && rejected.length > 0

/**
 * The record as it may be decided on, also after the visit has ended: a paper that was recorded for another patient than
 * the bound one is not in it, nor one that may have been.
 */
export function decidableRecord(row: VisitRow): VisitRecord {
  const { record, evidenceFor } = row
  const another = typeof evidenceFor === 'string' && evidenceFor !== record.patient
  return another || isUnsure(row) ? { ...record, ...noPaper.record } : record
}

function notBindable(record: VisitRecord): VisitRefusal | null {
  if (record.state === 'bound') return 'alreadyBound'
  return record.state === 'identified' ? null : 'notIdentified'
}
