/**
 * What the desk page asks about each kind of paper, as data: a form is drawn from it (paper-form.ts) and read by it
 * (paper-read.ts). A field's name in a form begins with the kind, so that what was typed in one form fills no other.
 */
import { dataKinds, type DataKind } from '../../../domain/data-kinds.ts'
import type { EvidenceKind } from '../../../domain/contract/gateway/evidence.ts'

export interface Choice {
  readonly value: string
  readonly label: string
}

export type Field = { readonly name: string; readonly label: string } & (
  | {
      readonly as: 'day'
      /** `past`: the sentence about a day that has not been yet; null: it may lie ahead. */
      readonly past: string | null
      readonly optional?: true
    }
  | { readonly as: 'text'; readonly suggests?: readonly string[] }
  | { readonly as: 'choice'; readonly options: readonly Choice[]; readonly first?: string }
  /** Kinds of data that the paper is limited to; none ticked: to none. */
  | { readonly as: 'topics' }
)

export interface PaperForm {
  /** On the list and above the form. */
  readonly title: string
  /** What the clerk looks at. */
  readonly hint: string
  readonly fields: readonly Field[]
}

const notYet = 'Deze datum is nog niet geweest.'

const copy: Field = {
  as: 'choice',
  name: 'copy',
  label: 'U ziet',
  options: [
    { value: 'original', label: 'Het origineel' },
    { value: 'copy', label: 'Een kopie' },
  ],
}

const steps: readonly Choice[] = [
  { value: 'none', label: 'Niet bekend' },
  { value: 'acts', label: 'Is er' },
  { value: 'declines', label: 'Wil niet' },
]

/** Who can pronounce about authority and protection of adults (Wet op de rechterlijke organisatie, Wrra). */
export const courts: readonly string[] = [
  'Rechtbank Amsterdam',
  'Rechtbank Den Haag',
  'Rechtbank Gelderland',
  'Rechtbank Limburg',
  'Rechtbank Midden-Nederland',
  'Rechtbank Noord-Holland',
  'Rechtbank Noord-Nederland',
  'Rechtbank Oost-Brabant',
  'Rechtbank Overijssel',
  'Rechtbank Rotterdam',
  'Rechtbank Zeeland-West-Brabant',
  'Gerechtshof Amsterdam',
  'Gerechtshof Arnhem-Leeuwarden',
  'Gerechtshof Den Haag',
  'Gerechtshof ’s-Hertogenbosch',
  'Hoge Raad',
]

export const paperForms: { readonly [Kind in EvidenceKind]: PaperForm } = {
  authorityExtract: {
    title: 'Gezag',
    hint: 'Uittreksel uit het gezagsregister, of wat de BRP zegt.',
    fields: [
      {
        as: 'choice',
        name: 'source',
        label: 'Bron',
        first: 'extract',
        options: [
          { value: 'extract', label: 'Uittreksel' },
          { value: 'brp', label: 'BRP' },
        ],
      },
      { as: 'day', name: 'issuedOn', label: 'Datum op het uittreksel', past: notYet },
    ],
  },
  ruling: {
    title: 'Uitspraak van de rechter',
    hint: 'Neem over wat er staat. Wat u niet ziet, laat u leeg.',
    fields: [
      {
        as: 'choice',
        name: 'measure',
        label: 'Maatregel',
        options: [
          { value: 'guardianship', label: 'Voogdij' },
          { value: 'partialAuthority', label: 'Deel van het gezag' },
          { value: 'curatele', label: 'Curatele' },
          { value: 'mentorship', label: 'Mentorschap' },
          { value: 'bewind', label: 'Bewind' },
          { value: 'foreign', label: 'Buitenlands' },
        ],
      },
      {
        as: 'choice',
        name: 'joint',
        label: 'Benoemd is',
        options: [
          { value: 'no', label: 'Alleen deze bezoeker' },
          { value: 'yes', label: 'Ook iemand anders' },
        ],
      },
      { as: 'text', name: 'court', label: 'Rechtbank', suggests: courts },
      {
        as: 'day',
        name: 'pronouncedOn',
        label: 'Datum van de uitspraak',
        past: 'Deze uitspraak is van na vandaag. Zij telt nog niet.',
      },
      { as: 'day', name: 'effectiveOn', label: 'Geldt vanaf', past: null },
      { as: 'day', name: 'until', label: 'Laatste dag', past: null, optional: true },
      { as: 'day', name: 'newestLetterOn', label: 'Nieuwste brief', past: notYet, optional: true },
      { as: 'topics', name: 'kinds', label: 'Alleen voor' },
      copy,
    ],
  },
  finding: {
    title: 'Oordeel van een arts',
    hint: 'U neemt alleen over. Het telt pas als een arts van dit ziekenhuis akkoord gaat.',
    fields: [
      {
        as: 'choice',
        name: 'capacity',
        label: 'De patiënt kan hierover',
        options: [
          { value: 'lacking', label: 'Niet zelf beslissen' },
          { value: 'capable', label: 'Zelf beslissen' },
        ],
      },
      { as: 'text', name: 'physician', label: 'Naam van de arts' },
      { as: 'day', name: 'on', label: 'Datum van het oordeel', past: notYet },
      { as: 'day', name: 'until', label: 'Laatste dag', past: null, optional: true },
    ],
  },
  authorization: {
    title: 'Volmacht of levenstestament',
    hint: 'De patiënt heeft zelf ondertekend.',
    fields: [
      { as: 'day', name: 'signedOn', label: 'Datum van de handtekening', past: notYet },
      { as: 'topics', name: 'kinds', label: 'Alleen voor' },
      copy,
    ],
  },
  kinship: {
    title: 'Familie of partner',
    hint: 'U heeft gezien wat de bezoeker van de patiënt is: een akte, een uittreksel of het dossier.',
    fields: [],
  },
  curateleRegister: {
    title: 'Curateleregister',
    hint: 'Kijk nu op rechtspraak.nl. De dag van vandaag komt erbij.',
    fields: [
      {
        as: 'choice',
        name: 'answer',
        label: 'De patiënt staat erin',
        options: [
          { value: 'listed', label: 'Ja' },
          { value: 'notListed', label: 'Nee' },
        ],
      },
    ],
  },
  employeeMandate: {
    title: 'Bezoeker werkt voor een instelling',
    hint: 'U heeft gezien dat de bezoeker voor de instelling mag optreden.',
    fields: [
      { as: 'text', name: 'organisation', label: 'Naam van de instelling' },
      { as: 'day', name: 'until', label: 'Laatste dag', past: null, optional: true },
    ],
  },
  coHolderNotAsked: {
    title: 'De ander met gezag wordt niet gevraagd',
    hint: 'Een arts beslist daarna. De ander hoort hier niets van.',
    fields: [
      {
        as: 'choice',
        name: 'reason',
        label: 'Waarom niet',
        options: [
          { value: 'safety', label: 'Niet veilig' },
          { value: 'untraceable', label: 'Niet te vinden' },
          { value: 'courtConsent', label: 'Rechter gaf toestemming' },
        ],
      },
    ],
  },
  coHolderRefused: {
    title: 'De ander met gezag is het er niet mee eens',
    hint: 'Hij of zij heeft dat zelf aan de balie gezegd.',
    fields: [],
  },
  otherRepresentatives: {
    title: 'Andere vertegenwoordigers',
    hint: 'Wie u nog meer kent. De bezoeker zelf telt niet mee.',
    fields: [
      { as: 'choice', name: 'courtAppointed', label: 'Curator of mentor', options: steps, first: 'none' },
      { as: 'choice', name: 'writtenProxy', label: 'Gevolmachtigde', options: steps, first: 'none' },
      { as: 'choice', name: 'partner', label: 'Partner', options: steps, first: 'none' },
      {
        as: 'choice',
        name: 'sameStep',
        label: 'Nog iemand zoals de bezoeker',
        first: 'no',
        options: [
          { value: 'no', label: 'Nee' },
          { value: 'yes', label: 'Ja' },
        ],
      },
    ],
  },
}

/** The last two of every form: whom the paper names. */
export const namesPatient: readonly Field[] = [
  { as: 'text', name: 'given', label: 'Eerste voornaam patiënt' },
  { as: 'day', name: 'born', label: 'Geboren', past: 'Deze geboortedatum is nog niet geweest.' },
]

export const topicWords: Readonly<Record<DataKind, string>> = {
  summary: 'samenvatting',
  medication: 'medicijnen',
  laboratory: 'uitslagen',
  imaging: 'beelden',
  letters: 'brieven',
  appointments: 'afspraken',
  messages: 'berichten',
}
export const topics = dataKinds
