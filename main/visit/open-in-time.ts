/** Opens a pair, but waits for it no longer than it may take. */
import type { Clock } from '../clock/clock.ts'
import type { Host, Pair } from '../host/host.ts'

/** Milliseconds that a pair may take to open, and a session to verify what it was armed with. */
export const patience = 30_000

/** A pair that comes after its time is destroyed; null when it failed or is late. */
export async function openInTime({
  host,
  clock,
}: {
  readonly host: Host
  readonly clock: Clock
}): Promise<Pair | null> {
  let late = false
  let cancel: () => void = () => undefined
  const limit = new Promise<null>((resolve) => {
    cancel = clock.after(patience, () => {
      late = true
      resolve(null)
    })
  })
  const opened = host.openPair().then(
    (pair) => {
      if (late) void pair.destroy()
      return pair
    },
    () => null,
  )
  const pair = await Promise.race([opened, limit])
  cancel()
  return pair
}
