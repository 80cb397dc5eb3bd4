/** The record of a visit as this kiosk reads it (domain/contract/gateway/formats.ts). */
import { inFormat, recordFormatHeader } from '../../../domain/contract/gateway/formats.ts'
import type { RouteContext } from '../../http/route.ts'
import { toldRecord } from '../../visits/papers.ts'
import type { VisitRow } from '../../visits/visits.ts'

export function saidRecord(
  row: Pick<VisitRow, 'record' | 'finding'>,
  { request }: RouteContext,
): ReturnType<typeof inFormat> {
  return inFormat(toldRecord(row), request.headers.get(recordFormatHeader))
}
