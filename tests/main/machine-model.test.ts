/** The supervisor's machine against a world that answers late, wrongly, or dies: what may never happen, never happens. */
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Arm } from '../../domain/contract/control/session.ts'
import { steps } from '../../domain/contract/control/step.ts'
import { defaultDevicePolicy } from '../../domain/contract/device/device-policy.ts'
import { Sha256, VisitId } from '../../domain/ids.ts'
import type { Effect, Happening } from '../../main/visit/events.ts'
import { advance } from '../../main/visit/machine.ts'
import { initial, type PairId, type Supervised } from '../../main/visit/state.ts'
import { envelopeId } from './support/envelopes.ts'

const digest = v.parse(Sha256, 'A'.repeat(43))
const begin = { type: 'begin' } as unknown as Extract<Happening, { type: 'began' }>['message']
const policy = { ...defaultDevicePolicy, idleWarnAfter: 120, idleWipeAfter: 45 }

/** One world: answers what effects ask for, in the order that the script says, and watches. */
class World {
  state: Supervised = initial({ host: 'electron', policy })
  now = 1000
  #pairs = 0
  #visits = 0
  #envelopes = 0
  readonly pending: Happening[] = []
  readonly opened = new Set<PairId>()
  readonly wiping = new Set<PairId>()
  readonly wiped = new Set<PairId>()
  readonly visited = new Map<PairId, VisitId>()
  readonly begun: VisitId[] = []
  readonly connected: PairId[] = []
  readonly ended: VisitId[] = []
  openVisit: VisitId | null = null
  closed = false
  readonly refuse: { arm: number; begin: number; open: number; append: number; prove: number }

  constructor(refuse: { arm: number; begin: number; open: number; append: number; prove: number }) {
    this.refuse = refuse
    this.tell({ type: 'start' })
  }

  tell(event: Happening): void {
    const before = this.state
    const { state, effects } = advance(this.state, event, this.now)
    this.state = state
    if (event.type === 'activity' && before.visit?.secondsLeft != null) {
      expect(state.visit?.secondsLeft ?? null).not.toBeNull()
    }
    for (const effect of effects) this.#watch(effect)
  }

  /** Lets one of the things that are under way happen. */
  answer(which: number): void {
    const [event] = this.pending.splice(which % Math.max(1, this.pending.length), 1)
    if (event === undefined) return
    if (event.type === 'opened') this.opened.add(event.pair)
    if (event.type === 'wiped') {
      this.wiped.add(event.pair)
      if (this.openVisit !== null && this.visited.get(event.pair) === this.openVisit) this.openVisit = null
    }
    if (event.type === 'beginFailed' && this.state.visit?.id === event.visit) {
      // Nothing had started: the pair is still blank and may be used.
      this.visited.delete(this.state.visit.pair)
      this.ended.push(event.visit)
      this.openVisit = null
    }
    this.tell(event)
  }

  newVisit(): VisitId {
    this.#visits += 1
    return v.parse(VisitId, `00000000-0000-4000-9000-${String(this.#visits).padStart(12, '0')}`)
  }
  newEnvelope() {
    this.#envelopes += 1
    return envelopeId(this.#envelopes)
  }

  #chance(name: keyof World['refuse']): boolean {
    if (this.refuse[name] <= 0) return false
    this.refuse[name] -= 1
    return true
  }

  #watch(effect: Effect): void {
    const alive = (pair: PairId) => this.opened.has(pair) && !this.wiping.has(pair)
    switch (effect.do) {
      case 'open': {
        this.#pairs += 1
        const living = [...this.opened].filter((pair) => !this.wiped.has(pair)).length
        expect(living).toBeLessThan(2)
        this.pending.push(
          this.#chance('open') ? { type: 'openFailed' } : { type: 'opened', pair: `pair-${this.#pairs}` },
        )
        return
      }
      case 'openLater':
        this.pending.push({ type: 'openDue' })
        return
      case 'waitAtMost':
        this.pending.push({ type: 'waitedEnough' })
        return
      case 'arm':
        expect(alive(effect.pair)).toBe(true)
        this.pending.push(
          this.#chance('arm')
            ? { type: 'armRefused', pair: effect.pair, reason: 'content' }
            : { type: 'armed', pair: effect.pair },
        )
        return
      case 'begin':
        // One visit at a time, and never in a pair that somebody stood at before.
        expect(this.openVisit).toBeNull()
        expect(this.visited.has(effect.pair)).toBe(false)
        this.visited.set(effect.pair, effect.visit)
        this.openVisit = effect.visit
        this.begun.push(effect.visit)
        this.pending.push(
          this.#chance('begin')
            ? { type: 'beginFailed', visit: effect.visit }
            : { type: 'began', visit: effect.visit, message: begin },
        )
        return
      case 'connect':
        expect(this.connected).not.toContain(effect.pair)
        this.connected.push(effect.pair)
        return
      case 'show':
        expect(alive(effect.pair)).toBe(true)
        expect(this.visited.has(effect.pair)).toBe(false)
        // The last visitor's pair is dead and its receipt is written before another screen stands.
        expect(this.openVisit).toBeNull()
        return
      case 'session':
        expect(alive(effect.pair)).toBe(true)
        return
      case 'screen':
      case 'machine':
        return
      case 'append': {
        const refused = this.#chance('append')
        this.pending.push(
          refused
            ? { type: 'notDurable', envelope: effect.envelope, reason: 'diskError' }
            : { type: 'durable', envelope: effect.envelope, sha256: digest },
        )
        return
      }
      case 'wipe': {
        expect(this.wiping.has(effect.pair)).toBe(false)
        this.wiping.add(effect.pair)
        const visit = this.visited.get(effect.pair) ?? null
        expect(effect.of?.visit ?? null).toBe(visit)
        if (visit !== null) this.ended.push(visit)
        this.pending.push({ type: 'wiped', pair: effect.pair, proven: !this.#chance('prove') })
        return
      }
      case 'closed':
        expect([...this.opened].every((pair) => this.wiped.has(pair))).toBe(true)
        this.closed = true
        return
      case 'seal':
      case 'forget':
      case 'report':
      case 'dropTime':
      case 'log':
        return
      default:
        effect satisfies never
    }
  }

  /** Everything that is under way happens, in order. */
  drain(): void {
    for (let count = 0; this.pending.length > 0 && count < 500; count += 1) this.answer(0)
    expect(this.pending).toHaveLength(0)
  }
}

const whom = fc.constantFrom('front' as const, 'front' as const, 'front' as const, 'spare' as const, 'gone' as const)
const play = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('answer' as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('activate' as const), whom }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.constantFrom(1, 30, 60, 121) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'activity' as const,
        'stay' as const,
        'stop' as const,
        'finish' as const,
        'ring' as const,
        'store' as const,
        'seal' as const,
        'endVisit' as const,
      ),
      whom,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('step' as const), whom, step: fc.constantFrom(...steps) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('die' as const),
      whom,
      who: fc.constantFrom('session' as const, 'renderer' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('power' as const),
      event: fc.constantFrom('suspend' as const, 'resume' as const, 'lock' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'deskStop' as const,
        'deskExtend' as const,
        'trust' as const,
        'newPolicy' as const,
        'offline' as const,
        'online' as const,
        'online' as const,
        'help' as const,
        'quiet' as const,
      ),
    }),
  },
)
type Play = typeof play extends fc.Arbitrary<infer T> ? T : never

function perform(world: World, act: Play): void {
  const pairOf = (which: 'front' | 'spare' | 'gone'): PairId =>
    (which === 'gone' ? [...world.wiping][0] : (which === 'front' ? world.state.front : world.state.spare)?.id) ??
    'none'
  switch (act.do) {
    case 'answer':
      return world.answer(act.which)
    case 'settle':
      return world.drain()
    case 'activate':
      return world.tell({ type: 'activate', pair: pairOf(act.whom), visit: world.newVisit() })
    case 'wait':
      world.now += act.seconds * 1000
      return world.tell({ type: 'tick' })
    case 'activity':
    case 'stay':
    case 'stop':
    case 'finish':
    case 'ring':
      return world.tell({ type: act.do, pair: pairOf(act.whom) })
    case 'store':
      return world.tell({ type: 'store', pair: pairOf(act.whom), envelope: world.newEnvelope() })
    case 'seal':
      return world.tell({ type: 'seal', pair: pairOf(act.whom), envelope: world.newEnvelope(), sha256: digest })
    case 'endVisit':
      return world.tell({ type: 'endVisit', pair: pairOf(act.whom), reason: 'ended' })
    case 'step':
      return world.tell({ type: 'step', pair: pairOf(act.whom), step: act.step, callNumber: null })
    case 'die':
      return world.tell({ type: 'died', pair: pairOf(act.whom), who: act.who })
    case 'power':
      return world.tell({ type: 'power', event: act.event })
    case 'deskStop':
    case 'deskExtend':
      return world.tell({ type: act.do, visit: world.state.visit?.id ?? world.newVisit() })
    case 'trust':
      return world.tell({ type: 'trust', policy: world.state.policy })
    case 'newPolicy':
      return world.tell({ type: 'trust', policy: { ...policy, doneFor: world.state.policy.doneFor + 1 } })
    case 'offline':
      return world.tell({ type: 'conditions', outOfService: 'centralDown', canArm: true })
    case 'online':
      return world.tell({ type: 'conditions', outOfService: null, canArm: true })
    case 'help':
      return world.tell({ type: 'deskHelp', state: 'coming' })
    case 'quiet':
      return world.tell({ type: 'deskHelp', state: 'quiet' })
  }
}

const refusals = fc.record({ arm: fc.nat(2), begin: fc.nat(2), open: fc.nat(2), append: fc.nat(2), prove: fc.nat(1) })

describe('the supervisor', () => {
  let visits = 0
  it('wipes every visit once, shows nobody a used pair, and always comes back into service', () => {
    fc.assert(
      fc.property(refusals, fc.boolean(), fc.array(play, { maxLength: 60, size: 'max' }), (refuse, warm, acts) => {
        const world = new World({ ...refuse })
        world.tell({ type: 'conditions', outOfService: null, canArm: true })
        if (warm) world.drain()
        for (const act of acts) perform(world, act)
        // The world calms down.
        world.refuse.arm = 0
        world.refuse.open = 0
        world.drain()
        if (world.state.visit !== null) {
          world.tell({ type: 'stop', pair: world.state.visit.pair })
          world.drain()
        }
        expect(world.openVisit).toBeNull()
        expect([...world.ended].sort()).toEqual([...world.begun].sort())
        expect(world.state.ending).toBeNull()
        expect(world.state.front?.phase).toBe('armed')
        expect(world.state.spare?.phase).toBe('armed')
        expect(world.state.front?.stale).toBe(false)
        expect(world.state.help === 'quiet' || world.state.visit === null).toBe(true)
        visits += world.begun.length
        world.tell({ type: 'close' })
        world.drain()
        expect(world.closed).toBe(true)
      }),
      { numRuns: 2_500 },
    )
    // The world is not so hostile that nobody ever starts.
    expect(visits).toBeGreaterThan(1_000)
  })
})

export type { Arm }
