/** Signed on the glass; not told so before it is durable (ending.ts). */
import { stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    sealing: { readonly of: Case }
  }
}

export const sealing: Place<'sealing'> = {
  at: 'sealing',
  back: false,
  on: (state) => stay(state),
  screen: () => ({ step: 'sealing' }),
}
