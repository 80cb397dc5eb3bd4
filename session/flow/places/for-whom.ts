/** For whom the visitor came. */
import { doors } from '../../../domain/contract/messages/parts.ts'
import type { Door } from '../../../domain/contract/messages/parts.ts'
import { isOwn, journeysBehind, leadsOn } from '../../../domain/journeys/index.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { enter } from '../enter.ts'
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
  on(state, intent, context) {
    if (intent.kind === 'back') return go(state, { at: 'language' })
    if (intent.kind !== 'door') return stay(state)
    const [journey, ...others] = journeysBehind(intent.door)
    if (journey === undefined) return go(state, { at: 'notHere', door: intent.door, explained: null })
    return others.length > 0 ? go(state, { at: 'relation', door: intent.door }) : enter(state, journey, context)
  },
  screen: (_state, { hospital }) => ({
    step: 'forWhom',
    doors: doors.map(card),
    extractMonths: extractMonths(hospital.policy),
  }),
}

/** Whether it leads further at this kiosk, and whether the visitor is told first what to have ready. */
function card(door: Door) {
  const [journey, ...others] = journeysBehind(door)
  if (journey === undefined) return { door, leads: false, needs: false }
  // Behind several journeys the next page says what each needs.
  if (others.length > 0) return { door, leads: true, needs: false }
  const leads = leadsOn(journey)
  return { door, leads, needs: leads && !isOwn(journey) }
}

/** As the hospital's rules have it; null where authority is read from the register of persons. */
function extractMonths({ authority }: HospitalPolicy): number | null {
  return authority.parentEvidence === 'brp' ? null : authority.extractMaxAgeMonths
}
