/** What is kept of visits, and the decisions about them. A port: see store/. */
import type { CallNumber, Instant, VisitId } from '../../domain/ids.ts'
import type { NewVisit } from './opening.ts'
import type { StaffMember, VisitChange, VisitEvent, VisitGuard, VisitRow } from './visit-row.ts'

export type Begun =
  /** `ended`: the visits of that kiosk that were open until now. */
  | { readonly kind: 'begun'; readonly row: VisitRow; readonly ended: readonly VisitRow[] }
  /** This visit was opened before. */
  | { readonly kind: 'known'; readonly row: VisitRow }
  /** Every call number is in use. */
  | { readonly kind: 'full'; readonly ended: readonly VisitRow[] }

export interface VisitStore {
  find(visit: VisitId): Promise<VisitRow | null>
  /** Not ended, oldest first. */
  open(): Promise<readonly VisitRow[]>
  /** Ended since then, the newest first. */
  ended(since: Instant): Promise<readonly VisitRow[]>
  /** The newest visit that had this number; null when nobody had it. */
  lastWith(callNumber: CallNumber): Promise<VisitRow | null>
  /**
   * Opens a visit with the next free call number (call-number.ts); what is open on that kiosk ends. What ended before
   * `forget` is removed; content-free events stay for the log.
   */
  begin(visit: NewVisit, times: { readonly at: Instant; readonly forget: Instant }): Promise<Begun>
  /**
   * All these events happen to it in their order, or none: decided by `applyAll` of transition.ts on the row as it is then.
   * Each is a line of the log (who, what, when; never of whom).
   */
  happen(
    visit: VisitId,
    decided: { readonly events: readonly VisitEvent[]; readonly guard: VisitGuard; readonly at: Instant },
  ): Promise<VisitChange>
  /** The desk has helped the visitor of an ended visit. Null: it has not ended, or somebody did so before. */
  handled(visit: VisitId, by: StaffMember, at: Instant): Promise<VisitRow | null>
  /** Logs that this staff member saw the claim that stands, once for each of both. */
  viewed(visit: VisitId, by: StaffMember, at: Instant): Promise<void>
}
