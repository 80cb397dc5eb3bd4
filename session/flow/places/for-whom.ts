/** For whom the visitor came. */
import { doors, leadsOn } from '../../../domain/contract/messages/parts.ts'
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
  on(state, intent) {
    if (intent.kind === 'back') return go(state, { at: 'language' })
    if (intent.kind !== 'door') return stay(state)
    return leadsOn(intent.door)
      ? go({ ...state, purpose: intent.door }, { at: 'terms' })
      : go(state, { at: 'notHere', door: intent.door })
  },
  screen: (_state, { house }) => ({ step: 'forWhom', doors: [...doors], extractMonths: extractMonths(house.policy) }),
}

/** As the hospital's rules have it; null where authority is read from the register of persons. */
function extractMonths({ authority }: HospitalPolicy): number | null {
  return authority.parentEvidence === 'brp' ? null : authority.extractMaxAgeMonths
}
