/**
 * More cells on which Dutch hospitals differ, as in `cells.ts`: who approves, how sure an identity is, what is shown, which data,
 * and how long things wait.
 */
import * as v from 'valibot'
import { cell, choice, choiceOf, whole } from './cell.ts'
import { dataKinds, KindSet } from './kinds.ts'

const kinds = [...dataKinds]

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
