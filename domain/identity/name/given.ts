/** The given names of a record against those on a document. */
import { givenParts } from './human-name.ts'
import type { GivenParts, HumanNameParts } from './human-name.ts'
import type { Cut } from './room.ts'
import { alike, beginsWith, joined, mayBeSpelledFrom, spell } from './spelling.ts'
import type { Word } from './spelling.ts'

/**
 * What a norm decides: `same`; `fewer`, the record has the first ones only; `initials`; `cut`, the document had no room;
 * `single`, neither has any. The rest is for a person: the record has `more`, or a `later` one or another order; a
 * `letter` or beginning where there was room for the name; a `spelling` or `script`; none on one side (`none`); or two
 * that both have and that differ (`differs`).
 */
export type GivenLikeness =
  | 'same'
  | 'fewer'
  | 'initials'
  | 'cut'
  | 'single'
  | 'more'
  | 'later'
  | 'letter'
  | 'spelling'
  | 'script'
  | 'none'
  | 'differs'

export interface GivenComparison {
  readonly likeness: GivenLikeness
  /** At least one name stands in full on both sides: an initial would also fit a twin. */
  readonly inFull: boolean
}

interface Item {
  readonly word: Word
  readonly initial: boolean
  readonly otherScript: boolean
}

/** `given`: the words of the document's field. */
export function compareGiven(
  name: HumanNameParts,
  document: { readonly given: string; readonly cut: Cut },
): GivenComparison {
  const found = readings(givenParts(name)).map((items) => compareItems(items, document))
  const guessed = letterReading(givenParts(name)).map((items) => compareItems(items, document))
  return best([...found, ...guessed.map((one) => (isSureOfLetters(name) ? one : doubted(one)))])
}

/**
 * Whether a short word in capitals surely is a row of initials: it has no vowel and the family name shows that this record
 * is not kept in capitals. LEA, EVA and IDA are names, and a twin must not be told by three letters.
 */
function isSureOfLetters(name: HumanNameParts): boolean {
  const inCapitals = !/\p{Ll}/u.test(name.family ?? '')
  const { names } = givenParts(name)
  return !inCapitals && !names.flatMap(tokens).some((text) => maybeShort(text) && /[aeiouy]/i.test(text))
}

function doubted(one: GivenComparison): GivenComparison {
  return { likeness: isDecided(one.likeness) ? 'letter' : one.likeness, inFull: false }
}

function compareItems(
  record: readonly Item[],
  { given, cut }: { readonly given: string; readonly cut: Cut },
): GivenComparison {
  const document = tokens(given).map((text) => spell(text).word)
  if (record.length === 0 && document.length === 0) return { likeness: 'single', inFull: false }
  if (record.length === 0 || document.length === 0) return { likeness: 'none', inFull: false }
  return align({ record, document, cut }) ?? { likeness: doubt(record, document), inFull: false }
}

/** From the surest to the least sure. */
const ranks: readonly GivenLikeness[] = [
  'same',
  'single',
  'fewer',
  'initials',
  'cut',
  'more',
  'letter',
  'later',
  'spelling',
  'script',
  'none',
  'differs',
]

export const isDecided = (likeness: GivenLikeness): boolean => ranks.indexOf(likeness) <= ranks.indexOf('cut')

function best(found: readonly GivenComparison[]): GivenComparison {
  const none: GivenComparison = { likeness: 'none', inFull: false }
  return found.toSorted((a, b) => ranks.indexOf(a.likeness) - ranks.indexOf(b.likeness))[0] ?? none
}

interface Walk {
  readonly record: readonly Item[]
  readonly document: readonly Word[]
  readonly cut: Cut
}

/** Most words that are one name in another writing: Anne Marie, Jean Pierre Louis. */
const mostJoined = 3

/** Both lists from their beginning, name by name, in order; null when some pair differs. */
function align(
  walk: Walk,
  i = 0,
  j = 0,
  used: ReadonlySet<'full' | 'initial' | 'cut' | 'letter'> = new Set(),
): GivenComparison | null {
  const { record, document, cut } = walk
  const item = record[i]
  const word = document[j]
  if (item === undefined || word === undefined) {
    const rest: GivenLikeness = item === undefined ? (word === undefined ? 'same' : 'fewer') : cut.rest ? 'cut' : 'more'
    return { likeness: weakest(rest, used), inFull: used.has('full') }
  }
  const next = (a: number, b: number, how: 'full' | 'initial' | 'cut' | 'letter') =>
    align(walk, i + a, j + b, new Set([...used, how]))
  const found: (GivenComparison | null)[] = []
  if (item.initial && beginsWith(word, item.word)) found.push(next(1, 1, 'initial'))
  if (!item.initial) {
    for (let a = 1; a <= mostJoined && i + a <= record.length; a += 1) {
      const here = record.slice(i, i + a)
      if (here.some(({ word: part, initial: dotted }) => dotted || part.length === 0)) break
      for (let b = 1; b <= mostJoined && j + b <= document.length; b += 1) {
        if (a > 1 && b > 1) break
        const one = joined(here.map((part) => part.word))
        if (alike(one, joined(document.slice(j, j + b))))
          found.push(next(a, b, word.length === 1 && b === 1 ? 'initial' : 'full'))
      }
    }
    if (beginsWith(item.word, word) && !alike(item.word, word))
      found.push(next(1, 1, isCut(walk, i, j) ? 'cut' : 'letter'))
  }
  return found.reduce<GivenComparison | null>(
    (one, other) => (other === null ? one : one === null ? other : best([one, other])),
    null,
  )
}

/**
 * Whether the word at `j`, a beginning of the record's, is one because there was no room: the last where the field ends,
 * else one letter, or part of a later name when the field ends in a letter (CHAYAPA DEJ K), or where every name behind it
 * was cut as well (9303-4, 4.2.3.2: ARN PET CHARO). JAN before a name in full is not Janneke.
 */
function isCut({ record, document, cut }: Walk, i: number, j: number): boolean {
  if (j === document.length - 1) return cut.last || (cut.letters && document[j]?.length === 1)
  if (document[j]?.length === 1) return cut.letters
  if (cut.last && j > 0 && document.at(-1)?.length === 1) return true
  const isBeginning = (word: Word, at: number): boolean => {
    const whole = record[i + 1 + at]?.word ?? []
    return beginsWith(whole, word) && !alike(whole, word)
  }
  return cut.last && cut.letters && document.slice(j + 1).every(isBeginning)
}

function weakest(rest: GivenLikeness, used: ReadonlySet<string>): GivenLikeness {
  const all: readonly GivenLikeness[] = [
    rest,
    ...(used.has('initial') ? ['initials' as const] : []),
    ...(used.has('cut') ? ['cut' as const] : []),
    ...(used.has('letter') ? ['letter' as const] : []),
  ]
  return all.toSorted((a, b) => ranks.indexOf(b) - ranks.indexOf(a))[0] ?? rest
}

function doubt(record: readonly Item[], document: readonly Word[]): GivenLikeness {
  const fits = ({ word, initial }: Item) =>
    document.some((there) => (initial ? beginsWith(there, word) : alike(there, word)))
  if (record.every(fits)) return 'later'
  const one = joined(record.map(({ word }) => word))
  if (mayBeSpelledFrom(one, joined(document))) return 'spelling'
  return record.some(({ otherScript }) => otherScript) ? 'script' : 'differs'
}

/** The ways in which a record's given names can be read: "JM" is two initials, "Chr" one, "Ng" a name. */
function readings({ names, initials, called }: GivenParts): readonly (readonly Item[])[] {
  const marked = initials.flatMap(letters)
  if (names.length === 0) return [marked.length > 0 ? marked : called.flatMap((text) => tokens(text).map(name))]
  const ways = [plain, short].map((way) => names.flatMap((text) => tokens(text).flatMap(way)))
  return ways.map((items) => withInitials(items, marked))
}

/** A short word in capitals read as a letter for each name. */
function letterReading({ names, initials }: GivenParts): readonly (readonly Item[])[] {
  if (names.length === 0) return []
  const items = names.flatMap((text) => tokens(text).flatMap(letterByLetter))
  return [withInitials(items, initials.flatMap(letters))]
}

/** Initials that say more than the names in full: the names, then what is left of the initials. */
function withInitials(items: readonly Item[], marked: readonly Item[]): readonly Item[] {
  const [own, dotted] = [items.filter(({ initial }) => !initial), items.filter(({ initial }) => initial)]
  const extra = marked.length > 0 ? marked : dotted
  const repeats =
    own.length > 0 && extra.length >= own.length && own.every(({ word }, at) => beginsWith(word, extra[at]?.word ?? []))
  if (repeats) return [...own, ...extra.slice(own.length)]
  return [...items, ...marked]
}

/** Words of a given-name field; points end an initial, hyphens and blanks part names. */
function tokens(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .split(/[\s\-‐–—,]+|(?<=\.)(?=\p{L})/u)
    .filter((part) => /\p{L}/u.test(part))
}

const name = (text: string): Item => ({ ...spell(text), initial: false })
const initial = (text: string): Item => ({ ...spell(text), initial: true })

/** With a point and at most four letters, or one letter alone (IJ is one): an initial. */
function plain(text: string): readonly Item[] {
  return [/^\p{L}{1,4}\.$/u.test(text) || /^(\p{L}|IJ)$/u.test(text) ? initial(text) : name(text)]
}

/** Without a vowel, or in capitals: "Th", "Chr", "JM". */
function maybeShort(text: string): boolean {
  return /^\p{L}{2,4}$/u.test(text) && (!/[aeiouy]/i.test(text) || text === text.toUpperCase())
}

function short(text: string): readonly Item[] {
  return maybeShort(text) && !/[aeiouy]/i.test(text) ? [initial(text)] : plain(text)
}

function letterByLetter(text: string): readonly Item[] {
  return maybeShort(text) ? letters(text) : plain(text)
}

/** "J.M.", "JM", "Th.J.": each an initial; IJ stays one letter. */
function letters(text: string): readonly Item[] {
  return tokens(text).flatMap((part) =>
    part.endsWith('.') || part !== part.toUpperCase() ? [initial(part)] : (part.match(/IJ|\p{L}/gu) ?? []).map(initial),
  )
}
