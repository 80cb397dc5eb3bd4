/** The preview of the own dossier: covered until asked, entry by entry or a whole subject. */
import * as v from 'valibot'
import { whoLookedFrom } from '../../../domain/contract/gateway/who-looked.ts'
import { ageOn } from '../../../domain/days/calendar.ts'
import { CalendarDay } from '../../../domain/ids.ts'
import type { Instant } from '../../../domain/ids.ts'
import type { DossierSubject } from '../../../domain/contract/messages/parts.ts'
import { dossierOf, idsOf } from '../dossier-lines.ts'
import { dossierScreen } from '../dossier-screen.ts'
import { go, stay, wait } from '../turn.ts'
import type { StandingAt } from '../state.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    dossier: {
      readonly bound: Bound
      /** As the gateway gave them; what is read of them depends on the language. */
      readonly resources: readonly unknown[]
      readonly subject: DossierSubject
      /** Rows that the visitor uncovered. */
      readonly opened: readonly string[]
      /** Id of the line with which the part that stands begins; null: the first. */
      readonly from: string | null
      readonly readAt: Instant
      /** Subjects of which something was taken out; absent: nothing was. */
      readonly withheld?: readonly DossierSubject[]
    }
  }
}

export const dossier: Place<'dossier'> = {
  at: 'dossier',
  back: false,
  on(state, intent, { hospital, moment }) {
    const { place } = state
    const ids = (): readonly string[] => idsOf(dossierOf(place, state.language, hospital.policy), place.subject)
    switch (intent.kind) {
      case 'subject':
        // Another page covers what stood open: nobody leaves something open that is not on the screen.
        return go(state, { ...place, subject: intent.subject, opened: [], from: null })
      case 'open': {
        if (!ids().includes(intent.id) || place.opened.includes(intent.id)) return stay(state)
        return go(state, { ...place, opened: [...place.opened, intent.id] })
      }
      case 'openAll':
        return go(state, { ...place, opened: ids() })
      case 'cover':
        return go(state, { ...place, opened: place.opened.filter((id) => id !== intent.id) })
      case 'coverAll':
        return go(state, { ...place, opened: [] })
      case 'whoLooked':
        return mayAsk(place, moment.today) ? wait(state, { do: 'loadWhoLooked' }) : stay(state)
      case 'part':
        return go(state, { ...place, from: intent.from })
      default:
        return stay(state)
    }
  },
  screen({ place, language }, { hospital, moment }) {
    const screen = dossierScreen(place, language, hospital)
    return mayAsk(place, moment.today) ? { ...screen, mayAsk: true } : screen
  },
}

/** The central says the same (kiosk-api/gateway/who-looked): a younger patient asks at the desk. */
function mayAsk({ bound }: StandingAt<'dossier'>, today: CalendarDay): boolean {
  const born = v.safeParse(CalendarDay, bound.patient.birthDate)
  return born.success && ageOn(born.output, today) >= whoLookedFrom
}
