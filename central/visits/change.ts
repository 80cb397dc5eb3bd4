/** Small words with which the state machine of a visit says what follows. */
import type { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import type { VisitChange, VisitRefusal, VisitRow } from './visit-row.ts'

/** Nobody has come along with the visitor. */
export const nobodyElse: { readonly row: Pick<VisitRow, 'others'>; readonly record: Pick<VisitRecord, 'others'> } = {
  row: { others: [] },
  record: { others: [] },
}

export function refuse(refusal: VisitRefusal): VisitChange {
  return { ok: false, refusal }
}

export function change(row: VisitRow, record: Partial<VisitRecord>): VisitChange {
  return { ok: true, row: { ...row, record: { ...row.record, ...record } } }
}
