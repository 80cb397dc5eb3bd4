/** Why an approver cannot approve what was signed: the rules that hold now ask or allow something else. */
import { refusal, type Refusal } from './refusal.ts'

const visitor: readonly [string, string, string] = [
  'De regels van het ziekenhuis zijn veranderd. Dit formulier geldt niet meer.',
  'De regels zijn anders nu. Er is een nieuw formulier nodig.',
  'The hospital’s rules have changed. This form is no longer valid.',
]

export const approvalRefusals = {
  'approval.nothingSigned': refusal(
    'judgement',
    'S2, S3',
    'desk',
    visitor,
    'Onder de regels van het tekenen was er geen formulier. Keur niet goed en meld dit.',
  ),
  'approval.nowRefused': refusal(
    'judgement',
    'S2, S3',
    'desk',
    visitor,
    'De regels van nu weigeren deze aanvraag. Keur niet goed.',
  ),
  'approval.otherForm': refusal(
    'judgement',
    'S4',
    'desk',
    visitor,
    'De regels van nu vragen een ander formulier. Laat een nieuw formulier tekenen.',
  ),
  'approval.otherRequest': refusal(
    'judgement',
    'S4',
    'desk',
    visitor,
    'Wat nu gevraagd wordt, is niet wat getekend is. Laat een nieuw formulier tekenen.',
  ),
  'approval.moreAsked': refusal(
    'judgement',
    'S2, S4',
    'desk',
    visitor,
    'De regels van nu vragen een handtekening of bewijs meer. Laat een nieuw formulier tekenen.',
  ),
  'approval.nothingLeft': refusal(
    'judgement',
    'S4, EHDS 4',
    'desk',
    visitor,
    'Wat beide regels toestaan, is samen niets: geen gegevens of geen dag. Keur niet goed.',
  ),
} satisfies Record<string, Refusal>
export type ApprovalRefusalId = keyof typeof approvalRefusals
