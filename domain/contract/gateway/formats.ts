/**
 * The record of a visit has three formats on the wire. In the first a claim says a purpose, from the second on a journey;
 * the third knows others than the visitor, every paper, whom each names, and that one is doubtful. A kiosk says with each
 * call which one it reads; whoever says nothing is a kiosk from before there were two.
 */
import type { CalendarDay, Instant, JourneyId } from '../../ids.ts'
import type { Evidence } from './evidence.ts'
import { journeyOfPurpose } from './visit-record.ts'
import type { ClaimOfFormat1, VisitRecord } from './visit-record.ts'

/** Header of a request, and its value for the third format. */
export const recordFormatHeader = 'balie-record-format'
export const recordFormat = '3'
export const recordFormat2 = '2'

/** What kiosks of the second format can be told that somebody came for; another journey is told as no claim. */
const journeysOfFormat2: ReadonlySet<JourneyId> = new Set(['own-dossier', 'child', 'young-person'])

/** The one paper of the first two formats. */
export interface ExtractOfFormat2 {
  readonly kind: 'authorityExtract'
  readonly issuedOn: CalendarDay
  readonly authority: 'sole' | 'joint'
  readonly recordedAt: Instant
}

export type RecordOfFormat2 = Omit<VisitRecord, 'others' | 'evidence' | 'documentDoubtful' | 'papersOpen'> & {
  readonly evidence: readonly ExtractOfFormat2[]
}
export type RecordOfFormat1 = Omit<RecordOfFormat2, 'claim'> & { readonly claim: ClaimOfFormat1 | null }

/** The record as a kiosk reads it that sent this value of the header, or none. */
export function inFormat(record: VisitRecord, said: string | null): VisitRecord | RecordOfFormat2 | RecordOfFormat1 {
  if (said === recordFormat) return record
  return said === recordFormat2 ? inFormat2(record) : inFormat1(record)
}

/**
 * The record for a kiosk that knows one paper. Where another one was seen, it hears that there is none: it would decide
 * without it. A doubtful paper is told as a refused document: both freeze the request. Nobody came but the visitor: a kiosk
 * that reads this format has asked for nobody else.
 */
export function inFormat2({
  others: _,
  evidence,
  documentDoubtful,
  papersOpen,
  ...record
}: VisitRecord): RecordOfFormat2 {
  const old = evidence.map(inOldShape)
  const known = old.filter((one) => one !== null)
  // While papers are being recorded nobody has said anything of them yet.
  const tells = papersOpen || known.length === old.length
  return {
    ...record,
    claim: record.claim !== null && journeysOfFormat2.has(record.claim.journey) ? record.claim : null,
    declined: record.declined || documentDoubtful,
    evidence: tells && !papersOpen ? known : [],
    evidenceMissing: record.evidenceMissing || !tells,
  }
}

function inOldShape(evidence: Evidence): ExtractOfFormat2 | null {
  if (evidence.kind !== 'authorityExtract' || evidence.source !== 'extract') return null
  const { kind, issuedOn, authority, recordedAt } = evidence
  return authority === 'notHolder' ? null : { kind, issuedOn, authority, recordedAt }
}

/** The record for a kiosk of before. A journey that it does not know is told as no claim: the clerk goes on. */
export function inFormat1(record: VisitRecord): RecordOfFormat1 {
  const told = inFormat2(record)
  if (record.claim === null) return { ...told, claim: null }
  const { journey, ...rest } = record.claim
  const purpose = (['self', 'child'] as const).find((one) => journeyOfPurpose[one] === journey)
  return { ...told, claim: purpose === undefined ? null : { ...rest, purpose } }
}
