/** The terms of use and the privacy statement, accepted together or not at all. */
import { passageDocuments } from '../documents.ts'
import { beforeTerms } from '../enter.ts'
import { go, outcome, stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    terms: object
  }
}

export const terms: Place<'terms'> = {
  at: 'terms',
  back: true,
  on(state, intent, { house, moment }) {
    if (intent.kind === 'back') return go(state, beforeTerms(state))
    if (intent.kind === 'declineTerms') return outcome(state, 'termsDeclined', 'terms')
    if (intent.kind !== 'acceptTerms') return stay(state)
    const { terms: read, privacy } = house.content
    const documents = [
      { id: 'terms', version: read.version },
      { id: 'privacy', version: privacy.version },
    ] as const
    return go(
      { ...state, acceptance: { language: state.language, at: moment.now, documents: [...documents] } },
      { at: 'document', entry: 'scan', misreads: 0, problem: null },
    )
  },
  screen: ({ language }, { house }) => ({ step: 'terms', documents: passageDocuments(house.content, language) }),
}
