import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { Sha256 } from '../../domain/ids.ts'
import type { Happening } from '../../main/visit/events.ts'
import { faultWait } from '../../main/visit/pairs.ts'
import { envelopeId } from './support/envelopes.ts'
import { armedPair, beginMessage, Played, policy, ready, visit, visiting } from './support/played.ts'

const sha256 = v.parse(Sha256, 'A'.repeat(43))
const id = envelopeId(1)

const step = (name: 'sealing' | 'done' | 'terms' | 'incomplete'): Happening => ({
  type: 'step',
  pair: 'a',
  step: name,
  callNumber: null,
})

describe('the clock of a visit', () => {
  it('covers after 120 s, counts down each second and wipes 45 s later', () => {
    const played = visiting().wait(119.75)
    expect(played.screens()).toEqual([])
    played.wait(0.25)
    expect(played.screens()).toEqual([{ type: 'idle', secondsLeft: 45 }])
    played.wait(3)
    expect(played.screens()).toEqual([44, 43, 42].map((secondsLeft) => ({ type: 'idle', secondsLeft })))
    played.wait(41.75)
    played.take()
    played.wait(0.25)
    expect(played.wipes()).toEqual([{ do: 'wipe', pair: 'a', of: { visit, end: 'idle' } }])
  })

  it('starts anew with every touch, but a touch does not uncover: only "stay" does', () => {
    const played = visiting().wait(100).tell({ type: 'activity', pair: 'a' }).wait(100)
    expect(played.screens()).toEqual([])
    played.wait(25).tell({ type: 'activity', pair: 'a' }).wait(1)
    expect(played.state.visit?.secondsLeft).not.toBeNull()
    played.take()
    played.tell({ type: 'stay', pair: 'a' })
    expect(played.screens()).toEqual([{ type: 'idle', secondsLeft: null }])
    played.wait(119)
    expect(played.screens()).toEqual([])
  })

  it('screens 17: gives the end screen 90 s and then ends as done; "stay" gives 90 s more, a touch does not', () => {
    const played = visiting().wait(60).tell(step('done')).wait(1)
    expect(played.screens()).toContainEqual({ type: 'endScreen', secondsLeft: 90 })
    played.wait(88).tell({ type: 'activity', pair: 'a' })
    expect(played.state.visit).not.toBeNull()
    played.tell({ type: 'stay', pair: 'a' }).wait(89)
    expect(played.screens()).toContainEqual({ type: 'endScreen', secondsLeft: 90 })
    expect(played.state.visit).not.toBeNull()
    played.take()
    played.wait(1)
    expect(played.wipes()).toEqual([{ do: 'wipe', pair: 'a', of: { visit, end: 'done' } }])
  })

  it('stands still while somebody comes to help, at most ten minutes, and runs anew after', () => {
    const played = visiting().tell({ type: 'ring', pair: 'a' }).wait(590)
    expect(played.state.visit?.secondsLeft).toBeNull()
    played.tell({ type: 'deskHelp', state: 'quiet' }).wait(100)
    expect(played.state.visit?.secondsLeft).toBeNull()
    played.wait(21)
    expect(played.state.visit?.secondsLeft).toBe(44)
    const forgotten = visiting().tell({ type: 'ring', pair: 'a' }).wait(601)
    expect(forgotten.state.visit?.secondsLeft).toBe(44)
  })

  it('gives ten minutes when the desk extends', () => {
    const played = visiting().tell({ type: 'deskExtend', visit }).wait(599)
    expect(played.state.visit?.secondsLeft).toBeNull()
    expect(played.wait(2).state.visit?.secondsLeft).toBe(44)
  })
})

describe('the end of a visit', () => {
  const ends: [string, Happening, string][] = [
    ['stop', { type: 'stop', pair: 'a' }, 'stopped'],
    ['done', { type: 'finish', pair: 'a' }, 'done'],
    ['the desk', { type: 'deskStop', visit }, 'staff'],
    ['a session that died', { type: 'died', pair: 'a', who: 'session' }, 'sessionDied'],
    ['a renderer that died', { type: 'died', pair: 'a', who: 'renderer' }, 'rendererDied'],
    ['suspend', { type: 'power', event: 'suspend' }, 'suspended'],
    ['lock', { type: 'power', event: 'lock' }, 'locked'],
    ['shutdown', { type: 'power', event: 'shutdown' }, 'shutdown'],
    ['a session that gives up', { type: 'endVisit', pair: 'a', reason: 'protocol' }, 'sessionDied'],
    ['the central', { type: 'endVisit', pair: 'a', reason: 'ended' }, 'ended'],
    ['other settings of the machine', { type: 'trust', policy: { ...policy, doneFor: 31 } }, 'policyChanged'],
    ['closing', { type: 'close' }, 'shutdown'],
  ]
  it.each(ends)('by %s kills the pair and writes its receipt', (_name, event, kind) => {
    const played = visiting().tell(event)
    const effects = played.take()
    expect(effects).toContainEqual({ do: 'wipe', pair: 'a', of: { visit, end: kind } })
    expect(effects).toContainEqual({ do: 'screen', pair: 'a', message: { type: 'ending', reload: false } })
    // The next screen stands only when the old pair is dead.
    expect(effects.some((effect) => effect.do === 'show')).toBe(false)
    if (kind === 'shutdown' || kind === 'policyChanged') return
    played.tell({ type: 'wiped', pair: 'a', proven: true })
    expect(played.take()).toContainEqual({ do: 'show', pair: 'b' })
  })

  it('hears nothing more of the pair that is ending', () => {
    const played = visiting().tell({ type: 'stop', pair: 'a' })
    played.take()
    played.tell(
      step('done'),
      { type: 'store', pair: 'a', envelope: id },
      { type: 'seal', pair: 'a', envelope: id, sha256 },
    )
    expect(played.take()).toEqual([{ do: 'forget', envelope: id }])
  })

  it('goes on with an older policy of which only the content is newer', () => {
    const played = visiting().tell({ type: 'trust', policy })
    expect(played.state.visit).not.toBeNull()
    expect(played.wipes()).toEqual([{ do: 'wipe', pair: 'b', of: null }])
  })

  it('tells a served tab to load anew', () => {
    expect(visiting('served').tell({ type: 'stop', pair: 'a' }).screens()).toContainEqual({
      type: 'ending',
      reload: true,
    })
  })

  it('lets nobody start any more when a wipe could not be proven', () => {
    const played = visiting().tell({ type: 'stop', pair: 'a' }, { type: 'wiped', pair: 'a', proven: false })
    expect(played.screens()).toContainEqual({ type: 'attract', outOfService: 'runtime', notice: null })
    played.tell({ type: 'activate', pair: 'b', visit })
    expect(played.state.visit).toBeNull()
  })
})

describe('a late answer to the bell', () => {
  it('is not for the next visitor: nobody rang, so the clock goes on', () => {
    const played = visiting().tell({ type: 'deskHelp', state: 'coming' })
    expect(played.state.help).toBe('quiet')
    expect(played.state.visit?.idle.help).toBeNull()
  })
})

describe('what main says when the session could not', () => {
  const dies: Happening = { type: 'died', pair: 'a', who: 'session' }
  const attractAfter = (played: Played): unknown => {
    played.tell({ type: 'wiped', pair: 'a', proven: true })
    const screens = played.screens().filter((message) => JSON.stringify(message).includes('attract'))
    return screens[screens.length - 1]
  }
  it('says "saved, will be sent" when the envelope is durable and no screen said so', () => {
    const played = visiting().tell(step('sealing'), { type: 'store', pair: 'a', envelope: id })
    played.tell({ type: 'durable', envelope: id, sha256 }, dies)
    expect(attractAfter(played)).toEqual({ type: 'attract', outOfService: null, notice: 'savedWillBeSent' })
  })
  it('says so too when the window died before "signed" was painted, and not after', () => {
    const signed = (): Played =>
      visiting()
        .tell(step('sealing'), { type: 'store', pair: 'a', envelope: id })
        .tell({ type: 'durable', envelope: id, sha256 }, step('done'))
    const gone: Happening = { type: 'died', pair: 'a', who: 'renderer' }
    const before = signed().tell({ type: 'painted', pair: 'a', step: 'sealing' }, gone)
    expect(attractAfter(before)).toEqual({ type: 'attract', outOfService: null, notice: 'savedWillBeSent' })
    const after = signed().tell({ type: 'painted', pair: 'a', step: 'done' }, gone)
    expect(attractAfter(after)).toEqual({ type: 'attract', outOfService: null, notice: null })
  })
  it('says nothing of a signature when only accepted terms were stored', () => {
    const played = visiting().tell(step('incomplete'), { type: 'store', pair: 'a', envelope: id })
    played.tell({ type: 'durable', envelope: id, sha256 }, dies)
    expect(attractAfter(played)).toEqual({ type: 'attract', outOfService: null, notice: null })
  })
  it('waits for a write that is under way, and then says what came of it', () => {
    const played = visiting().tell(step('sealing'), { type: 'store', pair: 'a', envelope: id }, dies)
    played.tell({ type: 'wiped', pair: 'a', proven: true })
    expect(played.state.front).toBeNull()
    played.take()
    played.tell({ type: 'durable', envelope: id, sha256 })
    expect(played.screens()).toContainEqual({ type: 'attract', outOfService: null, notice: 'savedWillBeSent' })
  })
  it('says "not signed" when it died while signing and nothing is durable', () => {
    const played = visiting().tell(step('sealing'), { type: 'store', pair: 'a', envelope: id })
    played.tell({ type: 'notDurable', envelope: id, reason: 'diskFull' }, dies)
    expect(attractAfter(played)).toEqual({ type: 'attract', outOfService: null, notice: 'notSigned' })
  })
  it('says nothing when the screen itself said it, or when nobody was signing', () => {
    const shown = visiting().tell(step('sealing'), { type: 'store', pair: 'a', envelope: id })
    shown.tell(
      { type: 'durable', envelope: id, sha256 },
      step('done'),
      { type: 'painted', pair: 'a', step: 'done' },
      dies,
    )
    expect(attractAfter(shown)).toEqual({ type: 'attract', outOfService: null, notice: null })
    expect(attractAfter(visiting().tell(step('terms'), dies))).toEqual({
      type: 'attract',
      outOfService: null,
      notice: null,
    })
  })
  it('takes the notice away after a minute or at the next touch', () => {
    const played = visiting().tell(step('sealing'), dies, { type: 'wiped', pair: 'a', proven: true })
    played.take()
    played.wait(60)
    expect(played.screens()).toEqual([{ type: 'attract', outOfService: null, notice: null }])
  })
})

describe('an envelope', () => {
  it('is acknowledged to its own session only, and its delivery is told while the visit lives', () => {
    const played = visiting().tell({ type: 'store', pair: 'b', envelope: id })
    expect(played.take()).toEqual([{ do: 'forget', envelope: id }])
    played.tell({ type: 'store', pair: 'a', envelope: id })
    expect(played.take()).toEqual([{ do: 'append', envelope: id }])
    played.tell({ type: 'store', pair: 'a', envelope: envelopeId(2) })
    expect(played.take()).toContainEqual({
      do: 'session',
      pair: 'a',
      message: { type: 'notDurable', envelope: envelopeId(2), reason: 'duplicate' },
    })
    const durable = { type: 'durable', envelope: id, sha256 } as const
    played.tell(durable)
    expect(played.take()).toEqual([{ do: 'session', pair: 'a', message: durable }])
    const delivery = { type: 'delivery', envelope: id, state: 'stored' } as const
    played.tell(delivery, { ...delivery, envelope: envelopeId(2) })
    expect(played.take()).toEqual([{ do: 'session', pair: 'a', message: delivery }])
  })
})

describe('a waiting kiosk', () => {
  it('starts nobody while it is out of service, draining, or the pair is not armed', () => {
    const touch: Happening = { type: 'activate', pair: 'a', visit }
    const off = ready().tell({ type: 'conditions', outOfService: 'centralDown', canArm: true })
    expect(off.tell(touch).state.visit).toBeNull()
    expect(off.screens()).toContainEqual({ type: 'attract', outOfService: 'centralDown', notice: null })
    expect(ready().tell({ type: 'drain' }, touch).state.visit).toBeNull()
    const blank = new Played().tell({ type: 'conditions', outOfService: null, canArm: true }, { type: 'start' })
    expect(blank.tell({ type: 'opened', pair: 'a' }, touch).state.visit).toBeNull()
  })
  it('starts by a touch or by the desk, once', () => {
    const played = ready()
    played.take()
    expect(played.tell({ type: 'activate', pair: 'b', visit }).state.visit).toBeNull()
    played.tell({ type: 'activate', pair: null, visit }, { type: 'activate', pair: 'a', visit })
    expect(played.take().filter((effect) => effect.do === 'begin')).toHaveLength(1)
  })
  it('tells the session first, hands the port over once, then lets the screen begin', () => {
    const played = ready().tell({ type: 'activate', pair: 'a', visit })
    played.take()
    played.tell({ type: 'store', pair: 'a', envelope: id })
    expect(played.take()).toEqual([{ do: 'forget', envelope: id }])
    played.tell({ type: 'began', visit, message: beginMessage }, { type: 'began', visit, message: beginMessage })
    expect(played.take().map((effect) => effect.do)).toEqual(['session', 'connect', 'screen', 'log'])
  })
  it('starts nobody when the journal cannot be written', () => {
    const played = ready().tell({ type: 'activate', pair: 'a', visit })
    played.take()
    played.tell({ type: 'beginFailed', visit })
    expect(played.state.visit).toBeNull()
    expect(played.take().some((effect) => effect.do === 'connect' || effect.do === 'session')).toBe(false)
  })
  it('replaces a pair that dies at once, and waits longer each time', () => {
    const played = ready()
    played.take()
    played.tell({ type: 'died', pair: 'a', who: 'renderer' })
    expect(played.take()).toContainEqual({ do: 'show', pair: 'b' })
    expect([1, 2, 3, 20].map(faultWait)).toEqual([500, 1000, 2000, 60_000])
  })
  it('shows newer content without a dark screen: spare first, then the front', () => {
    const played = ready()
    played.take()
    played.tell({ type: 'trust', policy })
    expect(played.take()).toContainEqual({ do: 'wipe', pair: 'b', of: null })
    expect(played.state.front?.id).toBe('a')
    expect(played.tell({ type: 'activate', pair: 'a', visit }).state.visit).toBeNull()
    played.tell({ type: 'wiped', pair: 'b', proven: true }, ...armedPair('c'))
    expect(played.state.front?.id).toBe('c')
    played.tell({ type: 'wiped', pair: 'a', proven: true }, ...armedPair('d'))
    expect(played.state.spare?.id).toBe('d')
  })
  it('says why no pair can be armed', () => {
    const played = new Played().tell({ type: 'start' }, { type: 'conditions', outOfService: null, canArm: true })
    played.tell({ type: 'opened', pair: 'a' })
    played.take()
    played.tell({ type: 'armRefused', pair: 'a', reason: 'algorithms' }, { type: 'wiped', pair: 'a', proven: true })
    played.tell({ type: 'openDue' }, { type: 'opened', pair: 'b' })
    expect(played.screens()).toContainEqual({ type: 'attract', outOfService: 'runtime', notice: null })
  })
})

describe('the document reader', () => {
  it('machine 26: that speaks another layout is told to the desk, in one word and from the front page only', () => {
    const report = { do: 'report', report: { type: 'reader', trouble: 'wrongLayout' } }
    expect(visiting().tell({ type: 'reader', pair: 'a', trouble: 'wrongLayout' }).take()).toContainEqual(report)
    expect(visiting().tell({ type: 'reader', pair: 'b', trouble: 'wrongLayout' }).take()).not.toContainEqual(report)
  })
})

describe('the bell', () => {
  it('rings at the desk from every screen, once, and is quiet for the next visitor', () => {
    const attract = ready().tell({ type: 'ring', pair: 'a' })
    expect(attract.take()).toContainEqual({ do: 'report', report: { type: 'help', visit: null } })
    const played = visiting().tell({ type: 'ring', pair: 'a' }, { type: 'ring', pair: 'a' })
    expect(played.take().filter((effect) => effect.do === 'report')).toHaveLength(1)
    played.tell({ type: 'deskHelp', state: 'coming' })
    expect(played.screens()).toEqual([{ type: 'help', state: 'coming' }])
    played.tell({ type: 'stop', pair: 'a' })
    expect(played.take()).toContainEqual({ do: 'report', report: { type: 'helpEnded', visit } })
    expect(played.state.help).toBe('quiet')
  })

  it('is not what rings when staff are to speak with somebody alone: the desk hears why, and no page a word', () => {
    const played = visiting().tell({ type: 'ringQuietly', pair: 'a', why: 'alone' })
    expect(played.take()).toContainEqual({ do: 'report', report: { type: 'help', visit, why: 'alone' } })
    expect([played.screens(), played.state.help]).toEqual([[], 'quiet'])
    played.tell({ type: 'deskHelp', state: 'heard' }, { type: 'deskHelp', state: 'coming' })
    expect(played.screens()).toEqual([])
    expect(played.tell({ type: 'ringQuietly', pair: 'b', why: 'alone' }).take()).toEqual([])
    expect(ready().tell({ type: 'ringQuietly', pair: 'a', why: 'alone' }).take()).not.toContainEqual(
      expect.objectContaining({ do: 'report' }),
    )
  })
})
