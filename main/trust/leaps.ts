/**
 * Notices that the machine slept, or that somebody set its clock: the wall clock then leaps against the monotonic one. The
 * wall clock is not believed about the time; its leap is only a reason to ask the central.
 */
import { leap } from '../../domain/contract/device/lifetimes.ts'
import type { Clock } from '../clock/clock.ts'

/** Milliseconds between two looks. */
const lookEvery = 1_000

/** Looks until the returned function is called. */
export function watchLeaps(clock: Clock, onLeap: () => void): () => void {
  const offset = (): number => clock.wall() - clock.monotonic()
  let known = offset()
  let cancel: () => void = () => undefined
  const look = (): void => {
    const now = offset()
    const leapt = Math.abs(now - known) > leap
    known = now
    cancel = clock.after(lookEvery, look)
    if (leapt) onLeap()
  }
  cancel = clock.after(lookEvery, look)
  return () => cancel()
}
