/** The record of a visit as this kiosk reads it (domain/contract/gateway/formats.ts). */
import { inFormat1, recordFormat, recordFormatHeader } from '../../../domain/contract/gateway/formats.ts'
import type { RecordOfFormat1 } from '../../../domain/contract/gateway/formats.ts'
import type { VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import type { RouteContext } from '../../http/route.ts'

export function saidRecord(record: VisitRecord, { request }: RouteContext): VisitRecord | RecordOfFormat1 {
  return request.headers.get(recordFormatHeader) === recordFormat ? record : inFormat1(record)
}
