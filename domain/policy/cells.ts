/**
 * The cells on which Dutch hospitals differ about who may sign for whom, with its range, unit, default and source. A value outside its range
 * crosses a line that law or norm fixes, so no policy can hold it. Sources: `docs/rules/sources.md`.
 */
import * as v from 'valibot'
import { cell, choice, choiceOf, whole } from './cell.ts'

export const ages = v.strictObject({
  childSigns: cell(whole(10, 12), {
    title: 'Leeftijd waarop het kind zelf gevraagd wordt / age from which the child itself is asked',
    unit: 'years',
    default: 12,
    source: 'S2, L5, L6',
    mark: 'norm',
    order: 'none',
  }),
  parentAccessEnds: cell(whole(13, 16), {
    title: 'Leeftijd waarop toegang van ouder of voogd eindigt / age at which the access of a parent or guardian ends',
    unit: 'years',
    default: 16,
    source: 'S2, L5, H20',
    mark: 'norm',
    order: 'lower',
  }),
  adult: cell(v.literal(18), {
    title: 'Meerderjarig / of age',
    unit: 'years',
    default: 18,
    source: 'BW 1:233',
    mark: 'law',
    order: 'none',
  }),
})

export const children = v.strictObject({
  under12: cell(choice('form', 'ownDigid', 'refer'), {
    ...choiceOf,
    title: 'Weg voor een kind onder de eerste grens / route for a child below the first age',
    default: 'form',
    source: 'S2, H13',
  }),
  from12: cell(choice('form', 'refer'), {
    ...choiceOf,
    title: 'Weg voor een kind tussen de grenzen / route for a child between the ages',
    default: 'form',
    source: 'S2, H15',
  }),
  consent: cell(choice('noObjection', 'writtenYes'), {
    ...choiceOf,
    title: 'Antwoord van het kind dat nodig is / answer of the child that is needed',
    default: 'writtenYes',
    source: 'S2, H11, H22',
  }),
  atTwelve: cell(choice('pausesUntilChildConsents', 'ends'), {
    ...choiceOf,
    title: 'Bij de eerste grens / at the first age',
    default: 'ends',
    source: 'H15, H17',
  }),
  incapable: cell(choice('form', 'refer'), {
    ...choiceOf,
    title: 'Weg voor 12–17 zonder wilsbekwaamheid / route for 12–17 without capacity',
    default: 'form',
    source: 'H18',
  }),
  ownDocument: cell(choice('notAsked', 'asked'), {
    ...choiceOf,
    title: 'Legitimatie van een jong kind / document of a young child',
    default: 'notAsked',
    source: 'H15, H20',
  }),
  layout: cell(choice('joint', 'perParent'), {
    ...choiceOf,
    order: 'none',
    title: 'Eén formulier of één per ouder / one form or one per parent',
    default: 'joint',
    source: 'H17, H19',
  }),
  childForm: cell(choice('shared', 'own'), {
    ...choiceOf,
    order: 'none',
    title: 'Formulier waarop het kind tekent / form on which the child signs',
    default: 'shared',
    source: 'H7',
    added: { in: 'balie-policy/3', before: 'shared' },
  }),
  comesFirst: cell(choice('alone', 'withParent'), {
    ...choiceOf,
    title: 'Mag het kind vóór de ouder komen / may the child come before the parent',
    default: 'alone',
    source: 'H26',
    added: { in: 'balie-policy/3', before: 'alone' },
  }),
})

export const authority = v.strictObject({
  required: cell(choice('applicant', 'all'), {
    ...choiceOf,
    title: 'Wie van de gezagsdragers tekent / which holders of authority sign',
    default: 'all',
    source: 'H1, H15, L3, L4',
  }),
  extractMaxAgeMonths: cell(whole(1, 12), {
    title: 'Hoe oud een uittreksel mag zijn / how old an extract may be',
    unit: 'months',
    default: 3,
    source: 'L13',
    mark: 'choice',
    order: 'lower',
  }),
  parentEvidence: cell(choice('either', 'extract', 'brp'), {
    ...choiceOf,
    order: {
      pairs: [
        ['either', 'extract'],
        ['either', 'brp'],
      ],
    },
    title: 'Bewijs van gezag van een ouder / proof of a parent’s authority',
    default: 'either',
    source: 'H7, L13, L14',
  }),
  guardianEvidence: cell(choice('either', 'ruling', 'extract'), {
    ...choiceOf,
    order: { pairs: [['either', 'extract']] },
    title: 'Bewijs van een voogd / proof of a guardian',
    default: 'either',
    source: 'H7, H15',
  }),
  rulingCopy: cell(choice('accepted', 'refused'), {
    ...choiceOf,
    title: 'Kopie van een uitspraak / copy of a ruling',
    default: 'refused',
    source: 'H7, H8',
    added: { in: 'balie-policy/3', before: 'accepted' },
  }),
})

export const young = v.strictObject({
  route: cell(choice('form', 'refer'), {
    ...choiceOf,
    title: 'Weg voor 16–17 met wilsbekwaamheid / route for 16–17 with capacity',
    default: 'refer',
    source: 'H9, H21',
  }),
  end: cell(choice('untilWithdrawn', 'at18'), {
    ...choiceOf,
    title: 'Einde van zo’n machtiging / end of such a mandate',
    default: 'at18',
    source: 'H21, H22',
  }),
})

export const voluntary = v.strictObject({
  route: cell(choice('form', 'digidMachtigen', 'refer'), {
    ...choiceOf,
    title: 'Weg voor iemand die een volwassene zelf kiest / route for a person that an adult chooses',
    default: 'form',
    source: 'S3, H24',
  }),
  granteeMinAge: cell(whole(18, 21), {
    title: 'Laagste leeftijd van de gemachtigde / least age of the grantee',
    unit: 'years',
    default: 18,
    source: 'A5',
    mark: 'choice',
    order: 'higher',
  }),
  maxAtOnce: cell(whole(1, 9), {
    title: 'Hoeveel gekozen gemachtigden tegelijk / how many chosen grantees at once',
    unit: 'persons',
    default: 3,
    source: '',
    mark: 'choice',
    order: 'lower',
  }),
  patientPresent: cell(choice('mayBeAway', 'mustBePresent'), {
    ...choiceOf,
    title: 'Is de patiënt aan de balie / is the patient at the desk',
    default: 'mustBePresent',
    source: 'H19',
  }),
  termYears: cell(v.nullable(whole(1, 10)), {
    title: 'Vaste looptijd; leeg is tot intrekking / fixed term; null is until withdrawn',
    unit: 'years',
    default: null,
    source: 'H22',
    mark: 'choice',
    order: 'lower',
  }),
  termMonths: cell(v.nullable(whole(1, 24)), {
    title: 'Vaste looptijd in maanden, in plaats van jaren / fixed term in months, instead of years',
    unit: 'months',
    default: null,
    source: 'H22',
    mark: 'choice',
    order: 'lower',
    added: { in: 'balie-policy/3', before: null },
  }),
  together: cell(choice('mayDiffer', 'sameVisit'), {
    ...choiceOf,
    title: 'Vanaf 16: patiënt en gemachtigde in één bezoek / from 16: patient and grantee in one visit',
    default: 'mayDiffer',
    source: 'H22',
    added: { in: 'balie-policy/3', before: 'mayDiffer' },
  }),
})

export const representative = v.strictObject({
  courtTerm: cell(
    v.variant('kind', [
      v.strictObject({ kind: v.literal('rulingEnd') }),
      v.strictObject({ kind: v.literal('years'), years: whole(1, 5) }),
    ]),
    {
      title: 'Looptijd bij curator en mentor / term for curator and mentor',
      unit: 'years',
      default: { kind: 'rulingEnd' },
      source: 'H16',
      mark: 'choice',
      order: 'courtTerm',
    },
  ),
  reviewAfterYears: cell(whole(1, 5), {
    title: 'Opnieuw bekijken als de uitspraak geen einde heeft / review when the ruling has no end',
    unit: 'years',
    default: 5,
    source: 'H16',
    mark: 'choice',
    order: 'lower',
  }),
  findingMaxAgeMonths: cell(whole(1, 12), {
    title: 'Hoe oud de bevinding van de arts mag zijn / how old the physician’s finding may be',
    unit: 'months',
    default: 12,
    source: 'L9',
    mark: 'choice',
    order: 'lower',
  }),
  registerCheck: cell(choice('notNeeded', 'needed'), {
    ...choiceOf,
    title: 'Curatele opgezocht in het register / curatele looked up in the register',
    default: 'needed',
    source: 'BW 1:391, L10',
  }),
  organisations: cell(choice('open', 'closed'), {
    ...choiceOf,
    title: 'Organisatie als vertegenwoordiger / organisation as representative',
    default: 'open',
    source: 'L11',
  }),
  curator: cell(choice('open', 'closed'), {
    ...choiceOf,
    title: 'Curator op de zuil / curator at the kiosk',
    default: 'open',
    source: 'H8',
    added: { in: 'balie-policy/3', before: 'open' },
  }),
  mentor: cell(choice('open', 'closed'), {
    ...choiceOf,
    title: 'Mentor op de zuil / mentor at the kiosk',
    default: 'open',
    source: 'H8',
    added: { in: 'balie-policy/3', before: 'open' },
  }),
  patientDocument: cell(choice('notAsked', 'asked'), {
    ...choiceOf,
    title: 'Legitimatie van de patiënt die niet zelf beslist / document of a patient who cannot decide',
    default: 'notAsked',
    source: 'H8',
    added: { in: 'balie-policy/3', before: 'notAsked' },
  }),
  writtenProxy: cell(choice('open', 'closed'), {
    ...choiceOf,
    title: 'Schriftelijk gemachtigde / proxy named in writing',
    default: 'open',
    source: 'S3, BW 7:465(3), H8',
  }),
  relatives: cell(choice('open', 'closed'), {
    ...choiceOf,
    title: 'Familie zonder volmacht / relatives without a proxy',
    default: 'open',
    source: 'BW 7:465(3), H8',
  }),
  relativesMonths: cell(whole(1, 24), {
    title: 'Looptijd voor familie / term for relatives',
    unit: 'months',
    default: 12,
    source: '',
    mark: 'choice',
    order: 'lower',
  }),
  widerFamily: cell(choice('open', 'closed'), {
    ...choiceOf,
    title: 'Grootouder of kleinkind / grandparent or grandchild',
    default: 'closed',
    source: '',
  }),
})
