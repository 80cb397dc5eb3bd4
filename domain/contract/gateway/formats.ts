/**
 * The record of a visit has two formats on the wire. In the first a claim says a purpose, in the second a journey. A kiosk
 * says with each call which one it reads; who says nothing is a kiosk from before there were two.
 */
import { journeyOfPurpose } from './visit-record.ts'
import type { ClaimOfFormat1, VisitRecord } from './visit-record.ts'

/** Header of a request, and its value for the second format. */
export const recordFormatHeader = 'balie-record-format'
export const recordFormat = '2'

export type RecordOfFormat1 = Omit<VisitRecord, 'claim'> & { readonly claim: ClaimOfFormat1 | null }

/** The record for a kiosk of before. A journey that it does not know is told as no claim: the clerk goes on. */
export function inFormat1(record: VisitRecord): RecordOfFormat1 {
  if (record.claim === null) return { ...record, claim: null }
  const { journey, ...rest } = record.claim
  const purpose = (['self', 'child'] as const).find((one) => journeyOfPurpose[one] === journey)
  return { ...record, claim: purpose === undefined ? null : { ...rest, purpose } }
}
