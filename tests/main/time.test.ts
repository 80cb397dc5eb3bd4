/** The central's time at main: what contradicts it drops it, and it is asked for until it is there again. */
import { describe, expect, test } from 'vitest'
import { timeHeader } from '../../domain/contract/device/channel.ts'
import type { Clock } from '../../main/clock/clock.ts'
import { statedTime } from '../../main/trust/stated-time.ts'
import { TimeKeeper } from '../../main/trust/time-keeper.ts'
import { CentralTime, type TimeLoss } from '../../main/trust/time.ts'

const start = 1_760_000_000_000
const minute = 60_000

/** A machine whose clocks a test moves by hand, and a central whose clock is its own. */
function machine() {
  let monotonic = 5_000
  let wall = start - 123_456
  let central = start
  let reachable = true
  let asked = 0
  const due: { at: number; action: () => void }[] = []
  const clock: Clock = {
    monotonic: () => monotonic,
    wall: () => wall,
    after(milliseconds, action) {
      const entry = { at: monotonic + milliseconds, action }
      due.push(entry)
      return () => void due.splice(due.indexOf(entry), due.includes(entry) ? 1 : 0)
    },
  }
  const lost: TimeLoss[] = []
  const time: CentralTime = new CentralTime(clock, {
    onLost: (why) => {
      lost.push(why)
      keeper.check()
    },
    onDoubt: () => keeper.check(),
  })
  const ask = (): Promise<boolean> => {
    asked += 1
    if (!reachable) return Promise.resolve(false)
    const headers = { [timeHeader]: new Date(central).toISOString() }
    const statement = statedTime(headers, { sent: monotonic - 4, received: monotonic + 4 })
    if (statement !== null) time.learn(statement)
    return Promise.resolve(true)
  }
  const keeper = new TimeKeeper({ time, clock, ask })
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }
  return {
    time,
    lost,
    ask,
    settle,
    asked: () => asked,
    cut: (off: boolean) => void (reachable = !off),
    step: (by: number) => void (central += by),
    setWall: (by: number) => void (wall += by),
    /** The guest stands still and nothing in it notices. */
    pause: (by: number) => void (central += by),
    sleep(by: number) {
      central += by
      wall += by
    },
    off: () => (time.now()?.at ?? Number.NaN) - central,
    async run(milliseconds: number) {
      const until = monotonic + milliseconds
      for (;;) {
        const next = due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
        const to = next?.at ?? until
        wall += Math.max(0, to - monotonic)
        central += Math.max(0, to - monotonic)
        monotonic = Math.max(monotonic, to)
        if (next === undefined) return
        due.splice(due.indexOf(next), 1)
        next.action()
        await settle()
      }
    },
    hear: (late = 0) => time.heard({ stated: central - late, received: monotonic }),
  }
}

describe('machine 3: the central’s time is dropped as soon as it cannot be true', () => {
  test.each([10, 5, -5, -10])(
    'the central’s clock moves by %i minutes: one statement, and it is known again',
    async (by) => {
      const it = machine()
      await it.ask()
      expect(it.off()).toBeCloseTo(0, -2)
      it.step(by * minute)
      await it.ask()
      expect(it.lost).toEqual(['contradicted'])
      await it.settle()
      expect(Math.abs(it.off())).toBeLessThan(50)
    },
  )

  test.each([
    [5 * minute, 'ahead'],
    [-5 * minute, 'behind'],
    [-20_000, 'behind by less than a line can be late'],
  ])('the event stream alone shows it (%i ms, %s)', async (by) => {
    const it = machine()
    await it.ask()
    it.step(by)
    it.hear()
    await it.settle()
    await it.run(10)
    expect(it.lost).toEqual(['contradicted'])
    expect(Math.abs(it.off())).toBeLessThan(50)
  })

  test('a slow line is asked about and loses nothing', async () => {
    const it = machine()
    await it.ask()
    await it.run(30_000)
    it.hear(20_000)
    await it.settle()
    expect(it.asked()).toBe(2)
    expect(it.lost).toEqual([])
  })

  test('eight hours of sleep are noticed within a second, with a line and without', async () => {
    const it = machine()
    await it.ask()
    it.sleep(8 * 60 * minute)
    await it.run(2_000)
    expect(it.lost).toEqual(['contradicted'])
    expect(Math.abs(it.off())).toBeLessThan(50)

    const alone = machine()
    await alone.ask()
    alone.cut(true)
    alone.sleep(8 * 60 * minute)
    await alone.run(10_000)
    expect(alone.lost).toEqual(['unconfirmed'])
    expect(alone.time.now()).toBeNull()
    alone.cut(false)
    await alone.run(3_000)
    expect(Math.abs(alone.off())).toBeLessThan(50)
  })

  test('a paused machine learns it from the first word it hears', async () => {
    const it = machine()
    await it.ask()
    it.pause(40 * minute)
    await it.run(2_000)
    expect(it.lost).toEqual([])
    it.hear()
    await it.settle()
    expect(it.lost).toEqual(['contradicted'])
    expect(Math.abs(it.off())).toBeLessThan(50)
  })

  test('the kiosk’s wall clock moves: the central is asked, and nothing is lost', async () => {
    const it = machine()
    await it.ask()
    it.setWall(-3 * 60 * minute)
    await it.run(2_000)
    expect([it.asked(), it.lost]).toEqual([2, []])
    expect(Math.abs(it.off())).toBeLessThan(50)
  })

  test('a clock that is slewed is followed, and the uncertainty says so', async () => {
    const it = machine()
    await it.ask()
    it.step(300)
    await it.ask()
    expect(it.lost).toEqual([])
    expect(Math.abs(it.off())).toBeLessThan(5)
    expect(it.time.now()?.uncertainty).toBeGreaterThan(290)
  })

  test('a relay’s Date teaches who knows nothing, and contradicts nobody by seconds', async () => {
    const it = machine()
    const date = (by: number) => ({ date: new Date(start + by).toUTCString() })
    const learn = (headers: Readonly<Record<string, string>>): void => {
      const statement = statedTime(headers, { sent: 4_990, received: 5_000 })
      if (statement !== null) it.time.learn(statement)
    }
    learn(date(0))
    it.step(4_000)
    expect(it.time.now()?.uncertainty).toBeGreaterThan(500)
    learn({ [timeHeader]: new Date(start + 4_000).toISOString(), ...date(0) })
    // Four seconds are more than both uncertainties: the central's own word is asked for again.
    expect(it.lost).toEqual(['contradicted'])
    await it.settle()
    learn(date(20_000))
    expect(it.lost).toHaveLength(1)
    learn(date(5 * minute))
    expect(it.lost).toHaveLength(2)
  })
})

describe('machine 3: statements that creep are dropped, and no clock means what cannot be', () => {
  /** Answers once a second, each moved by so much against the machine; how far the time had moved when it was dropped. */
  async function crept(by: number, seconds: number): Promise<{ readonly moved: number; readonly lost: number }> {
    const it = machine()
    await it.ask()
    const before = it.time.now()?.at ?? Number.NaN
    let moved = 0
    for (let second = 1; second <= seconds && it.lost.length === 0; second += 1) {
      await it.run(1_000)
      it.step(by)
      await it.ask()
      if (it.lost.length === 0) moved = Math.abs((it.time.now()?.at ?? Number.NaN) - before - second * 1_000)
    }
    return { moved, lost: it.lost.length }
  }

  test.each([900, -900, 400, -400, 50, 10, 2])('%i ms more with each of 600 answers', async (by) => {
    const { moved, lost } = await crept(by, 3_600)
    expect(lost).toBe(1)
    // One correction, and what an honest clock may gain in an hour.
    expect(moved).toBeLessThan(1_000 + 3_600_000 * 6e-4 + 100)
  })

  test('a clock that NTP slews for an hour, and quartz on both sides, are followed', async () => {
    expect((await crept(0.5, 3_600)).lost).toBe(0)
    expect((await crept(-0.1, 3_600)).lost).toBe(0)
  })

  test('in four hours no more than some ten seconds, however slowly it is done', async () => {
    const it = machine()
    await it.ask()
    const before = it.time.now()?.at ?? Number.NaN
    for (let minutes = 1; minutes <= 240 && it.lost.length === 0; minutes += 1) {
      await it.run(60_000)
      it.step(60_000 * 5.9e-4)
      await it.ask()
    }
    expect(it.lost).toEqual([])
    expect(Math.abs((it.time.now()?.at ?? Number.NaN) - before - 240 * 60_000)).toBeLessThan(10_000)
  })

  test('a relay’s Date does not creep either', () => {
    const it = machine()
    let at = start
    const learn = (by: number, received: number): void => {
      at += by
      const statement = statedTime({ date: new Date(at).toUTCString() }, { sent: received - 10, received })
      if (statement !== null) it.time.learn(statement)
    }
    for (let answer = 0; answer < 20; answer += 1) learn(answer === 0 ? 0 : 20_000, 5_000 + answer)
    expect(it.lost).toContain('contradicted')
  })

  test.each([
    '', '0', '1', '2026', '99999', '-1', '1e300', 'NaN', 'now 2026', '2026-11-23', '2026-11-23T09:00:00', '2026-11-23T09:00:00+01:00',
    '2026-13-01T00:00:00Z', '2026-02-30T25:00:00Z', '1970-01-01T00:00:00.000Z', '2019-12-31T23:59:59.999Z', '2200-01-01T00:00:00Z',
    '+275760-09-13T00:00:00Z', '-271821-04-20T00:00:00Z',
  ])('%j is no stated time, nor a Date beside it one', (header) => {
    const beside = { date: new Date(start).toUTCString() }
    expect(statedTime({ [timeHeader]: header, ...beside }, { sent: 0, received: 1 })).toBeNull()
    expect(statedTime({ date: header }, { sent: 0, received: 1 })).toBeNull()
  }) // prettier-ignore

  test.each([Number.NaN, Infinity, -Infinity, 1e300, -1e15, 8.64e15 + 1, 0, -1, 946_684_800_000, 7_258_118_400_000])(
    '%d milliseconds teach nothing and contradict nothing',
    async (stated) => {
      const it = machine()
      const say = (): void => {
        it.time.learn({ stated, sent: 4_990, received: 5_000, granularity: 1 })
        it.time.heard({ stated, received: 5_000 })
      }
      say()
      expect([it.time.now(), it.time.anchor()]).toEqual([null, null])
      await it.ask()
      say()
      expect(it.lost).toEqual([])
      expect(Math.abs(Date.parse(it.time.anchor()?.at ?? '') - start)).toBeLessThan(5)
    },
  )
})
