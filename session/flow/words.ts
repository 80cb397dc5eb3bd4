/** The few sentences that the session itself says, in every language; at most twelve words each. */
import { dayInWords } from '../../domain/document/time-text.ts'
import { shownReference } from '../../domain/contract/envelope/reference.ts'
import { initialsOfPerson } from '../../domain/identity/written-name.ts'
import * as v from 'valibot'
import { CalendarDay } from '../../domain/ids.ts'
import type { InEveryLanguage, Language } from '../../domain/language.ts'
import type { FormWords } from '../../domain/journeys/journey.ts'
import type { Approver } from '../../domain/rules/basis/decision.ts'
import type { Patient } from './state.ts'

export { dayInWords }

/** As {@link dayInWords}; a record may hold only a month or a year, which stay as they are. */
export function recordedDateInWords(date: string, language: Language): string {
  const parsed = v.safeParse(CalendarDay, date)
  return parsed.success ? dayInWords(parsed.output, language) : date
}

/** "M., 2019": enough for somebody who knows the child, little for somebody who reads along. */
export function maskedPatient(patient: Patient): string {
  return `${initialsOfPerson(patient)}, ${patient.birthDate.slice(0, 4)}`
}

/** The public page that says whether a form has arrived; the reference is random and tells nothing. */
export function statusUrl({ statusBase }: { readonly statusBase: string }, reference: string): string {
  return `${statusBase}/${shownReference(reference)}`
}

/** What signing means, in one sentence. */
export function statement(patient: Patient, words: FormWords): InEveryLanguage {
  return words.statement(`${initialsOfPerson(patient)} (${patient.birthDate.slice(0, 4)})`)
}

/** When what is signed takes effect: a signature is a request, never the access itself. */
export const afterSigning: Readonly<Record<Approver, InEveryLanguage>> = {
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
}

export const labels = {
  recordOf: { nl: 'Dossier van', nlSimple: 'Dossier van', en: 'Record of' },
  who: { nl: 'Wie vraagt toegang', nlSimple: 'Wie vraagt toegang', en: 'Who asks for access' },
  none: { nl: 'Niets gekozen', nlSimple: 'Niets', en: 'Nothing chosen' },
  born: { nl: 'geboren in', nlSimple: 'geboren in', en: 'born in' },
  until: { nl: 'Tot wanneer', nlSimple: 'Tot wanneer', en: 'Until' },
  upTo: { nl: 'tot en met', nlSimple: 'tot en met', en: 'up to and including' },
  untilWithdrawn: { nl: 'Tot u stopt', nlSimple: 'Tot u stopt', en: 'Until you stop it' },
  stopAnyTime: { nl: 'Stoppen kan altijd.', nlSimple: 'Stoppen kan altijd.', en: 'You can stop at any time.' },
} as const satisfies Readonly<Record<string, InEveryLanguage>>
