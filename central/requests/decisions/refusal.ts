/** Why a request was refused: kept apart from the record, where a representative may read (Civil Code 7:465(4)). A port: see store/. */
import type { Instant } from '../../../domain/ids.ts'
import type { RefuseReason } from './decision.ts'

export interface KeptRefusal {
  /** `Task/<id>` of the request, or the id of the set. */
  readonly request: string
  readonly reason: RefuseReason
  /** `sub` of whoever refused. */
  readonly staff: string
  readonly at: Instant
  /** The sealed refusal; null where there is no form that it could be about. */
  readonly paper: Uint8Array | null
}

export interface Refusals {
  of(request: string): Promise<KeptRefusal | null>
}
