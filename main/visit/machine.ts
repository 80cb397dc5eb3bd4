/**
 * The supervisor as a pure function: state and what happens in, state and what is to be done out. No clocks, no I/O.
 * Every event ends in `settle`; every end of a visit goes through `end`.
 */
import { isPolicyRefusal } from '../../domain/contract/control/policy-refusal.ts'
import type { OutOfService } from '../../domain/contract/control/renderer.ts'
import { finishEnding, end } from './end.ts'
import type { Effect, Happening, Next } from './events.ts'
import { outOfService, type PairId, type Supervised } from './state.ts'
import { attract, changePair, retire, settle } from './pairs.ts'
import { inVisit } from './in-visit.ts'
import { startIdle } from './idle.ts'

const stay = (state: Supervised, effects: readonly Effect[] = []): Next<Supervised> => ({ state, effects })

/** Milliseconds that the first page waits for what it has to say; a black screen must not look like a broken kiosk. */
const settlingTime = 1_500

/** One event. `now`: monotonic milliseconds. */
export function advance(state: Supervised, event: Happening, now: number): Next<Supervised> {
  const handled = handle(state, event, now)
  const finished = finishEnding(handled.state, now)
  const settled = settle({ state: finished.state, effects: [...handled.effects, ...finished.effects] })
  return withAttract(state, withClosed(settled))
}

function handle(state: Supervised, event: Happening, now: number): Next<Supervised> {
  switch (event.type) {
    case 'start':
      return stay(state, [{ do: 'waitAtMost', milliseconds: settlingTime }])
    case 'waitedEnough':
      return stay({ ...state, settling: false })
    case 'opened':
      return opened(state, event.pair)
    case 'openFailed':
      return stay({ ...state, opening: 'no', faults: state.faults + 1 })
    case 'openDue':
      return state.opening === 'later' && !state.closing
        ? stay({ ...state, opening: 'now' }, [{ do: 'open' }])
        : stay(state)
    case 'hello':
      return hello(state, event.pair)
    case 'armed':
      return armed(state, event.pair)
    case 'armRefused':
      return state.visit?.pair === event.pair
        ? end(state, 'sessionDied')
        : refused({ ...state, armFault: faultOf(event.reason) }, event.pair)
    case 'died':
      return state.visit?.pair === event.pair
        ? end(state, event.who === 'session' ? 'sessionDied' : 'rendererDied')
        : died(state, event)
    case 'wiped':
      return wiped(state, event)
    case 'activate':
      return activate(state, { ...event, now })
    case 'power':
      return power(state, event.event)
    case 'deskHelp':
    case 'ring':
    case 'ringQuietly':
    case 'reader':
    case 'activity':
    case 'stay':
    case 'stop':
    case 'finish':
    case 'painted':
    case 'step':
    case 'seal':
    case 'store':
    case 'durable':
    case 'notDurable':
    case 'delivery':
    case 'endVisit':
    case 'began':
    case 'beginFailed':
    case 'deskStop':
    case 'deskExtend':
    case 'deskAttend':
      return inVisit(state, event, now)
    case 'timeLost':
      return end(state, 'timeLost')
    case 'drain':
      return stay({ ...state, draining: true })
    case 'conditions':
      return stay({
        ...state,
        condition: event.outOfService,
        canArm: event.canArm,
        settling: state.settling && event.outOfService === 'starting',
      })
    case 'trust':
      return trust(state, event.policy)
    case 'tick':
      return tick(state, now)
    case 'close':
      return close(state)
  }
}

/** What the waiting screen says of a session that believed nothing it was armed with. */
function faultOf(reason: Extract<Happening, { type: 'armRefused' }>['reason']): OutOfService {
  if (isPolicyRefusal(reason)) return reason
  return reason === 'algorithms' ? 'runtime' : 'contentExpired'
}

/** The only screen that there is stays and says why nobody can begin; another pair is tried behind it. */
function refused(state: Supervised, pair: PairId): Next<Supervised> {
  const stands = state.front === null || state.front.id === pair
  if (!stands) return retire(state, { id: pair, fault: true })
  return stay({
    ...changePair(state, { id: pair, change: (old) => ({ ...old, phase: 'refused' }) }),
    faults: state.faults + 1,
  })
}

function died(state: Supervised, { pair, who }: Extract<Happening, { type: 'died' }>): Next<Supervised> {
  // A session that refused is needed no more.
  const shows = [state.front, state.spare].some((each) => each?.id === pair && each.phase === 'refused')
  return shows && who === 'session' ? stay(state) : retire(state, { id: pair, fault: true })
}

function opened(state: Supervised, pair: PairId): Next<Supervised> {
  const spare = { id: pair, phase: 'blank', stale: false } as const
  if (state.closing) return retire({ ...state, opening: 'no', spare }, { id: pair, fault: false })
  return stay({ ...state, opening: 'no', spare })
}

/** A window may say hello late (the rehearsal's browser starts when it is shown), even in the middle of a visit. */
function hello(state: Supervised, pair: PairId): Next<Supervised> {
  const effects: Effect[] = [{ do: 'machine', pair }]
  if (state.visit?.pair === pair && state.visit.phase === 'running') {
    effects.push({ do: 'screen', pair, message: { type: 'visit' } })
  } else effects.push({ do: 'screen', pair, message: attract(state) })
  return stay(state, effects)
}

function armed(state: Supervised, pair: PairId): Next<Supervised> {
  const known = [state.front, state.spare].some((each) => each?.id === pair && each.phase === 'arming')
  if (!known) return stay(state)
  const ready = changePair(state, { id: pair, change: (old) => ({ ...old, phase: 'armed' }) })
  return stay({ ...ready, faults: 0, armFault: null }, [{ do: 'log', event: 'pairReady', fields: {} }])
}

function wiped(state: Supervised, event: Extract<Happening, { type: 'wiped' }>): Next<Supervised> {
  const unproven = state.unproven || !event.proven
  const retiring = state.retiring.filter((pair) => pair !== event.pair)
  const ending = state.ending?.visit.pair === event.pair ? { ...state.ending, wiped: true } : state.ending
  return stay({ ...state, unproven, retiring, ending })
}

function activate(
  state: Supervised,
  event: Extract<Happening, { type: 'activate' }> & { readonly now: number },
): Next<Supervised> {
  const { front } = state
  const ours = front !== null && (event.pair === null || event.pair === front.id)
  const free = state.visit === null && state.ending === null && !state.closing
  if (!ours || !free || front.phase !== 'armed' || front.stale || outOfService(state) !== null) return stay(state)
  return stay(
    {
      ...state,
      notice: null,
      visit: {
        id: event.visit,
        pair: front.id,
        phase: 'beginning',
        step: null,
        idle: startIdle(event.now),
        secondsLeft: null,
        endsAt: null,
        clock: null,
        storing: null,
        durable: null,
        unshown: false,
      },
    },
    [{ do: 'begin', pair: front.id, visit: event.visit }],
  )
}

function power(state: Supervised, event: 'suspend' | 'resume' | 'lock' | 'shutdown'): Next<Supervised> {
  switch (event) {
    case 'suspend':
      return end(state, 'suspended')
    case 'lock':
      return end(state, 'locked')
    case 'shutdown':
      return end({ ...state, draining: true }, 'shutdown')
    case 'resume':
      return stay(state)
  }
}

/** Waiting pairs are replaced; a visit ends only when the settings of the machine itself changed. */
function trust(state: Supervised, policy: Supervised['policy']): Next<Supervised> {
  const old = (pair: Supervised['front']) => (pair === null || pair.phase === 'blank' ? pair : { ...pair, stale: true })
  const changed = JSON.stringify(policy) !== JSON.stringify(state.policy)
  // A reason to be closed holds until a session was armed with what is new; that is tried at once.
  const opening = state.opening === 'later' ? 'no' : state.opening
  const next: Supervised = {
    ...state,
    policy,
    front: old(state.front),
    spare: old(state.spare),
    faults: 0,
    opening,
  }
  return changed && state.visit !== null ? end(next, 'policyChanged') : stay(next)
}

function tick(state: Supervised, now: number): Next<Supervised> {
  const noticed = state.notice !== null && now >= state.notice.until ? { ...state, notice: null } : state
  return inVisit(noticed, { type: 'tick' }, now)
}

function close(state: Supervised): Next<Supervised> {
  if (state.closing) return stay(state)
  const ended = end({ ...state, closing: true }, 'shutdown')
  let next = ended
  for (const pair of [ended.state.front, ended.state.spare]) {
    if (pair === null) continue
    const retired = retire(next.state, { id: pair.id, fault: false })
    next = { state: retired.state, effects: [...next.effects, ...retired.effects] }
  }
  return next
}

function withClosed(next: Next<Supervised>): Next<Supervised> {
  const { closing, ending, retiring, opening, front, spare } = next.state
  const over =
    closing && ending === null && retiring.length === 0 && opening !== 'now' && front === null && spare === null
  return over ? { state: next.state, effects: [...next.effects, { do: 'closed' }] } : next
}

/** The screen that waits is told when what it says has changed. */
function withAttract(before: Supervised, next: Next<Supervised>): Next<Supervised> {
  const { front, visit } = next.state
  if (front === null || visit !== null || before.front?.id !== front.id) return next
  const message = attract(next.state)
  if (before.visit === null && JSON.stringify(attract(before)) === JSON.stringify(message)) return next
  // The machine's words too: what they say of training is known when the policy is.
  const effects: Effect[] = [
    { do: 'machine', pair: front.id },
    { do: 'screen', pair: front.id, message },
  ]
  return { state: next.state, effects: [...next.effects, ...effects] }
}
