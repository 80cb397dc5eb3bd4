/** Ends visits whose visitor has left: the kiosk reports that it is free, its session is dead and cannot say so. */
import type { DeviceId, VisitId } from '../../domain/ids.ts'
import type { Step } from '../../domain/contract/control/step.ts'
import type { Visits } from './visits.ts'

/** What is known of a kiosk from its last report. */
export interface KioskReport {
  readonly device: DeviceId
  readonly visit: VisitId | null
  readonly step: Step | null
}

/** Milliseconds: a report may be this late, so a younger visit that was never reported is left alone. */
const latest = 60_000

/**
 * Watches the kiosks: when one becomes free, the visit that it reported before ends; so do older ones of that kiosk, of
 * which no report came through. Returns how to stop.
 */
export function endLeftVisits({
  visits,
  kiosks,
  now,
}: {
  readonly visits: Visits
  readonly kiosks: { list(): readonly KioskReport[]; onChange(listener: () => void): () => void }
  readonly now: () => Date
}): () => void {
  const last = new Map<DeviceId, KioskReport>()
  return kiosks.onChange(() => {
    for (const report of kiosks.list()) {
      const before = last.get(report.device)
      last.set(report.device, report)
      const free = report.step === 'attract' && report.visit === null
      if (!free || (before?.step === 'attract' && before.visit === null)) continue
      for (const { record, device, openedAt } of visits.open()) {
        const old = now().getTime() - Date.parse(openedAt) > latest
        if (device === report.device && (record.visit === before?.visit || old)) visits.end(record.visit, 'device')
      }
    }
  })
}
