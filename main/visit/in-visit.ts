/** What happens while a visit runs. Whatever comes from another pair than the visit's, or too late, is not heard. */
import type { Step } from '../../domain/contract/control/step.ts'
import { bell, unheard } from './bell.ts'
import { end } from './end.ts'
import type { Effect, Happening, Next } from './events.ts'
import { extended, attended, look, stayed, touched, waitsForDesk } from './idle.ts'
import { clockReport } from './clock-report.ts'
import type { Supervised, Visit } from './state.ts'

type InVisit = Extract<
  Happening,
  {
    type:
      | 'deskHelp'
      | 'ring'
      | 'ringQuietly'
      | 'reader'
      | 'activity'
      | 'stay'
      | 'stop'
      | 'finish'
      | 'painted'
      | 'step'
      | 'seal'
      | 'store'
      | 'durable'
      | 'notDurable'
      | 'delivery'
      | 'endVisit'
      | 'began'
      | 'beginFailed'
      | 'deskStop'
      | 'deskExtend'
      | 'deskAttend'
      | 'tick'
  }
>

const stay = (state: Supervised, effects: readonly Effect[] = []): Next<Supervised> => ({ state, effects })

/** One event for the running visit, or for nobody. */
export function inVisit(state: Supervised, event: InVisit, now: number): Next<Supervised> {
  const { visit } = state
  switch (event.type) {
    case 'ring':
      return (state.help === 'quiet' || state.help === 'unheard') && state.front?.id === event.pair
        ? bell(state, { to: 'ringing', now })
        : stay(state)
    case 'ringQuietly':
      // The bell stays as it is: whoever stands beside the visitor must not see that anybody was called.
      return visit?.pair === event.pair && visit.phase === 'running'
        ? stay(state, [{ do: 'report', report: { type: 'help', visit: visit.id, why: event.why } }])
        : stay(state)
    case 'reader':
      return state.front?.id === event.pair
        ? stay(state, [{ do: 'report', report: { type: 'reader', trouble: event.trouble } }])
        : stay(state)
    case 'deskHelp':
      return state.help === event.state ? stay(state) : bell(state, { to: event.state, now })
    case 'durable':
    case 'notDurable':
      return stored(state, event)
    case 'began':
      return visit?.id === event.visit && visit.phase === 'beginning'
        ? began(state, { visit, event, now })
        : stay(state)
    case 'beginFailed':
      return visit?.id === event.visit && visit.phase === 'beginning' ? stay({ ...state, visit: null }) : stay(state)
    case 'deskStop':
      return visit?.id === event.visit ? end(state, 'staff') : stay(state)
    case 'deskExtend':
      return visit?.id === event.visit
        ? clock(state, {
            visit: { ...visit, idle: extended(attended(visit.idle, now), now) },
            now,
          })
        : stay(state)
    case 'deskAttend':
      return visit?.id === event.visit
        ? clock(state, { visit: { ...visit, idle: attended(visit.idle, now) }, now })
        : stay(state)
    case 'delivery':
      return visit?.durable === event.envelope
        ? stay(state, [
            {
              do: 'session',
              pair: visit.pair,
              message: { type: 'delivery', envelope: event.envelope, state: event.state },
            },
          ])
        : stay(state)
    case 'tick': {
      const rung = unheard(state, now)
      const ticked = visit === null ? stay(rung.state) : clock(rung.state, { visit, now })
      return { state: ticked.state, effects: [...rung.effects, ...ticked.effects] }
    }
    case 'activity':
    case 'stay':
    case 'stop':
    case 'finish':
    case 'painted':
    case 'step':
    case 'seal':
    case 'store':
    case 'endVisit':
      if (visit?.pair !== event.pair || visit.phase !== 'running') {
        return stay(state, event.type === 'store' ? [{ do: 'forget', envelope: event.envelope }] : [])
      }
      return fromPair(state, { visit, event, now })
  }
}

type FromPair = Extract<
  InVisit,
  { type: 'activity' | 'stay' | 'stop' | 'finish' | 'painted' | 'step' | 'seal' | 'store' | 'endVisit' }
>

function fromPair(
  state: Supervised,
  options: { readonly visit: Visit; readonly event: FromPair; readonly now: number },
): Next<Supervised> {
  const { visit, event, now } = options
  switch (event.type) {
    case 'activity':
      // The end screen has its own time: only "I am still here" gives more of it.
      return visit.step === 'done'
        ? stay(state)
        : stay({ ...state, visit: { ...visit, idle: touched(visit.idle, now) } })
    case 'stay':
      return clock(state, { visit: { ...visit, idle: stayed(visit.idle, now) }, now })
    case 'stop':
      return end(state, 'stopped')
    case 'finish':
      return end(state, 'done')
    case 'endVisit':
      return endedBySession(state, event.reason)
    case 'painted':
      return event.step === 'done' ? stay({ ...state, visit: { ...visit, unshown: false } }) : stay(state)
    case 'step': {
      const { step, callNumber } = event
      const fresh = step === 'done' && visit.step !== 'done' ? stayed(visit.idle, now) : visit.idle
      const idle = waitsForDesk(fresh, { waits: deskMustAct(step), now })
      const report = { type: 'step', visit: visit.id, step, ...(callNumber === null ? {} : { callNumber }) } as const
      // The session has sent "signed"; only its paint is proof that anybody could read it.
      const unshown = step === 'done' && visit.unshown
      const moved = clock(state, { visit: { ...visit, step, idle, unshown }, now })
      const said: Effect[] = [
        { do: 'log', event: 'step', fields: { step, visit: visit.id } },
        { do: 'report', report },
      ]
      return { state: moved.state, effects: [...said, ...moved.effects] }
    }
    case 'seal': {
      const { envelope, sha256 } = event
      return stay(state, [{ do: 'seal', pair: visit.pair, envelope, sha256, step: visit.step }])
    }
    case 'store': {
      if (visit.storing === null) {
        const storing = { ...visit, storing: event.envelope }
        return stay({ ...state, visit: storing }, [{ do: 'append', envelope: event.envelope }])
      }
      if (visit.storing === event.envelope) return stay(state, [{ do: 'forget', envelope: event.envelope }])
      const message = { type: 'notDurable', envelope: event.envelope, reason: 'duplicate' } as const
      return stay(state, [
        { do: 'forget', envelope: event.envelope },
        { do: 'session', pair: visit.pair, message },
      ])
    }
  }
}

function began(
  state: Supervised,
  options: { readonly visit: Visit; readonly event: Extract<InVisit, { type: 'began' }>; readonly now: number },
): Next<Supervised> {
  const { visit, event, now } = options
  return stay({ ...state, visit: { ...visit, phase: 'running', idle: touched(visit.idle, now) } }, [
    { do: 'session', pair: visit.pair, message: event.message },
    { do: 'connect', pair: visit.pair },
    { do: 'screen', pair: visit.pair, message: { type: 'visit' } },
    ...(state.help === 'quiet'
      ? []
      : [{ do: 'screen', pair: visit.pair, message: { type: 'help', state: state.help } } as const]),
    { do: 'log', event: 'visitBegan', fields: { visit: visit.id } },
  ])
}

function endedBySession(state: Supervised, reason: Extract<InVisit, { type: 'endVisit' }>['reason']): Next<Supervised> {
  if (reason !== 'time') return end(state, reason === 'ended' ? 'ended' : 'sessionDied')
  const ended = end(state, 'timeLost')
  return { state: ended.state, effects: [...ended.effects, { do: 'dropTime' }] }
}

/** The outbox answered: to the living session, or to a visit that is already ending. */
function stored(state: Supervised, event: Extract<InVisit, { type: 'durable' | 'notDurable' }>): Next<Supervised> {
  const after = (visit: Visit): Visit => ({
    ...visit,
    storing: null,
    // Outside `sealing` it is no form: accepted terms travel alone, and nobody waits to hear of them.
    ...(event.type === 'durable' ? { durable: event.envelope, unshown: visit.step === 'sealing' } : {}),
  })
  const { visit, ending } = state
  if (visit?.storing === event.envelope) {
    return stay({ ...state, visit: after(visit) }, [{ do: 'session', pair: visit.pair, message: event }])
  }
  if (ending?.visit.storing === event.envelope) {
    return stay({ ...state, ending: { ...ending, visit: after(ending.visit) } })
  }
  return stay(state)
}

/** The steps on which the visitor can do nothing but wait for somebody of the desk. */
function deskMustAct(step: Step): boolean {
  return step === 'desk' || step === 'deskPicks'
}

/** Looks at the clock: covers, counts down, uncovers, ends. */
function clock(state: Supervised, options: { readonly visit: Visit; readonly now: number }): Next<Supervised> {
  const { visit, now } = options
  const looked = look({ idle: visit.idle, now, policy: state.policy, done: visit.step === 'done' })
  if (looked.state.kind === 'over') return end({ ...state, visit }, looked.state.end)
  const secondsLeft = looked.state.kind === 'covered' ? looked.state.secondsLeft : null
  const changed = secondsLeft !== visit.secondsLeft
  const told = clockReport({ visit, idle: looked.state, now })
  const endsAt = looked.state.kind === 'running' ? looked.state.wipeAt : visit.endsAt
  const left = endsAt === null ? null : Math.ceil((endsAt - now) / 1000)
  return stay({ ...state, visit: { ...visit, idle: looked.idle, secondsLeft, endsAt, clock: told.clock } }, [
    ...(left !== null && endsAt !== visit.endsAt
      ? [{ do: 'screen', pair: visit.pair, message: { type: 'endScreen', secondsLeft: left } } as const]
      : []),
    ...(changed ? [{ do: 'screen', pair: visit.pair, message: { type: 'idle', secondsLeft } } as const] : []),
    ...told.effects,
  ])
}
