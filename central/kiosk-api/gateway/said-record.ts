/** The record of a visit as this kiosk reads it (domain/contract/gateway/formats.ts). */
import { inFormat, recordFormatHeader } from '../../../domain/contract/gateway/formats.ts'
import type { VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import type { RouteContext } from '../../http/route.ts'

export function saidRecord(record: VisitRecord, { request }: RouteContext): ReturnType<typeof inFormat> {
  return inFormat(record, request.headers.get(recordFormatHeader))
}
