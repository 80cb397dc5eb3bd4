/** One view per step and interesting variant. The people are invented; lengths are those of real forms. */
import { CalendarDay } from '../../../domain/ids.ts'
import { explain } from '../../../domain/journeys/explain.ts'
import { journeyOf, journeysBehind, leadsOn } from '../../../domain/journeys/index.ts'
import type { InEveryLanguage } from '../../../domain/language.ts'
import { defaultPolicy } from '../../../domain/policy/default.ts'
import type { Door } from '../../../domain/contract/messages/parts.ts'
import type { Screen } from '../../../domain/contract/messages/screen.ts'
import * as v from 'valibot'
import { View } from '../../../domain/contract/messages/channel.ts'
import type { Language } from '../../../domain/language.ts'
import { childScreens } from './child-fixtures.ts'
import { doneScreens } from './done-screens.ts'
import { dossier, opened } from './dossier-fixture.ts'
import { whoLooked } from './who-looked-fixture.ts'

type ScreenInput = Extract<v.InferInput<typeof View>['screen'], { step: Screen['step'] }>

const long =
  'Het ziekenhuis verwerkt uw gegevens om u goede zorg te geven. Alleen mensen die bij uw zorg horen, mogen meekijken. Wij schrijven op wie wat bekijkt en wanneer. U mag altijd vragen wie er in het dossier keek. De wet zegt hoe lang wij een dossier bewaren: meestal twintig jaar.'

const documents: Extract<ScreenInput, { step: 'terms' }>['documents'] = [
  {
    id: 'terms',
    version: '7',
    title: 'Onze afspraken',
    points: [
      'Uw toegang is alleen van u. Deel die niet.',
      'Wij schrijven op wie wat bekijkt.',
      'Wat u invult, komt in het dossier.',
    ],
    passages: Array.from({ length: 12 }, (_unused, index) => ({ heading: `Artikel ${index + 1}`, text: long })),
  },
  {
    id: 'privacy',
    version: '3',
    title: 'Privacyverklaring',
    points: [
      'Het ziekenhuis bewaart uw gegevens veilig.',
      'Deze zuil vergeet u na elk bezoek.',
      'Vragen? Het privacyteam helpt u.',
    ],
    passages: Array.from({ length: 8 }, (_unused, index) => ({ heading: `Punt ${index + 1}`, text: long })),
  },
]

/** As behind "for somebody else": nine answers, one of which is only explained. */
const choices = choicesBehind('someoneElse')

function choicesBehind(door: Door): Extract<ScreenInput, { step: 'relation' }>['choices'] {
  return journeysBehind(door).flatMap((journey) => {
    const { choice } = journey.words
    if (choice === null) return []
    const { label, note, needs } = choice
    const leads = leadsOn(journey)
    return [{ journey: journey.id, label: label.nl, note: note.nl, needs: needs.map(({ nl }) => nl), leads }]
  })
}

const yesNo = [
  { value: 'yes', label: 'Ja', detail: null },
  { value: 'no', label: 'Nee', detail: null },
]
const options = [
  { value: 'alone', label: 'Ja, ik alleen', detail: 'De andere ouder heeft geen gezag' },
  { value: 'together', label: 'Ja, wij samen', detail: 'De andere ouder tekent ook' },
  { value: 'no', label: 'Nee', detail: 'Wij leggen uit wat wel kan' },
  { value: 'unknown', label: 'Ik weet het niet', detail: 'Een medewerker zoekt het op' },
]
const scope = [
  { value: 'appointments', label: 'Afspraken', detail: null },
  { value: 'results', label: 'Uitslagen', detail: null },
  { value: 'medication', label: 'Medicijnen', detail: null },
  { value: 'letters', label: 'Brieven van de arts', detail: null },
  { value: 'questions', label: 'Vragen aan de arts', detail: null },
]
const rows = [
  { linkId: 'child', label: 'Dossier van', value: 'M. de Jong', detail: 'geboren in 2019', editable: false },
  { linkId: 'who', label: 'Wie mag kijken', value: 'S. de Jong', detail: 'moeder', editable: false },
  { linkId: 'authority', label: 'Gezag', value: 'Ja, ik alleen', detail: null, editable: true },
  { linkId: 'scope', label: 'Mag wel zien', value: 'Afspraken, uitslagen, medicijnen', detail: null, editable: true },
  { linkId: 'until', label: 'Tot wanneer', value: '12 jaar', detail: 'stoppen kan altijd', editable: true },
]
const statement = 'U vraagt toegang tot het dossier van M. de Jong als ouder.'

/** The page of the journey for a young person, as the default rules have it. */
export function explainedIn(language: Language) {
  const today = v.parse(CalendarDay, '2026-11-23')
  const told = explain(journeyOf('young-person'), { policy: defaultPolicy, today })
  const words = (texts: readonly InEveryLanguage[] = []) => texts.map((text) => text[language])
  const explained = { title: told?.title[language] ?? '', ruled: words(told?.ruled), points: words(told?.points) }
  return { step: 'notHere', door: 'youngPerson', explained } as const
}

/** Name → screen. */
export const screens = {
  language: { step: 'language', offered: ['nl', 'nlSimple', 'en'] },
  'for-whom': {
    step: 'forWhom',
    doors: [
      { door: 'self', leads: true, needs: false },
      { door: 'child', leads: true, needs: true },
      ...(['olderChild', 'youngPerson', 'someoneElse', 'stopMandate', 'dontKnow'] as const).map((door) => ({
        door,
        leads: false,
        needs: false,
      })),
    ],
    extractMonths: 3,
  },
  relation: { step: 'relation', door: 'someoneElse', choices },
  'relation-self': { step: 'relation', door: 'self', choices: choicesBehind('self') },
  'relation-stop': { step: 'relation', door: 'stopMandate', choices: choicesBehind('stopMandate') },
  'not-here': { step: 'notHere', door: 'olderChild', explained: null },
  'not-here-explained': explainedIn('nl'),
  'not-here-unsure': { step: 'notHere', door: 'dontKnow', explained: null },
  terms: { step: 'terms', documents },
  'document-scan': { step: 'document', entry: 'scan', misreads: 0, problem: null },
  'document-misread': { step: 'document', entry: 'scan', misreads: 1, problem: 'mrzMisread' },
  'document-type': { step: 'document', entry: 'type', misreads: 1, problem: null },
  'document-type-problem': { step: 'document', entry: 'type', misreads: 2, problem: 'mrzMisread' },
  desk: { step: 'desk', callNumber: 27, papers: 'extract' },
  'desk-self': { step: 'desk', callNumber: 128, papers: 'none' },
  'desk-papers': { step: 'desk', callNumber: 128, papers: 'several' },
  'find-child': { step: 'findPatient', who: 'child', asksBirthDate: true, triesLeft: 3, problem: null },
  'find-child-problem': {
    step: 'findPatient',
    who: 'child',
    asksBirthDate: true,
    triesLeft: 2,
    problem: 'patientNotFound',
  },
  'find-self': { step: 'findPatient', who: 'self', asksBirthDate: false, triesLeft: 3, problem: 'bsnWrong' },
  'desk-picks': { step: 'deskPicks', callNumber: 27 },
  'confirm-child': { step: 'confirmPatient', who: 'child', initials: 'M.J.', birthYear: '2019', bsnEnd: '42' },
  'confirm-self': { step: 'confirmPatient', who: 'self', initials: 'W.L.', birthYear: '1965', bsnEnd: '07' },
  'question-cards': {
    step: 'question',
    linkId: 'authority',
    text: 'Heeft u het gezag over Milan?',
    help: 'Gezag betekent: u mag beslissen voor uw kind.',
    control: 'cards',
    options,
    chosen: [],
    correcting: false,
    problem: null,
  },
  'question-correcting': {
    step: 'question',
    linkId: 'authority',
    text: 'Heeft u het gezag over Milan?',
    help: null,
    control: 'cards',
    options,
    chosen: ['alone'],
    correcting: true,
    problem: 'answerMissing',
  },
  'question-switches': {
    step: 'question',
    linkId: 'scope',
    text: 'Wat wilt u kunnen zien?',
    help: null,
    control: 'switches',
    options: scope,
    chosen: ['appointments', 'results', 'medication'],
    correcting: false,
    problem: null,
  },
  review: {
    step: 'review',
    said: 'U kunt straks 5 van de 6 onderdelen bekijken. Dat kan tot en met 11 februari 2031.',
    rows,
    statement: 'U tekent dat u dit naar waarheid invult.',
    note: 'U mag kijken zodra de arts het goedkeurt.',
  },
  'set-waits': { step: 'setWaits', initials: 'N.', birthYear: '2019', until: '23 december 2026' },
  'own-waits': {
    step: 'ownWaits',
    gave: 'signature',
    initials: 'N.',
    birthYear: '2019',
    until: '23 december 2026',
  },
  'own-waits-answer': { step: 'ownWaits', gave: 'answer', initials: 'A.', birthYear: '2013', until: null },
  'replace-old': { step: 'replaceOld', whose: 'own', patient: 'M., 2019' },
  'replace-old-others': { step: 'replaceOld', whose: 'others', patient: 'A., 1954' },
  'other-here': { step: 'otherHere', who: 'parent' },
  'hand-over': { step: 'handOver', to: 'coHolder', who: 'parent' },
  'other-here-chosen': { step: 'otherHere', who: 'chosen' },
  'hand-over-chosen': { step: 'handOver', to: 'coHolder', who: 'chosen', why: 'identity' },
  'hand-over-compared': { step: 'handOver', to: 'visitor', who: 'chosen', why: 'compared' },
  'hand-over-chosen-signs': { step: 'handOver', to: 'coHolder', who: 'chosen' },
  'hand-over-back': { step: 'handOver', to: 'visitor', who: 'holder' },
  'review-second': {
    step: 'review',
    rows: rows.map((row) => ({ ...row, editable: false })),
    said: 'U kunt straks 5 van de 6 onderdelen bekijken. Dat kan tot en met 11 februari 2031.',
    statement: 'U tekent dat u dit naar waarheid invult.',
    note: 'U mag kijken zodra de arts het goedkeurt.',
  },
  'free-will': { step: 'freeWill' },
  'paused-for-desk': { step: 'outcome', outcome: 'pausedForDesk', next: 'askDesk' },
  understand: {
    step: 'understand',
    at: 1,
    of: 3,
    linkId: 'check.when',
    text: 'Kunt u na het tekenen meteen in het dossier kijken?',
    options: yesNo,
    explained: null,
    offersHelp: false,
  },
  'understand-again': {
    step: 'understand',
    at: 1,
    of: 3,
    linkId: 'check.when',
    text: 'Kunt u na het tekenen meteen in het dossier kijken?',
    options: yesNo,
    explained: 'Nog niet. Het ziekenhuis beslist eerst. U hoort wat er besloten is.',
    offersHelp: true,
  },
  sign: { step: 'sign', statement, signer: 'S. de Jong', date: '2026-11-23', penMovement: false, problem: null },
  'sign-movement': {
    step: 'sign',
    statement,
    signer: 'S. de Jong',
    date: '2026-11-23',
    penMovement: true,
    problem: null,
  },
  'sign-problem': {
    step: 'sign',
    statement,
    signer: 'S. de Jong',
    date: '2026-11-23',
    penMovement: false,
    problem: 'inkTooLittle',
  },
  'cannot-draw': { step: 'cannotDraw', statement, witness: true, problem: null },
  'cannot-draw-problem': { step: 'cannotDraw', statement, witness: true, problem: 'witnessSigns' },
  'cannot-draw-stop': { step: 'cannotDraw', statement, witness: false, problem: null },
  'sign-tapped': { step: 'signTapped', statement, signer: 'S. de Jong', read: false },
  'sign-tapped-read': { step: 'signTapped', statement, signer: 'S. de Jong', read: true },
  'witness-here': { step: 'witnessHere' },
  mark: {
    step: 'mark',
    statement,
    signer: 'S. de Jong',
    witness: 'CORNELIS HENDRIK OVERBEEK',
    date: '2026-11-23',
    problem: null,
  },
  'witness-signs': {
    step: 'witnessSigns',
    signer: 'S. de Jong',
    witness: 'CORNELIS HENDRIK OVERBEEK',
    date: '2026-11-23',
    problem: null,
  },
  'sign-typed': { step: 'signTyped', statement, signer: 'S. de Jong', date: '2026-11-23', problem: null },
  'sign-typed-problem': {
    step: 'signTyped',
    statement,
    signer: 'S. de Jong',
    date: '2026-11-23',
    problem: 'nameMissing',
  },
  sealing: { step: 'sealing', about: 'form' },
  'sealing-stop': { step: 'sealing', about: 'withdrawal' },
  done: {
    step: 'done',
    about: 'form',
    reference: '4F7-209',
    statusUrl: 'https://ziekenhuis.example/status/4f7-209-8c1d2e',
    delivery: 'received',
    at: '2026-11-23T10:44:00+01:00',
    print: { state: 'offered' },
  },
  ...doneScreens,
  ...childScreens,
  'done-waiting': {
    step: 'done',
    about: 'form',
    reference: '4F7-209',
    statusUrl: 'https://ziekenhuis.example/status/4f7-209-8c1d2e',
    delivery: 'waiting',
    at: '2026-11-23T10:44:00+01:00',
    print: null,
  },
  'done-printing': {
    step: 'done',
    about: 'form',
    reference: '4F7-209',
    statusUrl: 'https://ziekenhuis.example/status/4f7-209-8c1d2e',
    delivery: 'received',
    at: '2026-11-23T10:44:00+01:00',
    print: { state: 'printing' },
  },
  'done-printed': {
    step: 'done',
    about: 'form',
    reference: '4F7-209',
    statusUrl: 'https://ziekenhuis.example/status/4f7-209-8c1d2e',
    delivery: 'received',
    at: '2026-11-23T10:44:00+01:00',
    print: { state: 'printed' },
  },
  'done-print-failed': {
    step: 'done',
    about: 'form',
    reference: '4F7-209',
    statusUrl: 'https://ziekenhuis.example/status/4f7-209-8c1d2e',
    delivery: 'received',
    at: '2026-11-23T10:44:00+01:00',
    print: { state: 'failed', problem: 'printerNoPaper' },
  },
  'stop-list': {
    step: 'stopList',
    mandates: [
      { text: 'Marjolein van der Heuvel-Pietersen mag in uw dossier kijken.', note: 'Sinds 12 september 2026' },
      { text: 'Kees Vos wil in uw dossier kijken.', note: 'Sinds 30 november 2026' },
    ],
  },
  'stop-confirm': {
    step: 'stopConfirm',
    statement: 'U stopt de toegang van Marjolein van der Heuvel-Pietersen tot uw dossier.',
    urgent: false,
  },
  'stop-confirm-urgent': {
    step: 'stopConfirm',
    statement: 'U stopt uw toegang tot het dossier van A., 1953.',
    urgent: true,
  },
  ...Object.fromEntries(
    (['received', 'waiting', 'quarantined'] as const).map((delivery) => [
      `stopped-${delivery}`,
      {
        step: 'done',
        about: 'withdrawal',
        reference: '4F7-209',
        statusUrl: 'https://ziekenhuis.example/status/4f7-209-8c1d2e',
        delivery,
        at: '2026-11-23T10:44:00+01:00',
        print: null,
      } satisfies ScreenInput,
    ]),
  ),
  incomplete: {
    step: 'incomplete',
    outcome: 'extractMissing',
    sentence: 'Vraag het uittreksel uit het gezagsregister bij de rechtbank.',
    next: 'bringProof',
  },
  dossier,
  'scope-preview': {
    ...dossier,
    step: 'scopePreview',
    who: 'HANNEKE MARIA VAN DER MOLEN-DE JONG',
    subjects: dossier.subjects.slice(0, 3),
    takenOut: 0,
    elsewhere: true,
  },
  'scope-preview-out': {
    ...dossier,
    step: 'scopePreview',
    who: 'HANNEKE MARIA VAN DER MOLEN-DE JONG',
    subjects: dossier.subjects.slice(0, 3),
    lines: dossier.lines.flatMap((line, index) => (index === 1 ? opened : [line])),
    total: dossier.lines.length + 3,
    anyOpen: true,
    takenOut: 2,
    elsewhere: false,
  },
  'dossier-open': {
    ...dossier,
    total: 9,
    anyOpen: true,
    lines: dossier.lines.flatMap((line, index) => (index === 1 ? opened : [line])),
  },
  ...whoLooked,
  'needs-more': { step: 'needsMore', needs: 'authenticated' },
  'outcome-broke': { step: 'outcome', outcome: 'somethingBroke', next: 'askDesk' },
  'outcome-offline': { step: 'outcome', outcome: 'centralUnreachable', next: 'paperRoute' },
  'outcome-again': { step: 'outcome', outcome: 'mrzTooLong', next: 'tryAgain' },
} as const satisfies Readonly<Record<string, ScreenInput>>

export type FixtureName = keyof typeof screens

/** Steps that are not counted in "Stap x van y". */
const uncounted = ['language', 'notHere', 'done', 'incomplete', 'dossier', 'whoLooked', 'needsMore', 'outcome']

/** The view that the session would send. */
export function viewOf(name: FixtureName, seq: number, language: Language = 'nl'): v.InferInput<typeof View> {
  const screen = screens[name]
  return v.parse(View, {
    type: 'view',
    seq,
    language,
    progress: uncounted.includes(screen.step) ? null : { at: 2, of: 5 },
    canBack: screen.step !== 'done' && screen.step !== 'sealing',
    busy: screen.step === 'done' && screen.print?.state === 'printing',
    screen,
  })
}
