/** The hospital asks for more than was shown before it opens a dossier. */
import { stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    needsMore: { readonly needs: 'identified' | 'authenticated' }
  }
}

export const needsMore: Place<'needsMore'> = {
  at: 'needsMore',
  back: false,
  on: (state) => stay(state),
  screen: ({ place }) => ({ step: 'needsMore', needs: place.needs }),
}
