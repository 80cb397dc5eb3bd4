/** The contract of a screen in the session: one file here, one component in `renderer/screens`, words in each text. */
import type { Intent } from '../../../domain/contract/messages/channel.ts'
import type { ScreenOf } from '../../../domain/contract/messages/screen.ts'
import type { StandingAt, Standings } from '../state.ts'
import type { At, Context, Turn } from '../turn.ts'

/** What a place does with a visitor's wish, and how its screen is made of the state. Pure: no clock, no network. */
export interface Place<S extends keyof Standings> {
  readonly at: S
  /** What follows from a wish. One that does not belong to this screen leaves the state as it is. */
  on(state: At<S>, intent: Intent, context: Context): Turn
  /** Throws when the state is impossible: a call number is needed and no record was read. */
  screen(state: At<S>, context: Context): ScreenOf<S>
  /** Whether "back" does what it says here: nothing that was sent or decided is taken back by it. */
  readonly back: boolean | ((place: StandingAt<S>, state: At<S>) => boolean)
}

/** A place for every screen, and only for those. */
export type Places = { readonly [S in keyof Standings]: Place<S> }
