/** What the preview shows: lines in groups, and what was left out and why. */
import type { When } from '../../validity/holds.ts'
import type { Language } from '../../language.ts'
import { oneLine } from '../../plain-text.ts'
import type { DossierSubject } from '../../contract/messages/parts.ts'
import type { Known } from './references.ts'
import type { Resource } from './shapes.ts'
import { notes } from '../words/labels.ts'

/** Groups of each subject in the order in which a patient needs them. */
export const groupsOf = {
  appointments: ['coming', 'toPlan', 'cancelled', 'earlier'],
  medication: ['noneKnown', 'inUse', 'startsLater', 'paused', 'notToTake', 'unclear', 'stopped'],
  allergies: ['noneKnown', 'present', 'unsure', 'over'],
  leaflets: ['current', 'replaced'],
  documents: ['current', 'notFinal', 'replaced'],
} as const satisfies Readonly<Record<DossierSubject, readonly string[]>>
export type GroupName = (typeof groupsOf)[DossierSubject][number]

export interface Detail {
  readonly label: string | null
  readonly text: string
}

export interface Line {
  readonly subject: DossierSubject
  readonly group: GroupName
  readonly title: string
  /** "Verzet", "Nog niet zeker": what somebody must know before the rest; null where the group says it all. */
  readonly state: string | null
  readonly details: readonly Detail[]
  /** Who recorded it, in words; "not known" is a word too. */
  readonly source: string
  /** When, in words; "not known" is a word too. */
  readonly time: string
  /** Milliseconds since 1970 by which it is sorted; null: without a time, last in its group. */
  readonly order: number | null
}

/**
 * A line whose time and details are put into words when somebody opens it: of thousands of entries only a few ever are.
 * Details that cannot be said at all are read elsewhere, as an attachment is.
 */
export function lineOf(known: Omit<Line, 'details' | 'time'>, words: Words, language: Language): Line {
  return new LazyLine(known, words, language)
}

interface Words {
  readonly time: () => string
  readonly details: () => readonly Detail[]
}

/** A class, because an object with getters of its own costs ten times as much to make. */
class LazyLine implements Line {
  readonly subject: DossierSubject
  readonly group: GroupName
  readonly title: string
  readonly state: string | null
  readonly source: string
  readonly order: number | null
  readonly #words: Words
  readonly #language: Language
  #made: readonly Detail[] | null = null

  constructor(
    { subject, group, title, state, source, order }: Omit<Line, 'details' | 'time'>,
    words: Words,
    language: Language,
  ) {
    this.subject = subject
    this.group = group
    this.title = onOneLine(title)
    this.state = state
    this.source = onOneLine(source)
    this.order = order
    this.#words = words
    this.#language = language
  }

  get time(): string {
    return this.#words.time()
  }

  get details(): readonly Detail[] {
    try {
      return (this.#made ??= this.#words.details())
    } catch {
      return (this.#made = [{ label: null, text: notes.readElsewhere[this.#language] }])
    }
  }

  /** Whole: getters stand on the class, so whoever writes a line down would lose what they say. */
  toJSON(): Line {
    const { subject, group, title, state, details, source, time, order } = this
    return { subject, group, title, state, details, source, time, order }
  }
}

/** What is clean already may still be of several lines. */
function onOneLine(text: string): string {
  return text.includes('\n') ? oneLine(text) : text
}

/** Why something is not shown. */
export const reasons = [
  /** Entered in error, or an allergy that was refuted: it never was true. */
  'error',
  /** A draft, a proposal, a request of somebody else, a message that was not sent. */
  'notFinal',
  /** A message to somebody else. */
  'notAddressed',
  /** Its subject is not this patient, or cannot be told to be. */
  'otherPatient',
  /** So sensitive that a desk is no place for it. */
  'confidential',
  /** No name in words: a dose without a name is worse than none. */
  'noName',
  /** Not the shape of FHIR R4, or with something in it that changes its meaning and that nobody here knows. */
  'unreadable',
  /** "No allergies known" beside an allergy, or no longer true. */
  'contradicted',
  /** A kind of resource that the preview does not show. */
  'otherKind',
  /** More than a kiosk can show; those that come first are shown. */
  'tooMany',
] as const
export type Reason = (typeof reasons)[number]

/** A line, or why there is none. */
export type Read = { readonly line: Line } | { readonly leftOut: Reason }
export const leftOut = (reason: Reason): Read => ({ leftOut: reason })

/** What a reader of one kind needs besides the resource. */
export interface Around {
  readonly language: Language
  /** Now; with a day only, all of that day is still to come. */
  readonly now: When
  /** Whose dossier it is; null: whoever's the resources are. */
  readonly patient: Known | null
  /** Medicines, people and places that came along. */
  readonly known: readonly Known[]
  readonly bases: readonly string[]
  /** Titles by `Type/id`, of documents that replace others. */
  readonly replacedBy: ReadonlyMap<string, string>
  /** Whether the policy shows what is labelled as sensitive. */
  readonly sensitiveShown: boolean
}

export type Reader = (resource: Resource, around: Around) => Read
