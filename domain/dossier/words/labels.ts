/** Labels, states and groups of the preview in every language. */
import type { InEveryLanguage } from '../../language.ts'

const say = (nl: string, en: string, nlSimple = nl): InEveryLanguage => ({ nl, nlSimple, en })

export const groupWords = {
  appointments: {
    coming: say('Komt nog', 'Coming up'),
    toPlan: say('Moet nog gepland worden', 'Still to be planned', 'Nog geen datum'),
    cancelled: say('Gaat niet door', 'Cancelled'),
    earlier: say('Geweest', 'Earlier'),
  },
  medication: {
    noneKnown: say('Geen medicijn bekend', 'No medicine known'),
    inUse: say('Nu in gebruik', 'In use now', 'Dit gebruikt u nu'),
    startsLater: say('Begint later', 'Starts later'),
    paused: say('Tijdelijk gestopt', 'Paused', 'Even gestopt'),
    notToTake: say('Niet gebruiken', 'Not to be taken', 'Dit niet gebruiken'),
    unclear: say('Niet bekend of u dit gebruikt', 'Not known whether you use this'),
    stopped: say('Gestopt', 'Stopped'),
  },
  allergies: {
    noneKnown: say('Geen allergie bekend', 'No allergy known'),
    present: say('Allergieën', 'Allergies'),
    unsure: say('Nog niet zeker', 'Not certain yet'),
    over: say('Niet meer', 'No longer'),
  },
  leaflets: {
    current: say('Folders en berichten', 'Leaflets and messages'),
    replaced: say('Vervangen door een nieuwe', 'Replaced by a newer one'),
  },
  documents: {
    current: say('Brieven en verslagen', 'Letters and reports'),
    notFinal: say('Nog niet definitief', 'Not final yet', 'Nog niet klaar'),
    replaced: say('Vervangen door een nieuwe', 'Replaced by a newer one'),
  },
} as const

export const labels = {
  when: say('Wanneer', 'When'),
  lasts: say('Duurt', 'Takes'),
  with: say('Bij', 'With'),
  where: say('Waar', 'Where'),
  route: say('Route', 'Route'),
  kind: say('Soort afspraak', 'Kind of appointment'),
  reason: say('Waarvoor', 'What for'),
  whyCancelled: say('Waarom niet', 'Why not'),
  comment: say('Opmerking', 'Remark'),
  prepare: say('Voorbereiding', 'How to prepare', 'Wat u moet doen'),
  wished: say('Gewenste tijd', 'Wished time'),
  use: say('Gebruik', 'Use', 'Zo gebruikt u het'),
  period: say('Periode', 'Period'),
  whyStopped: say('Waarom', 'Why'),
  reaction: say('Reactie', 'Reaction', 'Wat er gebeurt'),
  risk: say('Risico', 'Risk'),
  since: say('Sinds', 'Since'),
  lastTime: say('Laatste keer', 'Last time'),
  type: say('Soort', 'Kind'),
  note: say('Opmerking', 'Remark'),
  replacedBy: say('Vervangen door', 'Replaced by'),
} as const

export const states = {
  pending: say('Nog niet zeker: niet iedereen heeft ja gezegd', 'Not certain: not everybody has accepted'),
  answerNeeded: say('U heeft nog niet laten weten of u komt', 'You have not yet said whether you will come'),
  arrived: say('U bent aangemeld', 'You have checked in'),
  waitlist: say('U staat op de wachtlijst', 'You are on the waiting list'),
  proposed: say('Voorstel: nog niet afgesproken', 'Proposal: not agreed yet', 'Dit is nog niet zeker'),
  timeUnknown: say('De tijd is nog niet bekend', 'The time is not known yet'),
  cancelled: say('Deze afspraak gaat niet door', 'This appointment is cancelled'),
  declined: say('U heeft deze afspraak afgezegd', 'You declined this appointment'),
  withDeclined: say('Afgezegd door het ziekenhuis', 'Declined by the hospital'),
  noshow: say('U was er niet', 'You were not there'),
  fulfilled: say('Deze afspraak is geweest', 'This appointment took place'),
  past: say('De tijd is voorbij', 'The time has passed'),
  stopped: say('Gestopt', 'Stopped'),
  cancelledOrder: say('Niet doorgegaan', 'Cancelled'),
  completed: say('Afgerond', 'Completed', 'Klaar'),
  ended: say('De periode is voorbij', 'The period has ended'),
  paused: say('U gebruikt dit nu even niet', 'You do not take this for now'),
  notTaken: say('U gebruikt dit niet', 'You do not take this'),
  doNotPerform: say('Gebruik dit niet', 'Do not take this'),
  intended: say('U gaat dit gebruiken', 'You will take this'),
  startsLater: say('U gebruikt dit nog niet', 'You do not take this yet'),
  unknownUse: say('Vraag uw arts of apotheker', 'Ask your doctor or pharmacist'),
  unconfirmed: say('Nog niet bevestigd', 'Not confirmed yet', 'Wij weten dit nog niet zeker'),
  statusUnknown: say('Niet bekend of dit nog zo is', 'Not known whether this is still so'),
  resolved: say('Over', 'Resolved'),
  inactive: say('Nu niet actief', 'Not active now', 'Nu geen last van'),
  preliminary: say('Nog niet definitief', 'Not final yet', 'Nog niet klaar'),
  amended: say('Aangepast', 'Amended'),
  superseded: say('Er is een nieuwere', 'There is a newer one'),
} as const

export const notes = {
  appointment: say('Afspraak', 'Appointment'),
  message: say('Bericht', 'Message'),
  letter: say('Document', 'Document'),
  agenda: say('Uit de agenda van het ziekenhuis', 'From the hospital’s calendar'),
  sourceUnknown: say('Niet bekend wie dit opschreef', 'Not known who recorded this'),
  byYou: say('Door u verteld', 'Told by you'),
  timeUnknown: say('Tijd niet bekend', 'Time not known'),
  readElsewhere: say(
    'Dit kunt u thuis lezen, of vraag het aan de balie.',
    'You can read this at home, or ask at the desk.',
  ),
  textCut: say('De rest leest u thuis of aan de balie.', 'Read the rest at home or at the desk.'),
  noMedicines: say('Er zijn geen medicijnen bekend', 'There are no known medicines'),
  /** `{age}`: "4 jaar". */
  atAge: say('de leeftijd van {age}', 'the age of {age}', 'de leeftijd van {age}'),
  summerTime: say(' (zomertijd)', ' (summer time)'),
  winterTime: say(' (wintertijd)', ' (winter time)'),
  noAllergies: say('Er zijn geen allergieën bekend', 'There are no known allergies'),
  noneOf: say('Geen allergie bekend: {what}', 'No known allergy: {what}'),
} as const

/** Criticality, severity, category and type of an allergy (FHIR R4 value sets). */
export const allergyCodes: Readonly<Record<string, InEveryLanguage>> = {
  low: say('Laag: waarschijnlijk niet levensgevaarlijk', 'Low: probably not life-threatening'),
  high: say('Hoog: kan levensgevaarlijk zijn', 'High: can be life-threatening'),
  'unable-to-assess': say('Niet te beoordelen', 'Cannot be assessed', 'Wij weten niet hoe erg'),
  mild: say('licht', 'mild'),
  moderate: say('matig', 'moderate'),
  severe: say('ernstig', 'severe'),
  food: say('voedsel', 'food', 'eten'),
  medication: say('medicijnen', 'medication'),
  environment: say('omgeving', 'environment'),
  biologic: say('biologische stof', 'biological substance'),
  allergy: say('Allergie', 'Allergy'),
  intolerance: say('Geen allergie, wel overgevoelig', 'Not an allergy but an intolerance'),
}

/** Codes of HL7 appointment-cancellation-reason by their first part. */
export const cancelCodes: Readonly<Record<string, InEveryLanguage>> = {
  pat: say('Door u of namens u afgezegd', 'Cancelled by you or for you'),
  prov: say('Door het ziekenhuis afgezegd', 'Cancelled by the hospital'),
  maint: say('Een apparaat werkte niet', 'Equipment was not working'),
  meds: say('Het formulier was niet compleet', 'The form was incomplete'),
  oth: say('Een andere reden', 'Another reason'),
  other: say('Een andere reden', 'Another reason'),
}

/** `{n}` is the number of what is not shown; the sentences stand under the list. */
export const leftOutWords = {
  one: say('1 onderdeel staat hier niet. {why}', '1 item is not shown here. {why}'),
  many: say('{n} onderdelen staan hier niet. {why}', '{n} items are not shown here. {why}'),
  ask: say('Vraag ernaar bij uw zorgverlener.', 'Ask your care giver.', 'Vraag het aan uw dokter.'),
  confidential: say(
    'Wij laten dit hier niet zien. Vraag ernaar bij uw zorgverlener.',
    'We do not show this here. Ask your care giver.',
    'Dit laten wij hier niet zien. Vraag het aan uw dokter.',
  ),
  notFinal: say('Dat is nog niet definitief.', 'It is not final yet.', 'Dat is nog niet klaar.'),
  tooMany: say('Het zijn er te veel. Vraag ernaar aan de balie.', 'There are too many. Ask at the desk.'),
  /** Errors, what was refuted or no longer holds, and messages from one care giver to another. */
  notYours: say(
    'Dat klopte niet meer, of het is niet aan u gericht.',
    'It was no longer right, or it is not addressed to you.',
    'Dat klopte niet meer. Of het is niet aan u geschreven.',
  ),
  /** Of no subject: said under each of them, because nobody knows where it would stand. */
  elsewhere: say(
    'Dat past bij geen van deze lijsten. Vraag ernaar bij uw zorgverlener.',
    'It fits none of these lists. Ask your care giver.',
    'Dat past in geen lijst. Vraag het aan uw dokter.',
  ),
} as const
