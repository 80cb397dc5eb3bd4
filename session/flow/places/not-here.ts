/** A kind page: not at this kiosk yet, the desk helps. */
import type { Door } from '../../../domain/contract/messages/parts.ts'
import { go, stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    notHere: { readonly door: Door }
  }
}

export const notHere: Place<'notHere'> = {
  at: 'notHere',
  back: true,
  on: (state, intent) => (intent.kind === 'back' ? go(state, { at: 'forWhom' }) : stay(state)),
  screen: ({ place }) => ({ step: 'notHere', door: place.door }),
}
