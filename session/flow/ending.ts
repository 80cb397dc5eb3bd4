/** Sealed, stored, delivered; or ended by the central. */
import type { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { dayInAmsterdam } from '../../domain/days/amsterdam.ts'
import { addDays } from '../../domain/days/calendar.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { termsOf } from '../../domain/requests/sets/terms.ts'
import type { Input } from './input.ts'
import type { State } from './state.ts'
import { signsApart } from './apart.ts'
import { isStopping } from './stop.ts'
import { go, outcome, stay } from './turn.ts'
import type { Context, Turn } from './turn.ts'

export function onEnding(
  state: State,
  input: Extract<Input, { type: 'stored' | 'notSigned' | 'delivery' | 'printed' | 'receiptDue' }>,
  { hospital }: Context,
): Turn {
  const { place } = state
  switch (input.type) {
    case 'stored': {
      if (place.at !== 'sealing') return stay(state)
      const { of } = place
      const apart = !isStopping(of) && signsApart(state, of)
      return go(state, {
        at: 'done',
        of,
        signed: input.signed,
        delivery: 'waiting',
        // Nothing of a withdrawal goes home on paper: who must not know of it may be there. Of a part of a set there is none yet.
        print: hospital.content.device.printer === null || isStopping(of) || apart ? null : { state: 'offered' },
        rung: false,
        waits: apart ? waitsUntil(state, dayInAmsterdam(input.signed.at), hospital.policy) : null,
      })
    }
    case 'notSigned':
      return place.at === 'sealing' ? outcome(state, input.why) : stay(state)
    case 'delivery': {
      if (place.at !== 'done' || place.signed.envelope !== input.envelope) return stay(state)
      const delivery = input.state === 'stored' ? 'received' : input.state
      // Not `go`: a receipt may be printing.
      const told = stay({ ...state, place: { ...place, delivery } })
      return delivery === 'received' ? told : unlessStopped(told)
    }
    case 'receiptDue':
      return place.at === 'done' && place.delivery === 'waiting' ? unlessStopped(stay(state)) : stay(state)
    case 'printed': {
      if (place.at !== 'done') return stay(state)
      const { problem } = input
      return go(state, { ...place, print: problem === null ? { state: 'printed' } : { state: 'failed', problem } })
    }
    default:
      return input satisfies never
  }
}

/** Somebody who stops a mandate and has no word of the central that it is: the desk is called, once. */
function unlessStopped({ state, effects }: Turn): Turn {
  const { place } = state
  if (place.at !== 'done' || !isStopping(place.of) || place.rung) return { state, effects }
  return { state: { ...state, place: { ...place, rung: true } }, effects: [...effects, { do: 'ring' }] }
}

/** The last day of a set that the visitor signed his part of, the same whatever others answered. */
function waitsUntil({ apart }: State, day: CalendarDay, policy: HospitalPolicy): CalendarDay {
  return apart?.waiting?.until ?? addDays(day, termsOf(policy).days)
}

/**
 * The central ended the visit. What is signed stays signed: sealing and the end screen go on. Why somebody's record is
 * closed is never told on a screen.
 */
export function outcomeOfEnd(state: State, because: VisitRecord['endedBecause']): Turn {
  const { at } = state.place
  // What keeps the end screen busy is the printer, not the central.
  if (at === 'done') return stay(state)
  if (at === 'sealing' || at === 'incomplete' || at === 'needsMore' || at === 'outcome')
    return stay({ ...state, busy: false })
  const closed = because === 'blocked' || because === 'suspended' || because === 'deceased'
  return outcome(state, closed ? 'patientEnded' : 'visitEnded')
}
