/** One sentence that says what happens, and a switch for the desk alone. No reason is asked. */
import { stopStatement } from '../../../domain/requests/withdrawal/words.ts'
import { judged } from '../stop.ts'
import { go, stay } from '../turn.ts'
import { maskedPatient } from '../words.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    stopConfirm: {
      readonly of: Stopping
      /** It is urgent, or the visitor feels unsafe: told to staff, and to nobody else. */
      readonly urgent: boolean
    }
  }
}

export const stopConfirm: Place<'stopConfirm'> = {
  at: 'stopConfirm',
  back: true,
  on(state, intent, context) {
    const { of, urgent } = state.place
    const { patient, mandates, stop, stops } = of
    const bound = { patient, mandates }
    switch (intent.kind) {
      case 'back':
        // Of a part that waits there was no list, unless the visitor came to stop something.
        return stop.part !== undefined && stops.length === 0
          ? go(state, { at: 'ownWaits', bound, part: stop.part })
          : go(state, { at: 'stopList', bound, stops })
      case 'urgent':
        return go(state, { at: 'stopConfirm', of, urgent: intent.on })
      case 'next':
        return judged(state, { of: { ...of, stop, urgent }, context }, (now) =>
          go(state, { at: 'sign', of: now, problem: null }),
        )
      default:
        return stay(state)
    }
  },
  screen({ place: { of, urgent }, language }) {
    return { step: 'stopConfirm', statement: stopStatement(of.stop, maskedPatient(of.patient))[language], urgent }
  },
}
