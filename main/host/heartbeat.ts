/**
 * Finds a screen that is white or hangs while its processes live. The page tells after each painted frame that it is
 * alive; a screen that says nothing for too long is dead. Only for the pair that is shown, and for screens of our own.
 */
import { realClock, type Clock } from '../clock/clock.ts'

/** Milliseconds without a painted frame until the screen is dead. Own choice: ten beats, so a slow machine is not. */
export const silence = 20_000

/** Milliseconds between two looks. */
const look = 1_000

/**
 * Milliseconds that one look may count for: while main itself stood (asleep, stopped, too busy) no beat could be heard,
 * so that time says nothing about the screen.
 */
const mostALook = 2 * look

export interface Heartbeat {
  /** The page is on the glass from now on; a second call changes nothing. */
  watch(): void
  /** The page painted a frame, or (`seen` false) lies where nothing is painted: not watched until it is seen again. */
  heard(beat: { readonly seen: boolean }): void
  stop(): void
}

/** `dead` is called once, when the screen was silent for `silence` of main's own running time. */
export function heartbeat(dead: () => void, clock: Pick<Clock, 'monotonic' | 'after'> = realClock): Heartbeat {
  let silent = 0
  let seen = true
  let over = false
  let cancel: (() => void) | null = null
  function next(): void {
    const before = clock.monotonic()
    cancel = clock.after(look, () => {
      if (over) return
      silent = seen ? silent + Math.min(clock.monotonic() - before, mostALook) : 0
      if (silent < silence) return next()
      over = true
      dead()
    })
  }
  return {
    watch() {
      if (cancel === null && !over) next()
    },
    heard(beat) {
      silent = 0
      seen = beat.seen
    },
    stop() {
      over = true
      cancel?.()
    },
  }
}
