/** The dossier as a screen: what is covered leaves this process only when the visitor asked for it. */
import type { Language } from '../../domain/language.ts'
import { initialsOfPerson } from '../../domain/identity/written-name.ts'
import { dossierSubjects } from '../../domain/contract/messages/parts.ts'
import type { ScreenOf } from '../../domain/contract/messages/screen.ts'
import { instantInWords } from '../../domain/document/time-text.ts'
import { countOf, dossierOf, idsOf, leftOutOf, linesOf } from './dossier-lines.ts'
import type { Hospital, StandingAt } from './state.ts'
import { labels } from './words.ts'

/** Lines that go to the page at once: more than a page of the largest kiosk holds. */
const window = 40

export function dossierScreen(
  place: StandingAt<'dossier'>,
  language: Language,
  { policy }: Hospital,
): ScreenOf<'dossier'> {
  const { given, family, birthDate } = place.bound.patient
  const dossier = dossierOf(place, language, policy)
  const opened = new Set(place.opened)
  const notes = leftOutOf(dossier, place.subject, language).map(
    (text, at) => ({ kind: 'note', id: `note-${String(at + 1)}`, text }) as const,
  )
  const lines = [...linesOf(dossier, place.subject, opened), ...notes]
  const before = startOf(lines, place.from)
  const rows = countOf(dossier, place.subject)
  return {
    step: 'dossier',
    who: `${initialsOfPerson({ given, family })} ${family.charAt(0)}., ${labels.born[language]} ${birthDate.slice(0, 4)}`,
    subjects: dossierSubjects.map((subject) => ({ subject, count: countOf(dossier, subject) })),
    subject: place.subject,
    lines: lines.slice(before, before + window),
    before,
    total: lines.length,
    rows,
    anyOpen: opened.size > 0,
    allOpen: opened.size > 0 && rows > 0 && idsOf(dossier, place.subject).every((id) => opened.has(id)),
    readAt: instantInWords({ at: place.readAt, language }),
  }
}

/** A line that is covered by now stands for the entry that it belonged to. */
function startOf(lines: readonly { readonly id: string }[], from: string | null): number {
  if (from === null) return 0
  const exact = lines.findIndex(({ id }) => id === from)
  if (exact >= 0) return exact
  const entry = from.split('.')[0]
  return Math.max(
    0,
    lines.findIndex(({ id }) => id === entry),
  )
}
