/** Sentences of the page of whoever answers, in Dutch: each says what is the matter and what to do. */
import type { RefuseReason } from '../../requests/decisions/decision.ts'
import type { DecisionRefusal } from '../../requests/decisions/decided.ts'

export const reasonWords: Readonly<Record<RefuseReason, string>> = {
  interestOfPatient: 'Belang van de patiënt',
  proofInsufficient: 'Het bewijs is niet genoeg',
  capacityInDoubt: 'Twijfel of de patiënt zelf kan beslissen',
  notMyPatient: 'Ik behandel deze patiënt niet',
  other: 'Andere reden, in mijn eigen notitie',
}

export const refusalWords: Readonly<Record<DecisionRefusal, string>> = {
  unknown: 'Deze aanvraag is er niet. Kijk in de werklijst.',
  decidedBefore: 'Iemand heeft deze aanvraag al beantwoord.',
  withdrawn: 'De aanvraag is intussen ingetrokken. U hoeft niets te doen.',
  frozen: 'De balie heeft dit stilgezet. Akkoord gaan kan nu niet.',
  notComplete: 'Nog niet iedereen heeft getekend.',
  stale: 'Er is intussen iets veranderd. Kijk opnieuw en beslis dan.',
  physicianOnly: 'Hier beslist een arts.',
  party: 'Een medewerker en iemand van de aanvraag zijn misschien dezelfde persoon. Laat een collega beslissen.',
  loginTooWeak: 'Uw manier van inloggen is niet sterk genoeg. Log in met uw pas.',
  reasonMissing: 'Kies eerst waarom u weigert.',
  cannotSign: 'Uw handtekening is hiervoor niet sterk genoeg. Vraag de beheerder.',
  notLess: 'Kies minder dan gevraagd is: minstens één soort, en geen latere dag.',
  paperAltered: 'Het formulier klopt niet meer met het zegel. Weiger, en meld dit.',
  factsNotKept: 'Dit is met een oudere versie getekend. Laat een nieuw formulier tekenen.',
}

export const done = {
  granted: 'U bent akkoord. De toegang is nu open.',
  rejected: 'U weigerde. Niemand krijgt toegang.',
  outdated: 'De regels van vandaag laten dit niet toe. De aanvraag is gesloten.',
  checksMissing: 'Zet eerst de vinkjes bij "Akkoord".',
  dayUnread: 'De laatste dag is niet te lezen. Schrijf dag-maand-jaar.',
} as const
