/** What a clerk reads of a form that waits for several signers. Others may stand beside the screen. */
import type { SetRow } from '../../../requests/sets/set-row.ts'
import type { SetRefusal } from '../../../requests/sets/change.ts'
import type { EndedBecause, NotGrantedBecause, SetState } from '../../../../domain/requests/sets/set.ts'
import { isPrivate, shownToOthers, shownToStaff } from '../../../../domain/requests/sets/shown.ts'
import type { ForStaff } from '../../../../domain/requests/sets/shown.ts'

const ended: Readonly<Record<EndedBecause, string>> = {
  withdrawn: 'Ingetrokken',
  patientDied: 'Gestopt: patiënt overleden',
  signerDied: 'Gestopt: ondertekenaar overleden',
  blocked: 'Gestopt: toegang geblokkeerd',
  ageReached: 'Gestopt: leeftijd bereikt',
  policyWithdrawn: 'Gestopt: regels ingetrokken',
  formWithdrawn: 'Gestopt: formulier ingetrokken',
  outdated: 'Achterhaald',
  nobodyAsked: 'Gestopt: niemand vroeg toegang',
  formEnded: 'Gestopt in het dossier',
}

const notGranted: Readonly<Record<NotGrantedBecause, string>> = {
  refusedByApprover: 'Afgewezen',
  coHolderRefused: 'Andere gezagsdrager weigert',
  takenBack: 'Patiënt nam het ja terug',
  outdated: 'Achterhaald',
  lastDay: 'Verlopen',
}

const words: Readonly<Record<ForStaff, string>> = {
  waiting: 'Wacht op handtekeningen',
  refusedByChild: 'Patiënt zei nee',
  complete: 'Compleet, wacht op goedkeuring',
  frozen: 'Bevroren',
  granted: 'Goedgekeurd',
  notGranted: 'Niet gegeven',
  ended: 'Gestopt',
}

/** Everything, as staff may know it. */
export function wholeState(state: SetState): string {
  const { outcome } = state
  if (outcome?.kind === 'ended') return ended[outcome.because]
  if (outcome?.kind === 'notGranted') return notGranted[outcome.because]
  return words[shownToStaff({ ...state, frozenBy: null })]
}

/** What stands open on the page: with a private answer in it nothing but that it waits, until everybody was told. */
export function openState(state: SetState): string {
  if (state.frozenBy !== null) return 'Bevroren'
  return isPrivate(state) && shownToOthers(state) === 'waits' ? 'Wacht' : wholeState(state)
}

/** Whether staff may be told more than stands open. */
export const hasMore = (state: SetState): boolean => openState(state) !== wholeState(state)

export const roleWords: Readonly<Record<SetRow['acts'][number]['role'], string>> = {
  applicant: 'Aanvrager',
  coHolder: 'Andere gezagsdrager',
  patient: 'Patiënt',
}

/** Why somebody takes away what is out of date: a choice, so that no free text comes into the log. */
export const removeReasons = {
  signedAgain: 'Opnieuw getekend',
  notWanted: 'Niemand wil dit nog',
  signedInError: 'Ten onrechte getekend',
} as const
export type RemoveReason = keyof typeof removeReasons

export function refusalWords(why: SetRefusal): string {
  switch (why) {
    case 'sameWhoFroze':
      return 'U heeft dit zelf bevroren. Een collega geeft het vrij.'
    case 'frozen':
      return 'Dit is bevroren. Geef het eerst vrij.'
    case 'notFrozen':
      return 'Dit is al vrijgegeven.'
    case 'notOutdated':
      return 'Dit is niet achterhaald. Het eindigt vanzelf.'
    case 'unknown':
      return 'Dit formulier is er niet meer.'
    default:
      return 'Dit is intussen veranderd. Kijk opnieuw.'
  }
}
