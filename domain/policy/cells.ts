/**
 * Every cell on which Dutch hospitals differ, with its range, unit, default and source. A value outside its range
 * crosses a line that law or norm fixes, so no policy can hold it. Sources: `docs/rules/sources.md`.
 */
import * as v from 'valibot'
import { cell, choice, whole, type About } from './cell.ts'
import { dataKinds, KindSet } from './kinds.ts'

const choiceOf: Pick<About, 'mark' | 'order' | 'unit'> = { mark: 'choice', order: 'listed', unit: '' }
const kinds = [...dataKinds]

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

const approves = (title: string, normal: 'staff' | 'physician', source: string) =>
  cell(choice('staff', 'physician'), { ...choiceOf, title, default: normal, source })

export const approver = v.strictObject({
  child: approves('Wie keurt het kindformulier goed / who approves the child form', 'physician', 'S2, H17'),
  young: approves('Wie keurt 16–17 goed / who approves 16–17', 'staff', 'H9'),
  voluntary: approves(
    'Wie keurt goed bij een wilsbekwame volwassene / who approves for a capable adult',
    'staff',
    'S3',
  ),
  representative: approves(
    'Wie keurt goed bij een wilsonbekwame volwassene / who approves for an incapable adult',
    'physician',
    'S3, H8',
  ),
})

export const approval = v.strictObject({
  signatureLevel: cell(choice('simple', 'advanced', 'qualified'), {
    ...choiceOf,
    title: 'Handtekening van wie goedkeurt (eIDAS) / signature of the approver (eIDAS)',
    default: 'advanced',
    source: 'L32, L35',
  }),
})

export const identity = v.strictObject({
  sign: cell(choice('identified', 'authenticated'), {
    ...choiceOf,
    title: 'Zekerheid om te tekenen / assurance to sign',
    forbidden: ['none', 'claimed'],
    default: 'identified',
    source: 'L21',
  }),
  withdraw: cell(choice('identified', 'authenticated'), {
    ...choiceOf,
    title: 'Zekerheid om in te trekken / assurance to withdraw',
    forbidden: ['none', 'claimed'],
    default: 'identified',
    source: 'L21',
  }),
  otherDocuments: cell(choice('accepted', 'refused'), {
    ...choiceOf,
    title: 'Kaarten die artikel 1 WID niet noemt / cards that article 1 WID does not name',
    default: 'refused',
    source: 'WID 1',
    added: { in: 'balie-policy/2', before: 'accepted' },
  }),
})

export const preview = v.strictObject({
  route: cell(choice('offered', 'notOffered'), {
    ...choiceOf,
    title: 'Inzage op de zuil / preview on the kiosk',
    default: 'offered',
    source: '',
  }),
  minimumIdentity: cell(choice('claimed', 'identified', 'authenticated'), {
    ...choiceOf,
    title: 'Zekerheid voor inzage / assurance for a preview',
    forbidden: ['none', 'claimed'],
    default: 'identified',
    source: 'A2, A3',
  }),
  sensitive: cell(choice('shown', 'notShown'), {
    ...choiceOf,
    title: 'Gegevens met een vertrouwelijk label / data labelled as confidential',
    default: 'notShown',
    source: '',
    added: { in: 'balie-policy/2', before: 'shown' },
  }),
})

export const privacy = v.strictObject({
  representativeBsn: cell(choice('kept', 'notKept'), {
    ...choiceOf,
    title: 'BSN van een vertegenwoordiger / BSN of a representative',
    default: 'notKept',
    source: 'L16',
  }),
  penMovement: cell(choice('escrowed', 'never'), {
    ...choiceOf,
    title: 'Druk en tempo van een handtekening / pressure and timing of a signature',
    default: 'never',
    source: 'AVG 4(14), 9',
  }),
})

export const withdrawal = v.strictObject({
  form: cell(choice('none', 'after'), {
    ...choiceOf,
    order: 'none',
    title: 'Formulier na het intrekken / form after a withdrawal',
    default: 'after',
    source: 'S4, H18',
  }),
})

const allowed = (title: string) =>
  cell(KindSet, { title, unit: '', default: kinds, source: 'EHDS 4', mark: 'choice', order: 'subset' })
const purpose = (title: string) =>
  cell(choice('allowed', 'closed'), { ...choiceOf, title, default: 'allowed', source: 'EHDS 4' })

export const scope = v.strictObject({
  child: allowed('Gegevens op het kindformulier / data on the child form'),
  young: allowed('Gegevens bij 16–17 / data for 16–17'),
  voluntary: allowed('Gegevens voor een gekozen gemachtigde / data for a chosen grantee'),
  representative: allowed('Gegevens voor een vertegenwoordiger / data for a representative'),
  look: purpose('Doel: meekijken / purpose: look along'),
  arrangeCare: purpose('Doel: zorg regelen / purpose: arrange care'),
  decideOnCare: purpose('Doel: over zorg beslissen / purpose: decide on care'),
})

export const times = v.strictObject({
  warnMonthsBefore: cell(whole(1, 6), {
    title: 'Waarschuwing voor het einde / warning before an end',
    unit: 'months',
    default: 3,
    source: 'H17, H20',
    mark: 'choice',
    order: 'none',
  }),
  consentReviewDays: cell(whole(1, 60), {
    title:
      'Oordeel van de arts als een gezagsdrager zijn toestemming intrekt / physician’s answer when a holder of authority withdraws consent',
    unit: 'days',
    default: 14,
    source: 'BW 7:465(4)',
    mark: 'choice',
    order: 'lower',
    added: { in: 'balie-policy/2', before: 14 },
  }),
  renewalMonths: cell(whole(0, 6), {
    title: 'Zo lang voor het einde mag opnieuw getekend worden / so long before an end a new form may be signed',
    unit: 'months',
    default: 1,
    source: 'H20',
    mark: 'choice',
    order: 'lower',
    added: { in: 'balie-policy/3', before: 0 },
  }),
  lateEndDays: cell(whole(1, 90), {
    title:
      'Een bericht over een einde dat later komt, gaat naar personeel / a notice of an end that is later goes to staff',
    unit: 'days',
    default: 14,
    source: '',
    mark: 'choice',
    order: 'none',
    added: { in: 'balie-policy/3', before: 14 },
  }),
  capacityLostReviewDays: cell(whole(1, 60), {
    title: 'Beoordeling na verlies van wilsbekwaamheid / review after loss of capacity',
    unit: 'days',
    default: 14,
    source: '',
    mark: 'choice',
    order: 'lower',
  }),
})

export const set = v.strictObject({
  days: cell(whole(1, 90), {
    title: 'Zo lang wacht een formulier op wie nog tekent / so long a form waits for who still signs',
    unit: 'days',
    default: 30,
    source: '',
    mark: 'choice',
    order: 'none',
    added: { in: 'balie-policy/3', before: 30 },
  }),
  warnPhysicianDays: cell(whole(1, 30), {
    title: 'Herinnering aan wie goedkeurt, voor de laatste dag / reminder to the approver, before the last day',
    unit: 'days',
    default: 7,
    source: '',
    mark: 'choice',
    order: 'none',
    added: { in: 'balie-policy/3', before: 7 },
  }),
})

export const rollout = v.strictObject({
  departments: cell(choice('all', 'opened'), {
    ...choiceOf,
    title: 'Alle afdelingen, of een voor een / every department, or one after another',
    default: 'all',
    source: 'H7',
    added: { in: 'balie-policy/3', before: 'all' },
  }),
})
