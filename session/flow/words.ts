/** The few sentences that the session itself says, in every language; at most twelve words each. */
import { dayInWords } from '../../domain/document/time-text.ts'
import { shownReference } from '../../domain/contract/envelope/reference.ts'
import { initialsAndYear, initialsOfPerson } from '../../domain/identity/written-name.ts'
import * as v from 'valibot'
import { CalendarDay } from '../../domain/ids.ts'
import type { InEveryLanguage, Language } from '../../domain/language.ts'
import { choosesGrantee, journeyOf } from '../../domain/journeys/index.ts'
import type { FormWords } from '../../domain/journeys/journey.ts'
import type { Approver } from '../../domain/rules/basis/decision.ts'
import { scopeLinkId } from '../../domain/forms/request.ts'
import type { FormCase, Patient, State } from './state.ts'

export { dayInWords }

/** As {@link dayInWords}; a record may hold only a month or a year, which stay as they are. */
export function recordedDateInWords(date: string, language: Language): string {
  const parsed = v.safeParse(CalendarDay, date)
  return parsed.success ? dayInWords(parsed.output, language) : date
}

/** The patient as the screens of a visit say it: "M., 2019". */
export function maskedPatient(patient: Patient): string {
  return initialsAndYear(patient)
}

/** The public page that says whether a form has arrived; the reference is random and tells nothing. */
export function statusUrl({ statusBase }: { readonly statusBase: string }, reference: string): string {
  return `${statusBase}/${shownReference(reference)}`
}

/** How the other signer is called on a screen: beside a parent it is mostly the other parent. */
export function holderIn({ journey }: Pick<State, 'journey'>): 'parent' | 'holder' | 'chosen' {
  if (journey !== null && choosesGrantee(journeyOf(journey))) return 'chosen'
  return journey === 'child' ? 'parent' : 'holder'
}

/** The patient within a sentence: "M. (2019)". */
export function inSentence(patient: Patient): string {
  return `${initialsOfPerson(patient)} (${patient.birthDate.slice(0, 4)})`
}

/** What signing means, in one sentence. */
export function statement(patient: Patient, words: FormWords): InEveryLanguage {
  return words.statement(inSentence(patient))
}

/**
 * What may be seen and until when, said back in two short sentences: of the kinds that the form offers, those that the rules
 * leave of what was chosen.
 */
export function saidBack(
  of: FormCase,
  chosen: readonly string[] | undefined,
  language: Language,
  to: Looks = 'you',
): string {
  const offered = of.form.questions.find(({ linkId }) => linkId === scopeLinkId)?.options ?? []
  const kinds: readonly string[] = of.decision.scope
  const seen = offered.filter(({ code }) => kinds.includes(code) && (chosen ?? [code]).includes(code))
  const { lastDay } = of.decision.end
  const said = seen.length === offered.length ? seenBy[to].all : seenBy[to].some
  const until = lastDay === null ? back.noEnd : back.until
  return [
    said[language].replace('{n}', String(seen.length)).replace('{all}', String(offered.length)),
    until[language].replace('{day}', lastDay === null ? '' : dayInWords(lastDay, language)),
  ].join(' ')
}

/** Who will look: whoever reads it, or somebody whom he chose. */
export type Looks = 'you' | 'other'

/** Who will look along, to whoever stands here: a patient who chose somebody reads about that one. */
export function looksTo({ journey, part }: Pick<State, 'journey' | 'part'>): Looks {
  return part === 'visitor' && journey !== null && choosesGrantee(journeyOf(journey)) ? 'other' : 'you'
}

const seenBy = {
  you: {
    all: {
      nl: 'U kunt straks alle onderdelen bekijken.',
      nlSimple: 'U kunt straks alles zien.',
      en: 'You will be able to see all parts.',
    },
    some: {
      nl: 'U kunt straks {n} van de {all} onderdelen bekijken.',
      nlSimple: 'U kunt straks {n} van de {all} delen zien.',
      en: 'You will be able to see {n} of the {all} parts.',
    },
  },
  other: {
    all: {
      nl: 'Deze persoon kan straks alle onderdelen bekijken.',
      nlSimple: 'Deze persoon kan straks alles zien.',
      en: 'This person will be able to see all parts.',
    },
    some: {
      nl: 'Deze persoon kan straks {n} van de {all} onderdelen bekijken.',
      nlSimple: 'Deze persoon kan straks {n} van de {all} delen zien.',
      en: 'This person will be able to see {n} of the {all} parts.',
    },
  },
} as const satisfies Readonly<Record<Looks, Readonly<Record<'all' | 'some', InEveryLanguage>>>>

const back = {
  until: {
    nl: 'Dat kan tot en met {day}.',
    nlSimple: 'Dat kan tot en met {day}.',
    en: 'That is possible up to and including {day}.',
  },
  noEnd: { nl: 'Dat kan tot u stopt.', nlSimple: 'Dat kan tot u stopt.', en: 'That is possible until you stop it.' },
} as const satisfies Readonly<Record<string, InEveryLanguage>>

/** Whoever changes what there is does so in one visit, with everybody who signs. */
export const changeTogether: InEveryLanguage = {
  nl: 'Een wijziging ondertekent u samen, in één bezoek. Kom samen terug.',
  nlSimple: 'Wijzigen doet u samen, in één bezoek. Kom samen terug.',
  en: 'You sign a change together, in one visit. Please come back together.',
}

/** When what is signed takes effect: a signature is a request, never the access itself. */
export const afterSigning: Readonly<Record<Looks, Readonly<Record<Approver, InEveryLanguage>>>> = {
  you: {
    physician: {
      nl: 'De arts beslist eerst. Zegt de arts ja? Dan kunt u kijken.',
      nlSimple: 'De arts beslist nog.',
      en: 'A doctor decides first. If the doctor agrees, you can look.',
    },
    staff: {
      nl: 'Een medewerker beslist eerst. Zegt die ja? Dan kunt u kijken.',
      nlSimple: 'Een medewerker beslist nog.',
      en: 'A staff member decides first. If they agree, you can look.',
    },
  },
  other: {
    physician: {
      nl: 'De arts beslist eerst. Zegt de arts ja? Dan kan deze persoon kijken.',
      nlSimple: 'De arts beslist nog.',
      en: 'A doctor decides first. If the doctor agrees, this person can look.',
    },
    staff: {
      nl: 'Een medewerker beslist eerst. Zegt die ja? Dan kan deze persoon kijken.',
      nlSimple: 'Een medewerker beslist nog.',
      en: 'A staff member decides first. If they agree, this person can look.',
    },
  },
}

export const labels = {
  recordOf: { nl: 'Dossier van', nlSimple: 'Dossier van', en: 'Record of' },
  who: { nl: 'Wie vraagt toegang', nlSimple: 'Wie vraagt toegang', en: 'Who asks for access' },
  chosen: { nl: 'Wie mag meekijken', nlSimple: 'Wie mag meekijken', en: 'Who may look along' },
  alsoSigns: { nl: 'Tekent ook', nlSimple: 'Tekent ook', en: 'Also signs' },
  otherHolder: { nl: 'De ander met gezag', nlSimple: 'De ander met gezag', en: 'The other person with responsibility' },
  yourChild: { nl: 'Uw kind', nlSimple: 'Uw kind', en: 'Your child' },
  since: { nl: 'Sinds', nlSimple: 'Sinds', en: 'Since' },
  none: { nl: 'Niets gekozen', nlSimple: 'Niets', en: 'Nothing chosen' },
  born: { nl: 'geboren in', nlSimple: 'geboren in', en: 'born in' },
  old: { nl: 'De oude toegang', nlSimple: 'De oude toegang', en: 'The old access' },
  oldAtStart: {
    nl: 'Stopt zodra de nieuwe ingaat',
    nlSimple: 'Stopt als de nieuwe begint',
    en: 'Stops when the new one begins',
  },
  oldNow: { nl: 'Stopt nu', nlSimple: 'Stopt nu', en: 'Stops now' },
  until: { nl: 'Tot wanneer', nlSimple: 'Tot wanneer', en: 'Until' },
  upTo: { nl: 'tot en met', nlSimple: 'tot en met', en: 'up to and including' },
  untilWithdrawn: { nl: 'Tot u stopt', nlSimple: 'Tot u stopt', en: 'Until you stop it' },
  stopAnyTime: { nl: 'Stoppen kan altijd.', nlSimple: 'Stoppen kan altijd.', en: 'You can stop at any time.' },
} as const satisfies Readonly<Record<string, InEveryLanguage>>
