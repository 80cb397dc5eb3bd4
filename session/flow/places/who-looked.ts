/** Who looked in the own file, hour by hour and by role; the dossier stands behind it, covered. */
import type { WhoLooked } from '../../../domain/contract/gateway/who-looked.ts'
import { hourInWords } from '../hour-in-words.ts'
import { go, stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    whoLooked: {
      readonly of: StandingAt<'dossier'>
      readonly looked: WhoLooked
    }
  }
}

export const whoLooked: Place<'whoLooked'> = {
  at: 'whoLooked',
  back: true,
  on(state, intent) {
    return intent.kind === 'back' ? go(state, state.place.of) : stay(state)
  },
  screen: ({ place: { looked }, language }) => ({
    step: 'whoLooked',
    lines: looked.lines.map(({ hour, who, what, refused }) => ({
      when: hourInWords(hour, language),
      who,
      what: [...what],
      refused,
    })),
    shown: looked.lines.reduce((sum, { times }) => sum + times, 0),
    total: looked.total,
  }),
}
