/** Refusals of a withdrawal: access goes on, but staff may freeze it while somebody looks. */
import { refusal, type Refusal } from './refusal.ts'

export const withdrawalRefusals = {
  'R20.notIdentified': refusal(
    'law',
    'L21',
    'desk',
    [
      'De balie moet eerst uw identiteit controleren.',
      'Laat eerst uw ID zien aan de balie.',
      'The desk must check your identity first.',
    ],
    'Wie intrekt, is nog niet vastgesteld. Bevriezen mag wel.',
  ),
  'R20.nothingToWithdraw': refusal(
    'judgement',
    'S4',
    'otherForm',
    ['Er is geen machtiging om in te trekken.', 'Er is niets om te stoppen.', 'There is no mandate to withdraw.'],
    'Geen machtiging gevonden voor deze patiënt en deze gemachtigde.',
  ),
  'R20.external': refusal(
    'judgement',
    'H24',
    'desk',
    [
      'Deze machtiging is elders geregeld. Trek haar daar in.',
      'Dit kan hier niet. De balie weet waar wel.',
      'This mandate was made elsewhere. Please withdraw it there.',
    ],
    'Machtiging staat niet bij dit ziekenhuis. Geef het adres waar het wel kan.',
  ),
  'R20.mayNot': refusal(
    'law',
    'BW 7:465; S4',
    'desk',
    [
      'Vraag de balie om hulp bij het stoppen van toegang.',
      'Vraag de balie om hulp bij het stoppen.',
      'Please ask the desk for help with stopping access.',
    ],
    'Deze persoon mag niet intrekken, of er nu een machtiging is of niet. Zeg niet of er een is. Bij zorgen: bevriezen en de arts vragen.',
  ),
} satisfies Record<string, Refusal>
export type WithdrawalRefusalId = keyof typeof withdrawalRefusals
