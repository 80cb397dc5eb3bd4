import { describe, expect, it } from 'vitest'
import { heartbeat, silence } from '../../main/host/heartbeat.ts'

/** Time that only the test moves. `stall`: main itself stands still, and its timers with it. */
function handClock() {
  let now = 0
  let due: { readonly at: number; readonly action: () => void } | null = null
  return {
    clock: {
      monotonic: () => now,
      after: (milliseconds: number, action: () => void) => {
        due = { at: now + milliseconds, action }
        return () => (due = null)
      },
    },
    wait(milliseconds: number) {
      const until = now + milliseconds
      while (due !== null && due.at <= until) {
        const { at, action } = due
        due = null
        now = Math.max(now, at)
        action()
      }
      now = until
    },
    stall(milliseconds: number) {
      now += milliseconds
    },
  }
}

function watched() {
  const hand = handClock()
  let deaths = 0
  const screen = heartbeat(() => (deaths += 1), hand.clock)
  screen.watch()
  return { ...hand, screen, deaths: () => deaths }
}

describe('machine 9: a screen that paints nothing is dead, though its processes live', () => {
  it('after 20 s without a painted frame, once', () => {
    const { wait, deaths } = watched()
    wait(silence - 1)
    expect(deaths()).toBe(0)
    wait(1_001)
    expect(deaths()).toBe(1)
    wait(10 * silence)
    expect(deaths()).toBe(1)
  })

  it('each painted frame gives 20 s more', () => {
    const { wait, deaths, screen } = watched()
    for (let beats = 0; beats < 50; beats += 1) {
      wait(15_000)
      screen.heard({ seen: true })
    }
    expect(deaths()).toBe(0)
    wait(silence + 1_000)
    expect(deaths()).toBe(1)
  })

  it('machine 9: while main itself stood, nothing is said about the screen', () => {
    const { wait, stall, deaths, screen } = watched()
    wait(10_000)
    // A suspend of eight hours, a debugger, a machine that swaps.
    stall(8 * 3_600_000)
    wait(5_000)
    expect(deaths()).toBe(0)
    screen.heard({ seen: true })
    wait(silence - 2_000)
    expect(deaths()).toBe(0)
  })

  it('machine 9: a rehearsal that lies behind the desk page is not dead, and is watched again when it is seen', () => {
    const { wait, deaths, screen } = watched()
    screen.heard({ seen: false })
    wait(100 * silence)
    expect(deaths()).toBe(0)
    screen.heard({ seen: true })
    wait(silence + 1_000)
    expect(deaths()).toBe(1)
  })

  it('machine 9: a spare that nobody sees is not watched, nor a pair that is being wiped', () => {
    const hand = handClock()
    let deaths = 0
    const spare = heartbeat(() => (deaths += 1), hand.clock)
    hand.wait(10 * silence)
    spare.watch()
    spare.watch()
    hand.wait(5_000)
    spare.stop()
    spare.watch()
    hand.wait(10 * silence)
    expect(deaths).toBe(0)
  })
})
