/** The record of a visit as this kiosk reads it (domain/contract/gateway/formats.ts). */
import {
  inFormat1,
  inFormat2,
  recordFormat,
  recordFormat2,
  recordFormatHeader,
} from '../../../domain/contract/gateway/formats.ts'
import type { RecordOfFormat1, RecordOfFormat2 } from '../../../domain/contract/gateway/formats.ts'
import type { VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import type { RouteContext } from '../../http/route.ts'

export function saidRecord(
  record: VisitRecord,
  { request }: RouteContext,
): VisitRecord | RecordOfFormat2 | RecordOfFormat1 {
  const reads = request.headers.get(recordFormatHeader)
  if (reads === recordFormat) return record
  return reads === recordFormat2 ? inFormat2(record) : inFormat1(record)
}
