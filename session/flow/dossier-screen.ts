/** The dossier as a screen: what is covered leaves this process only when the visitor asked for it. */
import * as v from 'valibot'
import { CalendarDay, Instant } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import { initialsOfPerson } from '../../domain/identity/written-name.ts'
import { dossierSubjects } from '../../domain/messages/parts.ts'
import type { ScreenOf } from '../../domain/messages/screen.ts'
import type { DossierEntry, Place, State } from './state.ts'
import { instantInWords } from '../../domain/document/time-text.ts'
import { dayInWords, labels } from './words.ts'

export function dossierScreen(place: Extract<Place, { at: 'dossier' }>, { language }: State): ScreenOf<'dossier'> {
  const { given, family, birthDate } = place.bound.patient
  return {
    step: 'dossier',
    who: `${initialsOfPerson({ given, family })} ${family.charAt(0)}., ${labels.born[language]} ${birthDate.slice(0, 4)}`,
    subjects: dossierSubjects.map((subject) => ({
      subject,
      count: place.entries.filter((entry) => entry.subject === subject).length,
    })),
    subject: place.subject,
    rows: place.entries
      .filter(({ subject }) => subject === place.subject)
      .map((entry) => ({
        id: entry.id,
        subject: entry.subject,
        when: entry.when,
        open: place.opened.includes(entry.id) ? opened(entry, language) : null,
      })),
    readAt: instantInWords({ at: place.readAt, language }),
  }
}

function opened(entry: DossierEntry, language: Language) {
  return {
    title: entry.title,
    details: entry.details.map(({ label, text, day }) => ({
      label: label === null ? null : label[language],
      text: day ? timeInWords(text, language) : text,
    })),
    source: entry.source,
    time: timeInWords(entry.time, language),
  }
}

/** FHIR dates may be a year or a month only; those are shown as they are. */
function timeInWords(time: string, language: Language): string {
  if (v.is(Instant, time)) return instantInWords({ at: time, language })
  return v.is(CalendarDay, time) ? dayInWords(time, language) : time
}
