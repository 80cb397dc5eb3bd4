/**
 * The papers of a visit: one of each kind, and only for the patient whom they name. Before anybody is bound everything that
 * the clerk saw stands in the record; at the binding each paper is held to the patient. Pure, like transition.ts.
 */
import type { Evidence, EvidenceKind } from '../../domain/contract/gateway/evidence.ts'
import type { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { journeyOfClaim } from '../../domain/journeys/index.ts'
import { papersFor as papersAskedFor } from '../../domain/journeys/papers-asked.ts'
import { withFinding } from '../../domain/journeys/record-finding.ts'
import { namedOnPaper } from '../../domain/identity/same-person.ts'
import { change, refuse } from './change.ts'
import type { PersonOfRecord, VisitChange, VisitEvent, VisitRow } from './visit-row.ts'

type PaperEvent = Extract<
  VisitEvent,
  { kind: 'evidenceRecorded' | 'evidenceMissing' | 'evidenceNamed' | 'paperDoubted' | 'papersReady' }
>

/** What the clerk says of a paper. */
export function aboutPaper(row: VisitRow, event: PaperEvent): VisitChange {
  if (row.record.claim === null) return refuse('noClaim')
  switch (event.kind) {
    case 'evidenceRecorded':
      return recorded(row, event.evidence, event.person)
    case 'evidenceMissing':
      return missing(row, event)
    case 'evidenceNamed':
      return settled(row, event.paper, event.is)
    case 'papersReady':
      return change(row, { papersOpen: false })
    case 'paperDoubted':
      return change(row, { documentDoubtful: event.doubtful })
    default:
      return event satisfies never
  }
}

function recorded(before: VisitRow, evidence: Evidence, person: PersonOfRecord | null): VisitChange {
  const { patient } = before.record
  const names = patient === null ? 'unasked' : nameOn(evidence, person)
  const papersOpen = before.record.papersOpen || opens(before)
  if (names === 'different') return refuse('namesAnother')
  const row = { ...without(before, kindsReplaced(evidence.kind)), noEntry: false, evidenceFor: patient }
  if (names === 'doubt')
    return change({ ...row, unsettled: [...row.unsettled, evidence] }, { evidenceMissing: false, papersOpen })
  const kept = { ...evidence, named: names === 'same' && evidence.concerns !== null }
  return change(row, { evidence: [...row.record.evidence, kept], evidenceMissing: false, papersOpen })
}

/** Where several papers are asked the first is not all of them: the clerk says when they are. */
function opens(row: VisitRow): boolean {
  const { claim, evidenceMissing } = row.record
  return isBare(row) && !evidenceMissing && papersAskedFor(journeyOfClaim(claim).relations).asked.length > 1
}

function missing(row: VisitRow, { paper, noEntry }: Extract<PaperEvent, { kind: 'evidenceMissing' }>): VisitChange {
  if (paper === null) return change({ ...row, ...noPaper.row, noEntry }, { ...noPaper.record, evidenceMissing: true })
  const left = { ...without(row, [paper]), noEntry }
  return change(left, { evidenceMissing: isBare(left) })
}

/** The clerk's word on a paper in doubt. Somebody else's paper is no paper. */
function settled(row: VisitRow, paper: EvidenceKind, is: boolean): VisitChange {
  const asked = row.unsettled.find(({ kind }) => kind === paper)
  if (asked === undefined || row.record.state !== 'bound') return refuse('notAsked')
  const left = without(row, [paper])
  if (is) return change(left, { evidence: [...left.record.evidence, { ...asked, named: true }] })
  return change({ ...left, ofAnother: [...left.ofAnother, asked] }, { evidenceMissing: isBare(left) })
}

const isBare = ({ record, unsettled }: VisitRow): boolean => record.evidence.length === 0 && unsettled.length === 0

/** A new paper takes the place of the one of its kind; that the other holder is not asked and that he refuses, of each other. */
function kindsReplaced(kind: EvidenceKind): readonly EvidenceKind[] {
  const pair = ['coHolderNotAsked', 'coHolderRefused'] as const
  return pair.some((one) => one === kind) ? pair : [kind]
}

function without(row: VisitRow, kinds: readonly EvidenceKind[]): VisitRow {
  const rest = (list: readonly Evidence[]): Evidence[] => list.filter(({ kind }) => !kinds.includes(kind))
  const { unsettled, ofAnother, record } = row
  return {
    ...row,
    unsettled: rest(unsettled),
    ofAnother: rest(ofAnother),
    record: { ...record, evidence: rest(record.evidence) },
  }
}

interface Paper {
  readonly row: Partial<Pick<VisitRow, 'noEntry' | 'evidenceFor' | 'unsettled' | 'ofAnother' | 'finding'>>
  readonly record: Partial<Pick<VisitRecord, 'evidence' | 'evidenceMissing' | 'papersOpen'>>
}

/** Nothing is known of authority: the clerk has to look. */
export const noPaper: Paper = {
  row: { noEntry: false, evidenceFor: null, unsettled: [], ofAnother: [], finding: null },
  record: { evidence: [], evidenceMissing: false, papersOpen: false },
}

/** The same of a patient whose record was read already. */
const withoutPapers: Paper = {
  row: { noEntry: false, evidenceFor: null, unsettled: [], ofAnother: [] },
  record: noPaper.record,
}

/**
 * The papers that stand when this patient is bound. One that names him counts, one in doubt is asked about, one that names
 * somebody else is as none: the clerk looks again, and reads why.
 */
export function papersFor(
  row: VisitRow,
  { patient, person }: { readonly patient: string; readonly person: PersonOfRecord | null },
): Paper {
  const { evidence } = row.record
  if (evidence.length === 0) return { row: {}, record: {} }
  if (isUnsure(row) || (row.evidenceFor ?? patient) !== patient) return withoutPapers
  const of = (answer: 'same' | 'doubt' | 'different'): Evidence[] =>
    evidence.filter((one) => nameOn(one, person) === answer)
  return {
    row: { evidenceFor: patient, unsettled: of('doubt'), ofAnother: of('different') },
    record: { evidence: of('same').map((one) => ({ ...one, named: one.concerns !== null })) },
  }
}

/** Whether a paper that the clerk saw names this person, or may: before anybody is bound. */
export function isNamed({ record: { evidence } }: VisitRow, person: PersonOfRecord | null): boolean {
  return evidence.some((one) => one.concerns !== null && person !== null && nameOn(one, person) !== 'different')
}

/** A paper of a build that did not ask whom it names is taken as before; without a person to hold it to, it is asked about. */
function nameOn({ concerns }: Evidence, person: PersonOfRecord | null): 'same' | 'doubt' | 'different' {
  if (concerns === null) return 'same'
  return person === null ? 'doubt' : namedOnPaper(person, concerns).answer
}

/** A row from before it was kept for whom a paper is: after a rejection it may be that of the rejected child. */
const isUnsure = ({ evidenceFor, rejected }: VisitRow): boolean => evidenceFor === undefined && rejected.length > 0

/** The record as whoever asks is told of it: with the papers stands what a physician found, as the patient's record had it. */
export function toldRecord({ record, finding = null }: Pick<VisitRow, 'record' | 'finding'>): VisitRecord {
  return { ...record, evidence: withFinding(record.evidence, record.patient === null ? null : finding) }
}

/**
 * The record as it may be decided on, also after the visit has ended: a paper that was recorded for another patient than
 * the bound one is not in it, nor one that may have been.
 */
export function decidableRecord(row: VisitRow): VisitRecord {
  const { record, evidenceFor } = row
  const another = typeof evidenceFor === 'string' && evidenceFor !== record.patient
  return toldRecord(another || isUnsure(row) ? { ...row, record: { ...record, ...noPaper.record } } : row)
}
