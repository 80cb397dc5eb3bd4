import { describe, expect, it } from 'vitest'
import type { Effect } from '../../main/visit/events.ts'
import { outOfService } from '../../main/visit/state.ts'
import { armedPair, Played, policy, ready, visit } from './support/played.ts'

describe('the first screen of a start', () => {
  const opened = (): Played => new Played().tell({ type: 'start' }, { type: 'opened', pair: 'a' })
  const shown = (effects: readonly Effect[]) =>
    effects.filter((effect) => ['machine', 'screen', 'show'].includes(effect.do))

  it('is laid out unseen while nothing is known, and shown with what is true as soon as that is known', () => {
    const played = opened().tell({ type: 'hello', pair: 'a' })
    const attract = { type: 'attract', outOfService: null, notice: null }
    expect(shown(played.take())).toEqual([
      { do: 'machine', pair: 'a' },
      { do: 'screen', pair: 'a', message: attract },
    ])
    played.tell({ type: 'conditions', outOfService: 'starting', canArm: false })
    expect(shown(played.take())).toEqual([])
    played.tell({ type: 'conditions', outOfService: 'diskFull', canArm: true })
    expect(shown(played.take())).toEqual([
      { do: 'machine', pair: 'a' },
      { do: 'screen', pair: 'a', message: { ...attract, outOfService: 'diskFull' } },
      { do: 'show', pair: 'a' },
    ])
  })

  it('says that the kiosk is starting when nothing was known for a second and a half', () => {
    const played = opened()
    expect(played.take()).toContainEqual({ do: 'waitAtMost', milliseconds: 1500 })
    played.tell({ type: 'waitedEnough' })
    expect(shown(played.take())).toEqual([
      { do: 'machine', pair: 'a' },
      { do: 'screen', pair: 'a', message: { type: 'attract', outOfService: 'starting', notice: null } },
      { do: 'show', pair: 'a' },
    ])
  })

  it('cannot begin a visit before it was shown', () => {
    const played = opened().tell({ type: 'armed', pair: 'a' }, { type: 'activate', pair: 'a', visit })
    expect(played.state.visit).toBeNull()
  })
})

describe('a session that believes nothing it was given', () => {
  const refusedFirst = (): Played =>
    new Played().tell(
      { type: 'start' },
      { type: 'conditions', outOfService: null, canArm: true },
      { type: 'opened', pair: 'a' },
      { type: 'armRefused', pair: 'a', reason: 'policyOlder' },
    )

  it('leaves the only screen standing: it says why, and another pair is tried behind it', () => {
    const played = refusedFirst()
    expect(played.screens().at(-1)).toEqual({ type: 'attract', outOfService: 'policyOlder', notice: null })
    played.tell({ type: 'openDue' }, { type: 'opened', pair: 'b' })
    expect(played.take()).toContainEqual({ do: 'arm', pair: 'b' })
    played.tell({ type: 'armRefused', pair: 'b', reason: 'policyOlder' })
    expect(played.wipes()).toEqual([{ do: 'wipe', pair: 'b', of: null }])
    expect(played.state.front?.id).toBe('a')
    played.tell({ type: 'wiped', pair: 'b', proven: true }, { type: 'openDue' }, { type: 'opened', pair: 'c' })
    played.tell({ type: 'armed', pair: 'c' })
    expect(played.wipes()).toEqual([{ do: 'wipe', pair: 'a', of: null }])
    expect(played.state.front?.id).toBe('c')
    expect(played.screens()).toEqual([])
  })

  it('lets nobody begin on that screen', () => {
    expect(refusedFirst().tell({ type: 'activate', pair: 'a', visit }).state.visit).toBeNull()
  })

  it('may die behind its screen, but not the screen itself', () => {
    const played = refusedFirst().tell({ type: 'died', pair: 'a', who: 'session' })
    expect(played.state.front?.id).toBe('a')
    expect(played.tell({ type: 'died', pair: 'a', who: 'renderer' }).state.front).toBeNull()
  })

  it('is followed at once by another when something new holds, and the kiosk stays closed until one took it', () => {
    const played = refusedFirst()
    played.tell({ type: 'openDue' }, { type: 'openFailed' })
    expect(played.state.opening).toBe('later')
    played.take()
    played.tell({ type: 'trust', policy })
    expect(played.take()).toContainEqual({ do: 'open' })
    expect(outOfService(played.state)).toBe('policyOlder')
    played.tell(...armedPair('b'))
    expect(outOfService(played.state)).toBeNull()
  })
})

describe('the machine’s own words', () => {
  it('are repeated when a waiting screen changes: whether this is for training is known when the policy is', () => {
    const played = ready()
    played.take()
    played.tell({ type: 'conditions', outOfService: 'diskFull', canArm: true })
    expect(played.take()).toContainEqual({ do: 'machine', pair: 'a' })
  })
})
