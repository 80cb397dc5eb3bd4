/** Language, for whom, terms: what comes before anybody says who he is. */
import type { Intent } from '../../domain/contract/messages/channel.ts'
import { leadsOn } from '../../domain/contract/messages/parts.ts'
import { go, outcome, stay } from './turn.ts'
import type { At, Context, Turn } from './turn.ts'

export function onStartIntent(
  state: At<'language' | 'forWhom' | 'notHere' | 'terms'>,
  intent: Intent,
  { house, moment }: Context,
): Turn {
  const { place } = state
  switch (place.at) {
    case 'language':
      return intent.kind === 'next' ? go(state, { at: 'forWhom' }) : stay(state)
    case 'forWhom':
      if (intent.kind === 'back') return go(state, { at: 'language' })
      if (intent.kind !== 'door') return stay(state)
      return leadsOn(intent.door)
        ? go({ ...state, purpose: intent.door }, { at: 'terms' })
        : go(state, { at: 'notHere', door: intent.door })
    case 'notHere':
      return intent.kind === 'back' ? go(state, { at: 'forWhom' }) : stay(state)
    case 'terms':
      if (intent.kind === 'back') return go(state, { at: 'forWhom' })
      if (intent.kind === 'declineTerms') return outcome(state, 'termsDeclined', 'terms')
      if (intent.kind !== 'acceptTerms') return stay(state)
      return go(
        {
          ...state,
          acceptance: {
            language: state.language,
            at: moment.now,
            documents: [
              { id: 'terms', version: house.content.terms.version },
              { id: 'privacy', version: house.content.privacy.version },
            ],
          },
        },
        { at: 'document', entry: 'scan', misreads: 0, problem: null },
      )
    default:
      return place satisfies never
  }
}
