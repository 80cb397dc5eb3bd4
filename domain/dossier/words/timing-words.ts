/** Words of FHIR's times of use, in every language. */
import type { InEveryLanguage } from '../../language.ts'

const same = (nl: string, en: string, nlSimple = nl): InEveryLanguage => ({ nl, nlSimple, en })

/** GTSAbbreviation codes of Timing.code (HL7 v3), as a number of times in a period, or in words. */
export const timingCodes: Readonly<Record<string, InEveryLanguage>> = {
  BID: same('2 keer per dag', '2 times a day'),
  TID: same('3 keer per dag', '3 times a day'),
  QID: same('4 keer per dag', '4 times a day'),
  AM: same('elke ochtend', 'every morning'),
  PM: same('elke middag of avond', 'every afternoon or evening'),
  QD: same('1 keer per dag', 'once a day'),
  QOD: same('om de dag', 'every other day', 'de ene dag wel, de andere dag niet'),
  Q1H: same('elk uur', 'every hour'),
  Q2H: same('elke 2 uur', 'every 2 hours'),
  Q3H: same('elke 3 uur', 'every 3 hours'),
  Q4H: same('elke 4 uur', 'every 4 hours'),
  Q6H: same('elke 6 uur', 'every 6 hours'),
  Q8H: same('elke 8 uur', 'every 8 hours'),
  BED: same('voor het slapen', 'at bedtime'),
  WK: same('1 keer per week', 'once a week'),
  MO: same('1 keer per maand', 'once a month'),
}

/** The same as a number of times in a period: times, period, unit of the period. */
export const codeRates: Readonly<Record<string, readonly [number, number, string]>> = {
  BID: [2, 1, 'd'],
  TID: [3, 1, 'd'],
  QID: [4, 1, 'd'],
  AM: [1, 1, 'd'],
  PM: [1, 1, 'd'],
  BED: [1, 1, 'd'],
  QD: [1, 1, 'd'],
  QOD: [1, 2, 'd'],
  Q1H: [1, 1, 'h'],
  Q2H: [1, 2, 'h'],
  Q3H: [1, 3, 'h'],
  Q4H: [1, 4, 'h'],
  Q6H: [1, 6, 'h'],
  Q8H: [1, 8, 'h'],
  WK: [1, 1, 'wk'],
  MO: [1, 1, 'mo'],
}

/** Abbreviations that name a moment of the day: in words beside a number of times, and the EventTiming codes that fit it. */
export const dayParts: Readonly<Record<string, { readonly words: InEveryLanguage; readonly moments: RegExp }>> = {
  AM: { words: same('in de ochtend', 'in the morning'), moments: /^(MORN|WAKE|[AP]?CM?$)/ },
  PM: { words: same('in de middag of avond', 'in the afternoon or evening'), moments: /^(NOON|AFT|EVE|[AP]?C[DV]?$)/ },
  BED: { words: same('voor het slapen', 'at bedtime'), moments: /^(HS|NIGHT|EVE\.late)/ },
}

/** EventTiming codes (FHIR and HL7 v3 TimingEvent). */
export const moments: Readonly<Record<string, InEveryLanguage>> = {
  MORN: same('’s ochtends', 'in the morning'),
  'MORN.early': same('vroeg in de ochtend', 'early in the morning'),
  'MORN.late': same('laat in de ochtend', 'late in the morning'),
  NOON: same('om 12 uur ’s middags', 'at noon'),
  AFT: same('’s middags', 'in the afternoon'),
  'AFT.early': same('vroeg in de middag', 'early in the afternoon'),
  'AFT.late': same('laat in de middag', 'late in the afternoon'),
  EVE: same('’s avonds', 'in the evening'),
  'EVE.early': same('vroeg in de avond', 'early in the evening'),
  'EVE.late': same('laat in de avond', 'late in the evening'),
  NIGHT: same('’s nachts', 'at night'),
  PHS: same('na het inslapen', 'after falling asleep'),
  HS: same('voor het slapen', 'before sleep'),
  WAKE: same('na het wakker worden', 'after waking up'),
  C: same('bij de maaltijd', 'with a meal'),
  CM: same('bij het ontbijt', 'with breakfast'),
  CD: same('bij de lunch', 'with lunch'),
  CV: same('bij het avondeten', 'with dinner'),
  AC: same('voor de maaltijd', 'before a meal'),
  ACM: same('voor het ontbijt', 'before breakfast'),
  ACD: same('voor de lunch', 'before lunch'),
  ACV: same('voor het avondeten', 'before dinner'),
  PC: same('na de maaltijd', 'after a meal'),
  PCM: same('na het ontbijt', 'after breakfast'),
  PCD: same('na de lunch', 'after lunch'),
  PCV: same('na het avondeten', 'after dinner'),
}

export const weekdays: Readonly<Record<string, InEveryLanguage>> = {
  mon: same('maandag', 'Monday'),
  tue: same('dinsdag', 'Tuesday'),
  wed: same('woensdag', 'Wednesday'),
  thu: same('donderdag', 'Thursday'),
  fri: same('vrijdag', 'Friday'),
  sat: same('zaterdag', 'Saturday'),
  sun: same('zondag', 'Sunday'),
}

/** `{n}` is a number, `{unit}` a unit, `{what}` other words. */
export const timingForms = {
  and: same(' en ', ' and '),
  or: same(' tot ', ' to '),
  times: same('{n} keer', '{n} times'),
  once: same('1 keer', 'once'),
  perOne: same('per {unit}', 'per {unit}'),
  perMany: same('per {n} {unit}', 'every {n} {unit}'),
  every: same('elke {n} {unit}', 'every {n} {unit}'),
  everyOther: same('om de dag', 'every other day', 'de ene dag wel, de andere dag niet'),
  onDays: same('op {what}', 'on {what}'),
  at: same('om {what} uur', 'at {what}'),
  on: same('op {what}', 'on {what}'),
  lasting: same('elke keer in {what}', 'over {what} each time'),
  offset: same('{what} ervoor of erna: zie de verpakking', '{what} before or after: see the package'),
  total: same('in totaal {n} keer', '{n} times in all'),
  during: same('{what} lang', 'for {what}'),
  before: same('{n} {unit} {what}', '{n} {unit} {what}'),
} as const

export const dosageForms = {
  asNeeded: same('Zo nodig', 'If needed', 'Alleen als het nodig is'),
  asNeededFor: same('Zo nodig bij: {what}', 'If needed for: {what}', 'Alleen als het nodig is bij: {what}'),
  notMore: same('Niet meer dan {what}', 'Not more than {what}'),
  notMoreAtOnce: same('Niet meer dan {what} per keer', 'Not more than {what} at a time'),
  notMoreEver: same('Nooit meer dan {what} in totaal', 'Never more than {what} in all'),
  rate: same('snelheid {what}', 'at {what}'),
  then: same('Daarna: {what}', 'Then: {what}'),
  also: same('En: {what}', 'And: {what}'),
  again: same('Elke {what} begint dit opnieuw', 'This begins again every {what}'),
  atOnce: same('{what} per keer', '{what} at a time'),
  package: same(
    'Zie de verpakking, of vraag het aan uw apotheker.',
    'See the package, or ask your pharmacist.',
    'Kijk op de verpakking. Of vraag het aan uw apotheek.',
  ),
} as const
