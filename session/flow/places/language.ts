/** Which language? Choosing one is also the way on (session/machine/advance.ts). */
import { afterLanguage } from '../enter.ts'
import { go, stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    language: object
  }
}

export const language: Place<'language'> = {
  at: 'language',
  back: false,
  on: (state, intent) => (intent.kind === 'next' ? go(state, afterLanguage(state)) : stay(state)),
  screen: (_state, { hospital }) => ({ step: 'language', offered: hospital.content.languages }),
}
