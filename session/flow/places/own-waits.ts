/** What the visitor signed or answered himself waits for others: until when, and that he may take it back. */
import { partToStop } from '../../../domain/contract/gateway/stoppable.ts'
import type { OwnPart } from '../../../domain/contract/gateway/stoppable.ts'
import { initialsOfPerson } from '../../../domain/identity/written-name.ts'
import { judged } from '../stop.ts'
import { go, stay } from '../turn.ts'
import { dayInWords } from '../words.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    ownWaits: { readonly bound: Bound; readonly part: OwnPart }
  }
}

export const ownWaits: Place<'ownWaits'> = {
  at: 'ownWaits',
  back: false,
  on(state, intent, context) {
    if (intent.kind !== 'next') return stay(state)
    const { bound, part } = state.place
    const of = { ...bound, stop: partToStop(part), stops: [] }
    return judged(state, { of, context }, (now) => go(state, { at: 'stopConfirm', of: now, urgent: false }))
  },
  screen({ place: { bound, part }, language }) {
    const { patient } = bound
    return {
      step: 'ownWaits',
      gave: part.gave,
      initials: initialsOfPerson(patient),
      birthYear: patient.birthDate.slice(0, 4),
      until: part.until === null ? null : dayInWords(part.until, language),
    }
  },
}
