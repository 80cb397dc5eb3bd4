/** The dossier of a visit as one list of lines for each subject, computed once for each language. */
import { dossier, type Dossier } from '../../domain/dossier/dossier.ts'
import type { Line, Reason } from '../../domain/dossier/read/line.ts'
import { leftOutWords } from '../../domain/dossier/words/labels.ts'
import type { Language } from '../../domain/language.ts'
import type { DossierLine, DossierSubject } from '../../domain/contract/messages/parts.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import type { StandingAt } from './state.ts'

type DossierPlace = StandingAt<'dossier'>

/** Characters of a fact after which it goes on in another line, so that no line is taller than a page. */
const longestFact = 220

/** By what was read, then by language. It dies with this process. */
const read = new WeakMap<readonly unknown[], Map<string, Dossier>>()

export function dossierOf(
  place: DossierPlace,
  language: Language,
  { preview }: Pick<HospitalPolicy, 'preview'>,
): Dossier {
  const known = read.get(place.resources) ?? new Map<string, Dossier>()
  read.set(place.resources, known)
  const before = known.get(language)
  if (before !== undefined) return before
  const patient = place.bound.patient.reference.slice('Patient/'.length)
  const made = dossier(place.resources, place.readAt, language, {
    patient,
    sensitive: preview.sensitive,
    withheld: place.withheld ?? [],
  })
  known.set(language, made)
  return made
}

/** How many entries a subject has. */
export function countOf({ groups }: Dossier, subject: DossierSubject): number {
  return groups.filter((group) => group.subject === subject).reduce((sum, { lines }) => sum + lines.length, 0)
}

/** Ids of a subject's entries, in the order shown: they mean nothing outside this visit. */
export function idsOf(dossier: Dossier, subject: DossierSubject): readonly string[] {
  return Array.from({ length: countOf(dossier, subject) }, (_, at) => `${subject}-${String(at + 1)}`)
}

/** The resource behind an entry of a subject, as `Type/id`; null: there is no such entry, or nothing names it. */
export function referenceOf(dossier: Dossier, subject: DossierSubject, id: string): string | null {
  const lines = dossier.groups.filter((group) => group.subject === subject).flatMap((group) => group.lines)
  const line = lines[idsOf(dossier, subject).indexOf(id)]
  return line === undefined ? null : (dossier.references.get(line) ?? null)
}

/** Every line of a subject, with the facts of the entries that are open. */
export function linesOf(
  { groups }: Dossier,
  subject: DossierSubject,
  opened: ReadonlySet<string>,
): readonly DossierLine[] {
  const lines: DossierLine[] = []
  let at = 0
  for (const group of groups) {
    if (group.subject !== subject) continue
    lines.push({ kind: 'group', id: `group-${group.group}`, heading: group.heading, count: group.lines.length })
    for (const [index, line] of group.lines.entries()) {
      at += 1
      const id = `${subject}-${String(at)}`
      const open = opened.has(id)
      const next = group.group === 'coming' && index === 0
      lines.push({ kind: 'row', id, at, next, open: open ? wordsOf(line) : null })
      if (open) lines.push(...factsOf(line, id))
    }
  }
  return lines
}

/** A covered row has none, and none are made for it. */
function wordsOf({ title, state, source, time }: Line): Pick<Line, 'title' | 'state' | 'source' | 'time'> {
  return { title, state, source, time }
}

function factsOf({ title, details }: Line, of: string): readonly DossierLine[] {
  const facts = details.flatMap(({ label, text }) =>
    paragraphs(text).map((part, index) => ({ label: index === 0 ? label : null, text: part })),
  )
  return facts.map((fact, index) => ({ kind: 'fact', id: `${of}.${String(index + 1)}`, of, title, ...fact }))
}

/** Lines of a text, the long ones cut between sentences or else between words. */
export function paragraphs(text: string): readonly string[] {
  return text.split(/\n+/).flatMap((line) => {
    const parts: string[] = []
    let rest = line.trim()
    while (rest.length > longestFact) {
      const head = rest.slice(0, longestFact)
      const end = Math.max(head.lastIndexOf('. '), head.lastIndexOf('? '), head.lastIndexOf('! ')) + 1
      const at = end > longestFact / 3 ? end : head.lastIndexOf(' ') > 0 ? head.lastIndexOf(' ') : longestFact
      parts.push(rest.slice(0, at).trim())
      rest = rest.slice(at).trim()
    }
    return rest === '' ? parts : [...parts, rest]
  })
}

/** A sentence for each kind of reason. What never was true is not told one by one, and is counted all the same. */
const whyOf: Readonly<Record<Reason, 'confidential' | 'notFinal' | 'tooMany' | 'notYours' | 'ask'>> = {
  confidential: 'confidential',
  notFinal: 'notFinal',
  tooMany: 'tooMany',
  error: 'notYours',
  contradicted: 'notYours',
  notAddressed: 'notYours',
  otherPatient: 'ask',
  noName: 'ask',
  unreadable: 'ask',
  otherKind: 'ask',
}

/** How much of a subject is not shown and why: the numbers add up to all that was left out. */
export function leftOutOf({ leftOut }: Dossier, subject: DossierSubject, language: Language): readonly string[] {
  const counts = { confidential: 0, notFinal: 0, tooMany: 0, ask: 0, notYours: 0, elsewhere: 0 }
  for (const { subject: own, reason, count } of leftOut) {
    if (own === subject) counts[whyOf[reason]] += count
    if (own === null) counts.elsewhere += count
  }
  return (['confidential', 'notFinal', 'tooMany', 'ask', 'notYours', 'elsewhere'] as const).flatMap((why) => {
    const count = counts[why]
    if (count === 0) return []
    const form = count === 1 ? leftOutWords.one : leftOutWords.many
    return [form[language].replace('{n}', String(count)).replace('{why}', leftOutWords[why][language])]
  })
}
