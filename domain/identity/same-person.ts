/**
 * Is this record that person? The one answer for look-up, session, intake, desk, copy at home and typed signature.
 * `same` is what a norm decides and needs nobody's help; `doubt` is for a person to decide, who sees the reasons;
 * `different` is nobody to choose from. A name is never enough: the birth date is part of it.
 */
import { nameHolds } from '../validity/holds.ts'
import type { CalendarDay } from '../ids.ts'
import { compareFamily } from './name/family.ts'
import type { FamilyLikeness } from './name/family.ts'
import { compareGiven, isDecided } from './name/given.ts'
import type { GivenComparison, GivenLikeness } from './name/given.ts'
import { familyParts, givenParts, readNames, real } from './name/human-name.ts'
import type { HumanNameParts } from './name/human-name.ts'
import { mayHaveBeenCut, notCut } from './name/room.ts'
import type { DocumentRoom } from './name/room.ts'
import { alike, joined } from './name/spelling.ts'
import { familyWords, within } from './name/words.ts'

/** Closed: the desk page has words for each. */
export const nameReasons = [
  'birthDateDiffers',
  'birthDateMissing',
  'birthDateIncomplete',
  'noName',
  'formerName',
  'familyCompound',
  'familyCut',
  'familyPart',
  'familyPrefix',
  'familySpelling',
  'familyScript',
  'familyOther',
  'givenFewer',
  'givenInitials',
  'givenCut',
  'givenMore',
  'givenLater',
  'givenLetter',
  'givenSpelling',
  'givenScript',
  'givenNone',
  'givenDiffers',
  'swapped',
] as const
export type NameReason = (typeof nameReasons)[number]

export interface Verdict {
  readonly answer: 'same' | 'doubt' | 'different'
  /** What was not simply equal; empty for the same name, letter by letter. */
  readonly reasons: readonly NameReason[]
  /**
   * At least one given name stands in full on both sides (or neither has any): without a number beside it, initials and
   * names that were cut would also fit a twin.
   */
  readonly inFull: boolean
}

/** Who stands on a document, as its zone has it; `kind` says how much room there was. */
export interface DocumentName {
  readonly family: string
  readonly given: string
  readonly kind?: DocumentRoom
}

/** What a claim says of the person, with the room that its document had for the name. */
export function nameOnDocument(claim: {
  readonly family: string
  readonly given: string
  readonly birthDate: CalendarDay
  readonly document: { readonly kind: DocumentRoom }
}): DocumentName & { readonly birthDate: CalendarDay } {
  const { family, given, birthDate, document } = claim
  return { family, given, birthDate, kind: document.kind }
}

/** A record's `name` (FHIR HumanName[], unread) and `birthDate` (FHIR date, may be a year or a month). */
export interface RecordPerson {
  readonly name: unknown
  readonly birthDate: string | undefined
}

/** `on`: the day on which a name must hold. */
export function samePerson(
  record: RecordPerson,
  person: DocumentName & { readonly birthDate: CalendarDay },
  on: CalendarDay,
): Verdict {
  const day = birthDateReason(record.birthDate, person.birthDate)
  if (day === 'birthDateDiffers') return { answer: 'different', reasons: [day], inFull: false }
  const verdict = sameName(record.name, person, on)
  return day === null ? verdict : atMostDoubt(verdict, day)
}

/** The names alone, for a person who is known otherwise: who types his own name. */
export function sameName(name: unknown, document: DocumentName, on: CalendarDay): Verdict {
  const all = readNames(name).map((one) => ({ ...compareName(one, document), holds: nameHolds(one, on), use: one.use }))
  const current = all.filter(({ holds, use }) => holds !== 'no' && !isCallName(use))
  const found = current.length > 0 ? current : all.filter(({ use, holds }) => isCallName(use) && holds !== 'no')
  const best = surest(
    found.map(({ verdict, holds }) => (holds === 'yes' ? verdict : atMostDoubt(verdict, 'formerName'))),
  )
  // One name of the record that contradicts is enough: a twin may share the other.
  const contradicts = current.some(({ given, related }) => given === 'differs' && related)
  if (best?.answer === 'same') return contradicts ? atMostDoubt(best, 'givenDiffers') : best
  const former = surest(
    all.filter(({ use, holds }) => holds === 'no' && use !== 'anonymous').map(({ verdict }) => verdict),
  )
  if (best?.answer !== 'doubt' && former !== null && former.answer !== 'different')
    return atMostDoubt(former, 'formerName')
  return best ?? { answer: 'different', reasons: ['noName'], inFull: false }
}

/**
 * Whether a paper names this person, by birth date and given name: papers about a child have another family name often
 * enough, and a first given name tells twins apart. It must stand in full on both sides; what the record or the paper
 * has behind it says nothing. A name that differs is somebody else, the rest is for the clerk.
 */
export function namedOnPaper(
  { birthDate, given, family }: { readonly birthDate: string | null; readonly given: string; readonly family: string },
  paper: { readonly birthDate: CalendarDay; readonly given: string },
): Pick<Verdict, 'answer' | 'reasons'> {
  const day = birthDateReason(birthDate ?? undefined, paper.birthDate)
  if (day === 'birthDateDiffers') return { answer: 'different', reasons: [day] }
  const record = given === '' ? { family } : { family, given: [given] }
  const { likeness, inFull } = compareGiven(record, { given: paper.given, cut: notCut })
  const reasons = [...(day === null ? [] : [day]), ...(givenReason[likeness] ?? [])]
  if (likeness === 'differs') return { answer: 'different', reasons }
  const whole = inFull && (isDecided(likeness) || likeness === 'more')
  return { answer: day === null && whole ? 'same' : 'doubt', reasons }
}

/** Whether what was typed is all of this person's name, in the own letters or in those of the document. */
export function isOwnName(typed: string, { family, given }: DocumentName, on: CalendarDay): boolean {
  return sameName([{ text: typed }], { family, given }, on).answer === 'same'
}

/** A name by which somebody is called says nothing against the official one. */
const isCallName = (use: string | undefined): boolean => use === 'nickname' || use === 'usual'

interface Compared {
  readonly verdict: Verdict
  readonly given: GivenLikeness
  /** The family names have something in common. */
  readonly related: boolean
}

function compareName(name: HumanNameParts, document: DocumentName): Compared {
  const cleaned = withoutSigns(document)
  const record = single(name)
  if (isEmpty(record)) return compareText(real(name.text ?? ''), cleaned)
  const cut = mayHaveBeenCut(record, cleaned)
  const family = compareFamily(record, { ...cleaned, cut })
  const given = compareGiven(record, { ...cleaned, cut })
  const verdict = isSwapped(record, cleaned, family) ? swapped : judge(family, given)
  return { verdict, given: given.likeness, related: family !== 'other' }
}

const swapped: Verdict = { answer: 'doubt', reasons: ['swapped'], inFull: false }

function judge(family: FamilyLikeness, given: GivenComparison): Verdict {
  const reasons = [...(familyReason[family] ?? []), ...(givenReason[given.likeness] ?? [])]
  const inFull = given.inFull || given.likeness === 'single'
  const familyDecided = family === 'same' || family === 'compound' || family === 'cut'
  if (familyDecided && isDecided(given.likeness)) return { answer: 'same', reasons, inFull }
  const nothing = ['differs', 'none', 'letter', 'single'].includes(given.likeness)
  // A name that only a person could know on one side, and nothing in common on the other, is nobody to choose from.
  return { answer: family === 'other' && nothing ? 'different' : 'doubt', reasons, inFull: false }
}

const familyReason: Readonly<Partial<Record<FamilyLikeness, readonly NameReason[]>>> = {
  compound: ['familyCompound'],
  cut: ['familyCut'],
  part: ['familyPart'],
  prefix: ['familyPrefix'],
  spelling: ['familySpelling'],
  script: ['familyScript'],
  other: ['familyOther'],
}

const givenReason: Readonly<Partial<Record<GivenLikeness, readonly NameReason[]>>> = {
  fewer: ['givenFewer'],
  initials: ['givenInitials'],
  cut: ['givenCut'],
  more: ['givenMore'],
  later: ['givenLater'],
  letter: ['givenLetter'],
  spelling: ['givenSpelling'],
  script: ['givenScript'],
  none: ['givenNone'],
  differs: ['givenDiffers'],
}

function atMostDoubt(verdict: Verdict, why: NameReason): Verdict {
  if (verdict.answer === 'different') return verdict
  return { answer: 'doubt', reasons: [...new Set([why, ...verdict.reasons])], inFull: false }
}

function surest(verdicts: readonly Verdict[]): Verdict | null {
  const rank = ({ answer, inFull, reasons }: Verdict): number =>
    ({ same: 0, doubt: 200, different: 400 })[answer] + (inFull ? 0 : 100) + reasons.length
  return verdicts.toSorted((a, b) => rank(a) - rank(b))[0] ?? null
}

/** A document's own signs for "no name". */
function withoutSigns({ family, given, ...rest }: DocumentName): DocumentName {
  return real(family) === '' ? { ...rest, family: real(given), given: '' } : { ...rest, family, given: real(given) }
}

/** Somebody with one name has it in either field of a record; a document has it as the family name (9303-3, 4.6). */
function single(name: HumanNameParts): HumanNameParts {
  const family = familyParts(name)
  if (family.whole !== '' || family.own !== '' || family.partner !== '') return name
  const { names } = givenParts(name)
  return names.length === 0 ? name : { use: name.use, family: names.join(' ') }
}

function isEmpty(name: HumanNameParts): boolean {
  const { whole, own, partner } = familyParts(name)
  return whole === '' && own === '' && partner === ''
}

/** All words are there, in other fields: which of them is the family name is written differently in half the world. */
function isSwapped(name: HumanNameParts, { family, given }: DocumentName, likeness: FamilyLikeness): boolean {
  if (likeness === 'same' || likeness === 'compound' || likeness === 'cut' || given === '') return false
  const record = familyWords(`${familyParts(name).whole} ${givenParts(name).names.join(' ')}`)
  const document = familyWords(`${family} ${given}`)
  return record.length === document.length && record.length > 1 && within(record, document)
}

/** A name that the record has as one text: only all of it, in its usual order, is the same. */
function compareText(text: string, { family, given }: DocumentName): Compared {
  const words = familyWords(text)
  const document = familyWords(`${given} ${family}`)
  if (words.length === 0) {
    return { verdict: { answer: 'different', reasons: ['noName'], inFull: false }, given: 'none', related: false }
  }
  const [one, other] = [words, document].map((list) => joined(list.map(({ word }) => word)))
  const equal = one !== undefined && other !== undefined && alike(one, other)
  const familyIn = within(familyWords(family), words)
  const verdict: Verdict = equal
    ? { answer: 'same', reasons: [], inFull: true }
    : familyIn || within(words, document)
      ? { answer: 'doubt', reasons: [words.length < document.length ? 'givenFewer' : 'givenDiffers'], inFull: false }
      : words.some(({ otherScript }) => otherScript)
        ? { answer: 'doubt', reasons: ['familyScript'], inFull: false }
        : { answer: 'different', reasons: ['familyOther'], inFull: false }
  return { verdict, given: equal ? 'same' : 'differs', related: familyIn }
}

/** Null when it is the same whole day. */
function birthDateReason(known: string | undefined, day: CalendarDay): NameReason | null {
  if (known === undefined || known === '') return 'birthDateMissing'
  if (known === day) return null
  return /^\d{4}(-\d\d)?$/.test(known) && day.startsWith(`${known}-`) ? 'birthDateIncomplete' : 'birthDateDiffers'
}
