/** Time as the supervisor uses it: one monotonic clock for decisions, the wall clock only for humans reading a log. */

export interface Clock {
  /** Milliseconds since an arbitrary start; never jumps. */
  monotonic(): number
  /** Milliseconds since 1970 as the machine believes; never used to decide or to sign. */
  wall(): number
  /** Calls `action` once after that many milliseconds; the result cancels. Does not keep the process alive. */
  after(milliseconds: number, action: () => void): () => void
}

/** The machine's own clocks. */
export const realClock: Clock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  after: (milliseconds, action) => {
    const timer = setTimeout(action, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
