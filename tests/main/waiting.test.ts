/** Whose clock it is: the visitor's, or the desk's; and what the bell may promise. */
import { describe, expect, it } from 'vitest'
import type { DeviceReport } from '../../domain/contract/device/channel.ts'
import type { Step } from '../../domain/contract/control/step.ts'
import { Reporter } from '../../main/line/channel/reporter.ts'
import { realClock } from '../../main/clock/clock.ts'
import type { Happening } from '../../main/visit/events.ts'
import type { Played } from './support/played.ts'
import { visit, visiting } from './support/played.ts'

const step = (name: Step): Happening => ({ type: 'step', pair: 'a', step: name, callNumber: null })
const clocks = (played: Played): readonly unknown[] =>
  played.take().flatMap((effect) => (effect.do === 'report' && effect.report.type === 'clock' ? [effect.report] : []))

describe('screens 1: the clock while the desk must act', () => {
  it.each(['desk', 'deskPicks'] as const)('stands still at "%s", longer than any clock of the visitor', (name) => {
    const played = visiting().tell(step(name)).wait(899)
    expect(played.state.visit?.secondsLeft).toBeNull()
    expect(clocks(played)).toEqual([{ type: 'clock', visit, state: 'standing', secondsLeft: 945 }])
    // Nobody at the desk did anything for a quarter of an hour.
    expect(played.wait(2).state.visit?.secondsLeft).toBe(44)
    expect(clocks(played)).toEqual([{ type: 'clock', visit, state: 'covered', secondsLeft: 45 }])
    expect(played.wait(45).state.visit).toBeNull()
  })

  it('never wipes while a clerk works on it, and uncovers when he begins late', () => {
    const played = visiting().tell(step('desk'))
    for (let n = 0; n < 5; n += 1) played.wait(890).tell({ type: 'deskAttend', visit })
    expect(played.state.visit?.secondsLeft).toBeNull()
    played.wait(905)
    expect(played.state.visit?.secondsLeft).not.toBeNull()
    played.tell({ type: 'deskAttend', visit })
    expect(played.state.visit?.secondsLeft).toBeNull()
  })

  it('gives the visitor all his time when the desk is done, and tells the desk that it runs', () => {
    const played = visiting().tell(step('desk')).wait(600)
    played.take()
    played.tell(step('findPatient')).wait(119)
    expect(played.state.visit?.secondsLeft).toBeNull()
    expect(clocks(played)).toEqual([{ type: 'clock', visit, state: 'running', secondsLeft: null }])
    expect(played.wait(2).state.visit?.secondsLeft).toBe(44)
  })

  it('is not stopped by a clerk who looks at a visit in which the visitor must act', () => {
    const played = visiting().tell(step('question')).wait(100).tell({ type: 'deskAttend', visit }).wait(21)
    expect(played.state.visit?.secondsLeft).toBe(44)
  })

  it('tells the desk of a warning on the glass once, and that it was answered', () => {
    const played = visiting().tell(step('terms')).wait(125)
    expect(clocks(played)).toEqual([{ type: 'clock', visit, state: 'covered', secondsLeft: 45 }])
    played.tell({ type: 'stay', pair: 'a' })
    expect(clocks(played)).toEqual([{ type: 'clock', visit, state: 'running', secondsLeft: null }])
  })

  it('counts a new time that the desk gives', () => {
    const played = visiting().tell(step('desk')).wait(800).tell({ type: 'deskExtend', visit }).wait(890)
    expect(played.state.visit?.secondsLeft).toBeNull()
  })
})

describe('screens 5: the bell', () => {
  const bells = (played: Played) => played.screens().filter((message) => JSON.stringify(message).includes('"help"'))

  it('promises nothing until an open desk page has shown the call', () => {
    const played = visiting().tell({ type: 'ring', pair: 'a' })
    expect(bells(played)).toEqual([{ type: 'help', state: 'ringing' }])
    played.wait(3).tell({ type: 'deskHelp', state: 'heard' })
    expect(bells(played)).toEqual([{ type: 'help', state: 'heard' }])
    played.wait(60)
    expect(played.state.help).toBe('heard')
    played.tell({ type: 'deskHelp', state: 'coming' })
    expect(played.state.help).toBe('coming')
    played.tell({ type: 'deskHelp', state: 'heard' })
    expect(played.state.help).toBe('coming')
  })

  it('sends the visitor to the desk when nobody heard it, and hears who comes later', () => {
    const played = visiting().tell({ type: 'ring', pair: 'a' }).wait(8)
    expect(bells(played)).toEqual([
      { type: 'help', state: 'ringing' },
      { type: 'help', state: 'unheard' },
    ])
    played.tell({ type: 'ring', pair: 'a' })
    expect(played.state.help).toBe('ringing')
    played.wait(9).tell({ type: 'deskHelp', state: 'heard' })
    expect(played.state.help).toBe('heard')
  })

  it('is not silenced by a report about the clock that follows it', async () => {
    const posted: DeviceReport[] = []
    let open: () => void = () => undefined
    const first = new Promise<void>((resolve) => (open = resolve))
    const reporter = new Reporter({
      post: async (report) => {
        await first
        posted.push(report)
        return true
      },
      clock: realClock,
      random: () => 0,
    })
    reporter.report({ type: 'step', visit, step: 'terms' })
    reporter.report({ type: 'help', visit })
    reporter.report({ type: 'clock', visit, state: 'covered', secondsLeft: 45 })
    open()
    await expect.poll(() => posted.map(({ type }) => type)).toEqual(['step', 'help', 'clock'])
    await reporter.close()
  })
})
