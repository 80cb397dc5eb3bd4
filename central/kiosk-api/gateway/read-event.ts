/** What the access log says of a read in a visit; written before the answer leaves. */
import type { Resource } from '@medplum/fhirtypes'
import type { EventOf } from '../../access-log/list.ts'
import { ofVisit } from '../../access-log/of-visit.ts'
import type { VisitRow } from '../../visits/visits.ts'

export function readEvent({
  row,
  patient,
  query,
  resources,
}: {
  readonly row: VisitRow
  /** `Patient/<id>` */
  readonly patient: string
  /** Type and parameters as they were run; never holds a BSN, because reads are by compartment only. */
  readonly query: string
  readonly resources: readonly Pick<Resource, 'resourceType' | 'id'>[]
}): EventOf<'fileRead'> {
  return {
    kind: 'fileRead',
    ...ofVisit(row, patient),
    patient,
    assurance: row.record.assurance,
    query,
    resources: resources.map(({ resourceType, id }) => `${resourceType}/${id}`),
  }
}
