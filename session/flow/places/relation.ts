/** What the visitor is to the patient, where a door leads to several journeys: the rules differ by it. */
import type { Door } from '../../../domain/contract/messages/parts.ts'
import { journeysBehind, leadsOn } from '../../../domain/journeys/index.ts'
import { enter } from '../enter.ts'
import { go, stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    relation: { readonly door: Door }
  }
}

export const relation: Place<'relation'> = {
  at: 'relation',
  back: true,
  on(state, intent, context) {
    if (intent.kind === 'back') return go(state, { at: 'forWhom' })
    if (intent.kind === 'door' && intent.door === 'dontKnow')
      return go(state, { at: 'notHere', door: 'dontKnow', explained: null })
    if (intent.kind !== 'journey') return stay(state)
    const journey = journeysBehind(state.place.door).find(({ id }) => id === intent.journey)
    return journey === undefined ? stay(state) : enter(state, journey, context)
  },
  screen: ({ place, language }) => ({
    step: 'relation',
    door: place.door,
    choices: journeysBehind(place.door).flatMap((journey) => {
      const { choice } = journey.words
      if (choice === null) return []
      const needs = choice.needs.map((need) => need[language])
      const [label, note] = [choice.label[language], choice.note[language]]
      return [{ journey: journey.id, label, note, needs, leads: leadsOn(journey) }]
    }),
  }),
}
