/** The desk had established who this is before anything was signed. */
import type { IdentityClaim } from '../../../../domain/contract/gateway/visit-record.ts'
import { meets } from '../../../../domain/identity/assurance.ts'
import type { VisitRow } from '../../../visits/visits.ts'
import { good, refuse, tolerance } from './checked.ts'
import type { Checked } from './checked.ts'

export function identity(row: VisitRow, signedAt: number): Checked<IdentityClaim> {
  const { assurance, claim, declined } = row.record
  if (claim === null || declined) return refuse('identity', 'claim')
  if (!meets(assurance, 'identified') || row.identifiedAt === null) return refuse('identity', 'desk')
  return Date.parse(row.identifiedAt) > signedAt + tolerance ? refuse('identity', 'later') : good(claim)
}
