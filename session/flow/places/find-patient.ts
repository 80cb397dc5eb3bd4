/** Whose record: birth date and BSN. For oneself the document has the birth date. */
import { readBsn } from '../../../domain/identity/bsn.ts'
import type { Intent } from '../../../domain/contract/messages/channel.ts'
import type { OutcomeId } from '../../../domain/contract/messages/outcome-id.ts'
import { isOwn } from '../../../domain/journeys/index.ts'
import { journeyIn, known } from '../known.ts'
import { go, stay, wait } from '../turn.ts'
import type { At, Context, Turn } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    findPatient: { readonly problem: Extract<OutcomeId, 'birthDateImpossible' | 'bsnWrong' | 'patientNotFound'> | null }
  }
}

export const findPatient: Place<'findPatient'> = {
  at: 'findPatient',
  back: false,
  on(state, intent, context) {
    // Who does not know the number is no mistake: the clerk searches.
    if (intent.kind === 'askDesk') return wait(state, { do: 'lookUp', by: { by: 'desk' } })
    return intent.kind === 'findPatient' ? find(state, intent, context) : stay(state)
  },
  screen(state) {
    const journey = journeyIn(state)
    return {
      step: 'findPatient',
      who: journey.words.who,
      asksBirthDate: !isOwn(journey),
      triesLeft: known(state.record).lookUpsLeft,
      problem: state.place.problem,
    }
  },
}

function find(state: At<'findPatient'>, typed: Extract<Intent, { kind: 'findPatient' }>, { moment }: Context): Turn {
  const birthDate = isOwn(journeyIn(state)) ? (state.claim?.birthDate ?? null) : typed.birthDate
  if (birthDate === null || birthDate > moment.today)
    return go(state, { at: 'findPatient', problem: 'birthDateImpossible' })
  const bsn = readBsn(typed.bsn)
  if (bsn === null) return go(state, { at: 'findPatient', problem: 'bsnWrong' })
  const asked = { ...state, place: { at: 'findPatient', problem: null } as const }
  return wait(asked, { do: 'lookUp', by: { by: 'birthDateAndBsn', birthDate, bsn } })
}
