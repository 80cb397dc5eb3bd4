/** Signed on the glass; not told so before it is durable (ending.ts). */
import { aboutOf } from '../stop.ts'
import { stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    sealing: { readonly of: Signable }
  }
}

export const sealing: Place<'sealing'> = {
  at: 'sealing',
  back: false,
  on: (state) => stay(state),
  screen: ({ place, apart }) => ({ step: 'sealing', about: aboutOf(place.of, { apart }) }),
}
