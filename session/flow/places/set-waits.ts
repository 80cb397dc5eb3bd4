/** Somebody asked for access to this patient's file, and the visitor signs too: he reads it before anything else. */
import { initialsOfPerson } from '../../../domain/identity/written-name.ts'
import { readForm } from '../../../domain/forms/form.ts'
import type { WaitingSet } from '../../../domain/requests/sets/waiting.ts'
import { decideAgain } from '../form.ts'
import { go, outcome, stay } from '../turn.ts'
import { dayInWords } from '../words.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    setWaits: { readonly bound: Bound; readonly waiting: WaitingSet }
  }
}

export const setWaits: Place<'setWaits'> = {
  at: 'setWaits',
  back: false,
  on(state, intent, context) {
    if (intent.kind !== 'next') return stay(state)
    const { bound, waiting } = state.place
    const form = readForm(waiting.questionnaire)
    if (form === null) return outcome(state, 'somethingBroke')
    const of = { ...bound, form, decision: waiting.decision }
    const reading = { ...state, apart: { waiting }, answers: waiting.answers }
    return decideAgain(reading, of, context, (now) => go(reading, { at: 'review', of: now }))
  },
  screen({ place, language }) {
    const { patient } = place.bound
    const { until } = place.waiting
    return {
      step: 'setWaits',
      initials: initialsOfPerson(patient),
      birthYear: patient.birthDate.slice(0, 4),
      until: until === null ? null : dayInWords(until, language),
    }
  },
}
