/**
 * The one place where a visit changes: opened → identified → bound → ended, only forward. Pure: the time comes in.
 * Source: docs/protocol.md, sequence 2, 4 and 6.
 */
import { timingSafeEqual } from 'node:crypto'
import type { Instant } from '../../domain/ids.ts'
import type { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { isOwn, journeyOfClaim } from '../../domain/journeys/index.ts'
import { endingLength, mostWrongEndings } from './visit-row.ts'
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

function holds({ device, claimedAt, completedAt, record }: VisitRow, guard: VisitGuard): boolean {
  return (
    (guard.device === undefined || guard.device === device) &&
    (guard.claimedAt === undefined || guard.claimedAt === claimedAt) &&
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
    case 'evidenceRecorded':
    case 'evidenceMissing':
      return aboutVisitor(row, event, at)
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
type VisitorEvent = EventOf<
  'claimed' | 'wrongEnding' | 'declined' | 'identified' | 'evidenceRecorded' | 'evidenceMissing'
>
type PatientEvent = EventOf<'lookedUp' | 'noneFound' | 'severalFound' | 'bound' | 'rejected'>

/** Who the visitor is, and which paper shows authority. */
function aboutVisitor(row: VisitRow, event: VisitorEvent, at: Instant): VisitChange {
  const { record } = row
  switch (event.kind) {
    case 'claimed':
      if (record.state !== 'opened') return refuse('alreadyIdentified')
      // A new claim is a new person as far as we know: nothing that was said about the former one stays.
      return change(
        {
          ...row,
          claimedAt: at,
          wrongEndings: 0,
          declinedBecause: null,
          candidates: [],
          enteredBy: event.by,
          ...noPaper.row,
        },
        { claim: event.claim, declined: false, ...noPaper.record },
      )
    case 'wrongEnding': {
      const refusal = notDecidable(record)
      if (refusal !== null) return refuse(refusal)
      const wrongEndings = row.wrongEndings + 1
      if (wrongEndings < mostWrongEndings) return change({ ...row, wrongEndings }, {})
      return change({ ...row, wrongEndings, declinedBecause: 'wrongEnding' }, { declined: true })
    }
    case 'declined': {
      const refusal = notDecidable(record)
      if (refusal !== null) return refuse(refusal)
      return change({ ...row, declinedBecause: event.because }, { declined: true })
    }
    case 'identified': {
      const refusal = notDecidable(record)
      if (refusal !== null) return refuse(refusal)
      if (!endingMatches(record, event.ending)) return refuse('wrongEnding')
      return change(
        { ...row, identifiedAt: at, identifiedBy: event.by },
        { state: 'identified', assurance: 'identified' },
      )
    }
    case 'evidenceRecorded':
      if (record.claim === null) return refuse('noClaim')
      return change(
        { ...row, noEntry: false, evidenceFor: record.patient },
        { evidence: [event.evidence], evidenceMissing: false },
      )
    case 'evidenceMissing':
      if (record.claim === null) return refuse('noClaim')
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
      // the whole file: from here on only the clerk binds. What was said of authority was said beside this child.
      return change(
        { ...row, boundAt: null, rejected: [...row.rejected, record.patient], ...noPaper.row },
        {
          state: 'identified',
          patient: null,
          deskPicks: record.lookUpsLeft === 0 || isOwn(journeyOfClaim(record.claim)),
          ...noPaper.record,
        },
      )
    }
    default:
      return event satisfies never
  }
}

interface Paper {
  readonly row: Partial<Pick<VisitRow, 'noEntry' | 'evidenceFor'>>
  readonly record: Partial<Pick<VisitRecord, 'evidence' | 'evidenceMissing'>>
}

/** Nothing is known of authority: the clerk has to look. */
const noPaper: Paper = {
  row: { noEntry: false, evidenceFor: null },
  record: { evidence: [], evidenceMissing: false },
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

/** Compares the retyped last characters with the claim's document number in constant time; case does not matter. */
export function endingMatches(record: VisitRecord, ending: string): boolean {
  if (record.claim === null) return false
  const expected = Buffer.from(record.claim.document.number.slice(-endingLength), 'utf8')
  const given = Buffer.from(ending.trim().toUpperCase(), 'utf8')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function notDecidable(record: VisitRecord): VisitRefusal | null {
  if (record.state !== 'opened') return 'alreadyIdentified'
  if (record.claim === null) return 'noClaim'
  return record.declined ? 'declined' : null
}

function notBindable(record: VisitRecord): VisitRefusal | null {
  if (record.state === 'bound') return 'alreadyBound'
  return record.state === 'identified' ? null : 'notIdentified'
}

function refuse(refusal: VisitRefusal): VisitChange {
  return { ok: false, refusal }
}

function change(row: VisitRow, record: Partial<VisitRecord>): VisitChange {
  return { ok: true, row: { ...row, record: { ...row.record, ...record } } }
}
