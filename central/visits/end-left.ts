/** Ends visits whose visitor has left: the kiosk reports that it is free, its session is dead and cannot say so. */
import type { Step } from '../../domain/contract/control/step.ts'
import type { DeviceId, VisitId } from '../../domain/ids.ts'
import type { Visits } from './visits.ts'

/** What is known of a kiosk from a report. */
export interface KioskReport {
  readonly visit: VisitId | null
  readonly step: Step | null
}

/** Milliseconds: a report may be this late, so a younger visit that was never reported is left alone. */
const latest = 60_000

/**
 * Follows a kiosk's report. The visit that it reported before and reports no more ends; when the kiosk becomes free, so do
 * older ones of that kiosk, of which no report came through.
 */
export async function endLeftVisits(
  { visits, now }: { readonly visits: Visits; readonly now: () => Date },
  device: DeviceId,
  { before, after }: { readonly before: KioskReport; readonly after: KioskReport },
): Promise<void> {
  if (before.visit !== null && before.visit !== after.visit) await visits.endOf(device, before.visit)
  if (!isFree(after) || isFree(before)) return
  for (const { record, device: on, openedAt } of await visits.open()) {
    const old = now().getTime() - Date.parse(openedAt) > latest
    if (on === device && old) await visits.endOf(device, record.visit)
  }
}

function isFree({ visit, step }: KioskReport): boolean {
  return step === 'attract' && visit === null
}
