/** What the place that stands says. The compiler holds that there is one for every screen. */
import type { Intent } from '../../domain/contract/messages/channel.ts'
import type { Screen } from '../../domain/contract/messages/screen.ts'
import * as places from '../flow/places/index.ts'
import type { Places } from '../flow/places/place.ts'
import type { Standings } from '../flow/state.ts'
import type { At, Context, Turn } from '../flow/turn.ts'

const all: Places = places

/** What follows from a wish of the visitor on the screen that stands. */
export function answerOf<S extends keyof Standings>(state: At<S>, intent: Intent, context: Context): Turn {
  return all[state.place.at].on(state, intent, context)
}

/** A pure projection, so nothing can be shown that the state does not say. */
export function screenOf<S extends keyof Standings>(state: At<S>, context: Context): Screen {
  return all[state.place.at].screen(state, context)
}

/** Whether the screen that stands has a way back. */
export function canBack<S extends keyof Standings>(state: At<S>): boolean {
  const { back } = all[state.place.at]
  return typeof back === 'boolean' ? back : back(state.place, state)
}
