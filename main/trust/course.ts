/**
 * Where the central's time went against the machine's monotonic clock. A clock may be slewed while a visit lasts, so a
 * statement a little off is followed; many of them in one direction would lead anywhere, a second at a time. So what was
 * stated is held against everything that was stated within the longest visit.
 */
import { drift, longestVisit, slewing, slewRate } from '../../domain/contract/device/lifetimes.ts'

/** A measured moment: milliseconds since 1970, the same on the monotonic clock, and how far off the first may be. */
export interface Moment {
  readonly at: number
  readonly monotonic: number
  readonly uncertainty: number
}

/** Moments that are kept: one in this many milliseconds, a hundred at most. */
const keptEvery = longestVisit / 100

export class Course {
  #kept: readonly Moment[] = []

  /**
   * Whether a moment can be true together with those before: apart by no more than both uncertainties, one correction
   * (`slewing`), and what a slewed clock and our own quartz may gain since then. In four hours that is some ten seconds, so
   * a visit's times never disagree by more.
   */
  holds(next: Moment): boolean {
    return this.#kept.every((one) => {
      const passed = Math.abs(next.monotonic - one.monotonic)
      const moved = Math.abs(next.at - next.monotonic - (one.at - one.monotonic))
      return moved <= slewing + one.uncertainty + next.uncertainty + passed * (slewRate + drift)
    })
  }

  keep(next: Moment): void {
    const since = next.monotonic - longestVisit
    const recent = this.#kept.filter(({ monotonic }) => monotonic >= since)
    const last = recent.at(-1)
    this.#kept = last === undefined || next.monotonic - last.monotonic >= keptEvery ? [...recent, next] : recent
  }
}
