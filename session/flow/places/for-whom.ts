/** For whom the visitor came. */
import { doors } from '../../../domain/contract/messages/parts.ts'
import type { Door } from '../../../domain/contract/messages/parts.ts'
import { explain } from '../../../domain/journeys/explain.ts'
import { isOwn, journeyBehind, leadsOn } from '../../../domain/journeys/index.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { go, stay } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    forWhom: object
  }
}

export const forWhom: Place<'forWhom'> = {
  at: 'forWhom',
  back: true,
  on(state, intent, { house, moment }) {
    if (intent.kind === 'back') return go(state, { at: 'language' })
    if (intent.kind !== 'door') return stay(state)
    const journey = journeyBehind(intent.door)
    if (journey !== null && leadsOn(journey)) return go({ ...state, journey: journey.id }, { at: 'terms' })
    const explained = journey === null ? null : explain(journey, { policy: house.policy, today: moment.today })
    return go(state, { at: 'notHere', door: intent.door, explained })
  },
  screen: (_state, { house }) => ({
    step: 'forWhom',
    doors: doors.map(card),
    extractMonths: extractMonths(house.policy),
  }),
}

/** Whether it leads further at this kiosk, and whether the visitor is told first what to have ready. */
function card(door: Door) {
  const journey = journeyBehind(door)
  const leads = journey !== null && leadsOn(journey)
  return { door, leads, needs: leads && !isOwn(journey) }
}

/** As the hospital's rules have it; null where authority is read from the register of persons. */
function extractMonths({ authority }: HospitalPolicy): number | null {
  return authority.parentEvidence === 'brp' ? null : authority.extractMaxAgeMonths
}
