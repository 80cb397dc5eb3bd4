/** The terms of use and the privacy statement, accepted together or not at all. */
import { passageDocuments } from '../documents.ts'
import { beforeTerms } from '../enter.ts'
import { isIdentified, joined } from '../joined.ts'
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
  on(state, intent, context) {
    const { hospital, moment } = context
    if (intent.kind === 'back') return go(state, beforeTerms(state))
    if (intent.kind === 'declineTerms') return outcome(state, 'termsDeclined', 'terms')
    if (intent.kind !== 'acceptTerms') return stay(state)
    const { terms: read, privacy } = hospital.content
    const documents = [
      { id: 'terms', version: read.version },
      { id: 'privacy', version: privacy.version },
    ] as const
    const acceptance = { language: state.language, at: moment.now, documents: [...documents] }
    const accepted = { ...state, acceptance }
    // Who was compared before goes straight to what he signs.
    if (state.part !== 'visitor' && isIdentified(state)) return joined(accepted, context)
    return go(accepted, { at: 'document', entry: 'scan', misreads: 0, problem: null })
  },
  screen: ({ language }, { hospital }) => ({ step: 'terms', documents: passageDocuments(hospital.content, language) }),
}
