/**
 * The list of what once was wrong, found by holding Balie against inputs that its makers had not seen. A test whose name
 * begins with an entry ("identity 3: …") shows that it is right now. `later`: belongs to work that is not done yet.
 */
export interface Entry {
  readonly id: string
  readonly title: string
  readonly later?: string
}

const list = (group: string, titles: readonly string[], later: Readonly<Record<number, string>> = {}): Entry[] =>
  titles.map((title, at) => {
    const why = later[at + 1]
    return { id: `${group} ${at + 1}`, title, ...(why === undefined ? {} : { later: why }) }
  })

const identity = list('identity', [
  'a twin’s file opens without a BSN',
  'same person: three answers, and what a norm decides is the same',
  'typed signature in one’s own letters',
  'names on the paper as the record spells them',
  'a far or unknown expiry is not “expired”',
  'a perfect zone of an unknown kind is not “misread”',
  'which documents identify a person',
  'a look-up tells strangers nothing',
  'records that cannot be opened, old names and numbers, replaced records',
  'what a printer keeps of a job',
  'a hospital’s name in certificates',
  'two keys under one label',
])

const dossier = list('dossier', [
  'a block behind many old flags',
  'more appointments than one page',
  'large documents',
  'allergies: status, refuted, none known',
  'appointments: cancelled, moved, proposed',
  'medicines: in use, stopped, paused, not to be taken',
  'a name for every dose',
  'doses, reactions and places in words',
  'time not known',
  'one order and one format of times',
  'messages to somebody else',
  'labels of confidentiality',
  'characters, languages and markup of texts',
  'references by address or identifier',
  'which mandates are this portal’s, and in force',
  'a mandate behind many acknowledgements',
  'a status that no value set knows',
  'documents: entered in error, replaced, preliminary',
  'group appointments and messages',
])

const rules = list('rules', [
  'the smallest that every paper proves',
  'the dates of a proxy',
  'the age at which a child signs',
  'a court-appointed person declines',
  'a no that nobody can see',
  'stopping tells a stranger nothing',
  'an institution with partial authority',
  'a child that comes first',
  'no next step leads to a refusal',
  'published tables say what the rules say',
  'younger parents, inherited relations, the dead, curatele',
  'policies with mistakes',
  'facts that had no word: papers, people, wishes, private answers by person and kind',
  'cells that some hospital needs',
  'a document that a lawyer reads',
])

const machine = list(
  'machine',
  [
    'one bad envelope lets the others pass',
    'keys, certificates and content go on',
    'time that cannot be true',
    'nothing fills up',
    'a full disk is said, and the database closes last',
    'a kiosk has power over its own visits only',
    'a database restored to yesterday',
    'withdrawing a kiosk',
    'a closed or white window is a death',
    'no native dialog over the kiosk',
    'an uncaught error ends the visit',
    'every rule of hardening has a test that fails without it',
    'one seal a visit',
    'titles, messages, log words, shipped code, HEAD',
    'an odd request ends nothing',
    'a held key is nobody',
    'a log-in that survives another site',
    'many tabs of the desk page',
    'log-out ends',
    'strangers lock nobody out',
    'abandoned log-ins and odd queries',
    'what leaves a trace in the access log',
    'TLS for staff, keys and database',
    'typed lines: Enter, Tab, separators',
    'a slow reader',
    'a reader with another keyboard',
    'line ends after the bell',
    'a hand that rests on the glass',
    'both commands in any order',
    'forms that cannot be shown are refused',
    'does this still hold today?',
  ],
  { 7: 'the central service', 8: 'the central service', 23: 'the central service' },
)

const paper = list(
  'paper',
  [
    'no file costs the verifier more than a second',
    'title and conformance as they were sealed',
    'no visit certificate, no proof by a device',
    'keys of a time stamp’s field',
    'the pages say what the data say',
    'an approval without its form',
    'one cleaning for foreign text',
    'text from right to left in every viewer',
    'empty updates, revocation, old steps, blanks',
  ],
  { 8: 'the document for right-to-left readers' },
)

const screens = list(
  'screens',
  [
    'the clock of whoever must act',
    'corrected evidence decides again',
    'not my child',
    'what you need, said at the start',
    'help that somebody heard',
    'a blocked record stays on the desk page',
    'the trail ticks what was done',
    'a driving licence calls the desk',
    'typed lines say where the mistake is',
    'stopping a visit asks first',
    'an error keeps what was right',
    'two patients told apart',
    'the desk at 200 %',
    'the sheet before signing',
    'the same scope in every language',
    'every mode of every screen',
    'the end screen’s code',
    'status page and home page',
    'an impossible date',
    'doors that are not there',
    'the dossier’s order',
    'the README by hand',
    'ink and a change of language',
    'a finger that trembles',
    'reading aloud',
    'fields that speak',
    'labels in names',
    'the code keeps 54 mm',
  ],
  { 14: 'the signing journeys' },
)

export const entries: readonly Entry[] = [...identity, ...dossier, ...rules, ...machine, ...paper, ...screens]
