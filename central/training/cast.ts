/**
 * The invented people of training, each for one thing that can happen at the kiosk. Made once per data folder and kept
 * there, so that a restart knows the same people; ages are true on the day of the first start.
 */
import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { addDays, addYears } from '../../domain/days/calendar.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { testBsns } from './bsn.ts'

const Person = v.strictObject({
  given: v.string(),
  family: v.string(),
  sex: v.picklist(['F', 'M']),
  birthDate: CalendarDay,
  bsn: v.string(),
  /** Null: a child without a document of its own here. */
  document: v.nullable(
    v.strictObject({ kind: v.picklist(['passport', 'card']), number: v.string(), expires: CalendarDay }),
  ),
})
export type Person = v.InferOutput<typeof Person>

const roles = [
  'mother',
  'child',
  'adult',
  'motherOfTeenager',
  'teenager',
  'expired',
  'motherWithoutExtract',
  'childWithoutExtract',
  'motherOfDouble',
  'double',
  'deceased',
  'blocked',
] as const
export type Role = (typeof roles)[number]
/** Who joined later, the newest last: a data folder that was made before does not have them, and goes on without. */
const laterRoles = [
  'everyStatus',
  'withoutAllergies',
  'curator',
  'ward',
  'guardian',
  'childOfGuardian',
  'daughter',
  'illFather',
  'oneOfTwo',
  'otherOfTwo',
  'childOfTwo',
  // Who gave access and who has it: an adult and whom she chose, a child of 14 and a parent.
  'giver',
  'viewer',
  'teen',
  'teenParent',
  // Whom an adult lets look along.
  'chosen',
  // A child of 13 with a document of its own, and the parent who asks.
  'parentWhoAsks',
  'childAsked',
  // Who cannot decide by a physician's finding in the record: a child of 14 and an adult, and who comes for each.
  'parentOfUnable',
  'unableChild',
  'mentor',
  'unableAdult',
] as const
export type LaterRole = (typeof laterRoles)[number]

export const Cast = v.strictObject({
  /** The day for which the ages are true. */
  today: CalendarDay,
  people: v.strictObject(v.entriesFromList(roles, Person)),
  later: v.optional(v.nullable(v.strictObject(v.entriesFromList(laterRoles, v.optional(Person)))), null),
  /** Text of the adult's dossier: six titles with a sentence each. */
  dossier: v.array(v.strictObject({ title: v.string(), text: v.string() })),
})
export type Cast = v.InferOutput<typeof Cast>

interface Draft {
  readonly given: string
  readonly family: string
  readonly sex: 'F' | 'M'
  /** Years old, and how many days ago the birthday was. */
  readonly age: number
  readonly since: number
  readonly document: 'passport' | 'card' | null
  /** Days from today; negative is over. */
  readonly expires?: number
}

const drafts: Readonly<Record<Role | LaterRole, Draft>> = {
  mother: { given: 'Sanne', family: 'de Bruijn', sex: 'F', age: 34, since: 91, document: 'passport' },
  child: { given: 'Noor', family: 'de Bruijn', sex: 'F', age: 7, since: 193, document: null },
  adult: { given: 'Willem', family: 'Bakker', sex: 'M', age: 61, since: 40, document: 'card' },
  motherOfTeenager: { given: 'Fatima', family: 'el Amrani', sex: 'F', age: 41, since: 12, document: 'card' },
  teenager: { given: 'Adam', family: 'el Amrani', sex: 'M', age: 13, since: 30, document: null },
  expired: { given: 'Pieter', family: 'Jansen', sex: 'M', age: 52, since: 5, document: 'passport', expires: -3 },
  motherWithoutExtract: { given: 'Linda', family: 'Smit', sex: 'F', age: 29, since: 200, document: 'passport' },
  childWithoutExtract: { given: 'Daan', family: 'Smit', sex: 'M', age: 5, since: 150, document: null },
  motherOfDouble: { given: 'Karin', family: 'Visser', sex: 'F', age: 37, since: 77, document: 'card' },
  double: { given: 'Tom', family: 'Visser', sex: 'M', age: 6, since: 20, document: null },
  deceased: { given: 'Henk', family: 'Mulder', sex: 'M', age: 80, since: 60, document: 'card' },
  blocked: { given: 'Ingrid', family: 'Peters', sex: 'F', age: 45, since: 110, document: 'card' },
  everyStatus: { given: 'Maria', family: 'van Dongen', sex: 'F', age: 58, since: 66, document: 'card' },
  withoutAllergies: { given: 'Joris', family: 'Kuipers', sex: 'M', age: 44, since: 25, document: 'passport' },
  curator: { given: 'Paulien', family: 'Hendriks', sex: 'F', age: 53, since: 130, document: 'passport' },
  ward: { given: 'Gerrit', family: 'Hendriks', sex: 'M', age: 49, since: 210, document: null },
  guardian: { given: 'Ineke', family: 'Brouwer', sex: 'F', age: 55, since: 33, document: 'card' },
  childOfGuardian: { given: 'Yara', family: 'Ahmed', sex: 'F', age: 8, since: 101, document: null },
  daughter: { given: 'Esther', family: 'Vos', sex: 'F', age: 48, since: 74, document: 'card' },
  illFather: { given: 'Cornelis', family: 'Vos', sex: 'M', age: 82, since: 15, document: null },
  oneOfTwo: { given: 'Marieke', family: 'Postma', sex: 'F', age: 38, since: 51, document: 'passport' },
  otherOfTwo: { given: 'Ruben', family: 'de Haan', sex: 'M', age: 40, since: 88, document: 'card' },
  childOfTwo: { given: 'Lotte', family: 'de Haan', sex: 'F', age: 9, since: 120, document: null },
  giver: { given: 'Anneke', family: 'Prins', sex: 'F', age: 72, since: 140, document: 'card' },
  viewer: { given: 'Marjolein', family: 'Prins', sex: 'F', age: 44, since: 75, document: 'passport' },
  teen: { given: 'Sam', family: 'de Wit', sex: 'M', age: 14, since: 50, document: 'card' },
  chosen: { given: 'Hanneke', family: 'Mol', sex: 'F', age: 57, since: 61, document: 'card' },
  parentWhoAsks: { given: 'Nadia', family: 'Bos', sex: 'F', age: 39, since: 64, document: 'passport' },
  childAsked: { given: 'Fenna', family: 'Bos', sex: 'F', age: 13, since: 45, document: 'card' },
  parentOfUnable: { given: 'Carla', family: 'Dekker', sex: 'F', age: 45, since: 82, document: 'card' },
  unableChild: { given: 'Thijs', family: 'Dekker', sex: 'M', age: 14, since: 71, document: null },
  mentor: { given: 'Joke', family: 'van Vliet', sex: 'F', age: 59, since: 47, document: 'passport' },
  unableAdult: { given: 'Arie', family: 'Blom', sex: 'M', age: 67, since: 93, document: null },
  teenParent: { given: 'Ilse', family: 'de Wit', sex: 'F', age: 43, since: 33, document: 'passport' },
}

const texts: Cast['dossier'] = [
  { title: 'Controle cardiologie', text: 'Neem uw lijst met medicijnen mee.' },
  { title: 'Metoprolol 50 mg', text: '1 tablet per dag, in de ochtend.' },
  { title: 'Penicilline', text: 'Huiduitslag.' },
  { title: 'Leven met hoge bloeddruk', text: 'Beweeg elke dag een half uur. Eet weinig zout.' },
  { title: 'Brief aan de huisarts', text: 'Het onderzoek van het hart was goed. Controle over een half jaar.' },
  { title: 'Fietstest', text: 'Kom in makkelijke kleren.' },
]

/** `random`: names and dossier are words that stand nowhere else, for looking into memory and files after a visit. */
export function makeCast({ today, random }: { readonly today: CalendarDay; readonly random: boolean }): Cast {
  // Who joined later stands last: the numbers of the others stay as they were.
  const all = [...roles, ...laterRoles]
  const bsns = testBsns(random ? 999_900_000 + randomBytes(2).readUInt16BE() : 999_990_000, all.length)
  const family = new Map<string, string>()
  const named = (draft: Draft): Pick<Person, 'given' | 'family'> => {
    if (!random) return { given: draft.given, family: draft.family }
    // Mother and child keep one family name.
    const name = family.get(draft.family) ?? word()
    family.set(draft.family, name)
    return { given: word(), family: name }
  }
  const person = (draft: Draft, at: number): Person => ({
    ...named(draft),
    sex: draft.sex,
    birthDate: addYears(addDays(today, -draft.since), -draft.age),
    bsn: bsns[at] ?? '',
    document:
      draft.document === null
        ? null
        : {
            kind: draft.document,
            number: random ? documentNumber() : `SPEC${String(2001 + at * 111).padStart(4, '0')}${at % 10}`,
            expires: addDays(today, draft.expires ?? 1500 + at * 31),
          },
  })
  return v.parse(Cast, {
    today,
    people: Object.fromEntries(roles.map((role, at) => [role, person(drafts[role], at)])),
    later: Object.fromEntries(laterRoles.map((role, at) => [role, person(drafts[role], roles.length + at)])),
    dossier: random ? texts.map(() => ({ title: word(), text: `${word()} ${word()}` })) : texts,
  })
}

/** Everything in a cast that may be looked for afterwards, in the cases in which it appears. */
export function markersOf({ people, later, dossier }: Cast): Readonly<Record<string, readonly string[]>> {
  const ofPerson = ({ given, family, bsn, document }: Person): readonly string[] =>
    [given, family, given.toUpperCase(), family.toUpperCase(), bsn, document?.number ?? ''].filter(
      (text) => text !== '',
    )
  return {
    ...Object.fromEntries(
      Object.entries({ ...people, ...later }).map(([role, person]) => [
        role,
        person === undefined ? [] : ofPerson(person),
      ]),
    ),
    dossier: dossier.flatMap(({ title, text }) => [title, ...text.split(' ')]),
  }
}

/** Twelve letters, consonant and vowel in turn, 2⁴⁷ possibilities: nobody has it in memory by chance. */
function word(): string {
  const [consonants, vowels] = ['bdfgklmnprtvwz', 'aeiou']
  const letters = [...randomBytes(12)].map((byte, at) => {
    const set = at % 2 === 0 ? consonants : vowels
    return set.charAt(byte % set.length)
  })
  return `${(letters[0] ?? '').toUpperCase()}${letters.slice(1).join('')}`
}

function documentNumber(): string {
  const letters = 'BCDFGHJKLMNPRSTVWXZ'
  const part = (count: number) => [...randomBytes(count)].map((byte) => letters.charAt(byte % letters.length)).join('')
  return `${part(2)}${String(randomBytes(4).readUInt32BE() % 1_000_000).padStart(6, '0')}${part(1)}`
}
