/** Nobody's presses keep somebody's data on the glass. */
import { describe, expect, test } from 'vitest'
import { defaultDevicePolicy as policy } from '../../domain/contract/device/device-policy.ts'
import { extended, look, startIdle, stayed, touched, type Idle, type IdleState } from '../../main/visit/idle.ts'
import { Presence } from '../../renderer/input/presence.ts'

const second = 1000
const minute = 60 * second

describe('machine 16: presses that no person makes', () => {
  test('a key that is held says nothing after its first press', () => {
    const presence = new Presence()
    expect(presence.key({ code: 'Space', repeat: false }, 0)).toBe(true)
    for (let at = 30; at < 5 * minute; at += 30) expect(presence.key({ code: 'Space', repeat: true }, at)).toBe(false)
  })

  test('one key pressed again and again says nothing after a minute, another key does', () => {
    const presence = new Presence()
    expect(presence.key({ code: 'Enter', repeat: false }, 0)).toBe(true)
    expect(presence.key({ code: 'Enter', repeat: false }, 59 * second)).toBe(true)
    expect(presence.key({ code: 'Enter', repeat: false }, 61 * second)).toBe(false)
    expect(presence.key({ code: 'Tab', repeat: false }, 62 * second)).toBe(true)
    expect(presence.key({ code: 'Enter', repeat: false }, 63 * second)).toBe(true)
  })

  test('a ghost touch at one spot says nothing after a minute, though it trembles; a finger elsewhere does', () => {
    const presence = new Presence()
    const ghost = (at: number): boolean => presence.touch({ x: 500 + (at % 7), y: 900 - (at % 5) }, at * second)
    expect(ghost(0)).toBe(true)
    expect(ghost(59)).toBe(true)
    expect(ghost(75)).toBe(false)
    expect(presence.touch({ x: 100, y: 1700 }, 80 * second)).toBe(true)
    expect(ghost(81)).toBe(true)
  })
})

describe('machine 16: a visit has a longest time', () => {
  const longest = policy.longestVisitMinutes * minute
  /** Looks every second and does something to the clock each time, until it is over. */
  function until(
    change: (idle: Idle, now: number) => Idle,
    done = false,
  ): { readonly state: IdleState; readonly now: number } {
    let idle = startIdle(0)
    for (let now = 0; now < 5 * longest; now += second) {
      idle = change(idle, now)
      const seen = look({ idle, now, policy, done })
      idle = seen.idle
      if (seen.state.kind === 'over') return { state: seen.state, now }
    }
    throw new Error('it never ends')
  }

  test('whatever touches the glass all the time', () => {
    expect(until(touched).now).toBe(longest + policy.idleWipeAfter * second)
  })

  test('also when something presses "I am still here" all the time', () => {
    expect(until((idle, now) => stayed(touched(idle, now), now)).now).toBeGreaterThanOrEqual(longest)
  })

  test('also on the end screen', () => {
    expect(until(stayed, true).now).toBe(longest + policy.doneFor * second)
  })

  test('and warns before it ends', () => {
    const idle = touched(startIdle(0), longest + second)
    expect(look({ idle, now: longest + second, policy, done: false }).state).toMatchObject({ kind: 'covered' })
  })

  test('which the desk can give anew', () => {
    const idle = touched(extended(startIdle(0), longest - second), longest + minute)
    expect(look({ idle, now: longest + minute, policy, done: false }).state).toMatchObject({ kind: 'running' })
  })
})
