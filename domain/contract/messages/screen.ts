/** The screens of a visit as the session says them: everything to show, nothing to decide. */
import * as v from 'valibot'
import { CallNumber } from '../../ids.ts'
import { Language } from '../../language.ts'
import { lookedAt, lookers } from '../gateway/who-looked.ts'
import { NextStep, OutcomeId } from './outcome-id.ts'
import {
  AnswerOption,
  Door,
  DoorCard,
  DossierLine,
  DossierSubject,
  JourneyChoice,
  Printing,
  Problem,
  ReviewRow,
  TermsDocument,
} from './parts.ts'

/** With which words the patient is spoken of. */
const Who = v.picklist(['self', 'child', 'adult'])

/** How the other signer is called: beside a parent, beside another holder of authority, or whom a patient chose. */
const Holder = v.picklist(['parent', 'holder', 'chosen'])

/**
 * What was signed: a form; that a mandate, a request for one or an answer stops; or what a child answered by itself, whatever
 * that is.
 */
const About = v.picklist(['form', 'withdrawal', 'request', 'answer', 'ownAnswer'])

/** The pages of a dossier: what stands, and which part of it. */
const DossierPages = {
  who: v.string(),
  subjects: v.array(v.strictObject({ subject: DossierSubject, count: v.pipe(v.number(), v.integer()) })),
  subject: DossierSubject,
  /** Lines from the one with which this part begins; more than fit, not all there are. */
  lines: v.array(DossierLine),
  /** Whether this part is the first, and how many entries and lines of the subject come before it and are there. */
  before: v.pipe(v.number(), v.integer()),
  total: v.pipe(v.number(), v.integer()),
  rows: v.pipe(v.number(), v.integer()),
  anyOpen: v.boolean(),
  allOpen: v.boolean(),
  /** When the session read it from the central. */
  readAt: v.string(),
}

/** Who asks a child for access. */
const Asks = v.strictObject({
  who: v.picklist(['parent', 'guardian']),
  name: v.nullable(v.string()),
  /** Another one gets access by the same form. */
  other: v.boolean(),
})

export const Screen = v.variant('step', [
  v.strictObject({ step: v.literal('language'), offered: v.array(Language) }),
  v.strictObject({
    step: v.literal('forWhom'),
    doors: v.array(DoorCard),
    /** How many months old a parent's extract may be; null: this hospital asks for none. */
    extractMonths: v.nullable(v.pipe(v.number(), v.integer())),
  }),
  /** What the visitor is to the patient, or whose record it is about, where a door leads to several journeys. */
  v.strictObject({ step: v.literal('relation'), door: Door, choices: v.array(JourneyChoice) }),
  /** A kind page: this is not here yet, the desk helps you. */
  v.strictObject({
    step: v.literal('notHere'),
    door: Door,
    /** What the rules say of it, and what somebody can do instead; null: nothing more is known than that. */
    explained: v.nullable(
      v.strictObject({ title: v.string(), ruled: v.array(v.string()), points: v.array(v.string()) }),
    ),
  }),
  v.strictObject({ step: v.literal('terms'), documents: v.array(TermsDocument) }),
  /** Her document: a keyboard-wedge scanner types the MRZ lines, or the visitor does. */
  v.strictObject({
    step: v.literal('document'),
    entry: v.picklist(['scan', 'type']),
    misreads: v.pipe(v.number(), v.integer()),
    problem: Problem,
  }),
  /** The clerk compares face and document; the number is on both screens. */
  v.strictObject({
    step: v.literal('desk'),
    callNumber: CallNumber,
    papers: v.picklist(['none', 'extract', 'several']),
  }),
  /** For oneself the birth date is in the document. */
  v.strictObject({
    step: v.literal('findPatient'),
    who: Who,
    asksBirthDate: v.boolean(),
    triesLeft: v.pipe(v.number(), v.integer()),
    problem: Problem,
  }),
  v.strictObject({ step: v.literal('deskPicks'), callNumber: CallNumber }),
  v.strictObject({
    step: v.literal('confirmPatient'),
    who: Who,
    initials: v.string(),
    birthYear: v.string(),
    /** The last two digits; the rest is masked. */
    bsnEnd: v.string(),
  }),
  /** Another one signs too: whether that one is here. */
  /** Somebody asked for access, and the visitor signs too: his part waits until this day. */
  v.strictObject({
    step: v.literal('setWaits'),
    initials: v.string(),
    birthYear: v.string(),
    /** In words; null: no last day yet. */
    until: v.nullable(v.string()),
  }),
  /** The visitor signed or answered this himself: it waits, and he may take it back. The same whatever was answered. */
  v.strictObject({
    step: v.literal('ownWaits'),
    gave: v.picklist(['signature', 'answer']),
    initials: v.string(),
    birthYear: v.string(),
    /** In words; null: no last day yet. */
    until: v.nullable(v.string()),
  }),
  /** A child reads who asks for what, before it is asked what it wants. */
  v.strictObject({
    step: v.literal('childReads'),
    ...Asks.entries,
    kinds: v.array(v.string()),
    /** In words; null: until it is stopped. */
    until: v.nullable(v.string()),
  }),
  v.strictObject({
    step: v.literal('childAnswers'),
    ...Asks.entries,
    chosen: v.nullable(v.picklist(['yes', 'no', 'later'])),
    /** It asked to talk first: said on this card alone, which looks like any answer. */
    talks: v.boolean(),
  }),
  v.strictObject({ step: v.literal('otherHere'), who: Holder }),
  /** There is access already: what becomes of it. `own`: the visitor's; `others`: whom the patient lets look. */
  v.strictObject({ step: v.literal('replaceOld'), whose: v.picklist(['own', 'others']), patient: v.string() }),
  /** The screen goes to somebody else: to whoever signs next, or back to the visitor. */
  v.strictObject({
    step: v.literal('handOver'),
    to: v.picklist(['coHolder', 'visitor']),
    who: Holder,
    /** Why the screen comes: to show who one is, to read and sign, or (to the visitor) because that was shown. */
    why: v.optional(v.picklist(['identity', 'compared'])),
  }),
  /** Mandates that this visitor may stop: one sentence each, and since when. */
  v.strictObject({
    step: v.literal('stopList'),
    mandates: v.array(v.strictObject({ text: v.string(), note: v.nullable(v.string()) })),
  }),
  v.strictObject({
    step: v.literal('stopConfirm'),
    /** What happens, one sentence: this is what is signed. */
    statement: v.string(),
    /** Told to the desk alone. */
    urgent: v.boolean(),
  }),
  /** One question of the FHIR Questionnaire, in the language shown. */
  v.strictObject({
    step: v.literal('question'),
    linkId: v.string(),
    text: v.string(),
    help: v.nullable(v.string()),
    /** `switches`: several may be on (the scope), sent as a list of values. */
    control: v.picklist(['cards', 'switches']),
    options: v.array(AnswerOption),
    chosen: v.array(v.string()),
    /** Asked of a patient about whom he chose: what that one may see; absent: what the visitor himself may. */
    forChosen: v.optional(v.literal(true)),
    /** This is a correction from the review: next leads back there. */
    correcting: v.boolean(),
    problem: Problem,
  }),
  v.strictObject({
    step: v.literal('review'),
    rows: v.array(ReviewRow),
    /** What may be seen and until when, said back. */
    said: v.string(),
    /** What signing means, one sentence. */
    statement: v.string(),
    note: v.string(),
  }),
  /** A question about what was just read: whether it was understood. */
  v.strictObject({
    step: v.literal('understand'),
    /** Which of how many, from 1. */
    at: v.pipe(v.number(), v.integer()),
    of: v.pipe(v.number(), v.integer()),
    linkId: v.string(),
    text: v.string(),
    options: v.array(AnswerOption),
    /** After a wrong answer: how it is. */
    explained: v.nullable(v.string()),
    /** It went wrong more than once: somebody can explain it in person. */
    offersHelp: v.boolean(),
  }),
  /** Whether the patient wants this himself; asked of him alone. */
  v.strictObject({ step: v.literal('freeWill') }),
  v.strictObject({
    step: v.literal('sign'),
    statement: v.string(),
    signer: v.string(),
    date: v.string(),
    /** A child signs, and is spoken to as one. */
    young: v.optional(v.boolean()),
    /** The hospital's policy asks for pressure and timing: only then may the pad read them. */
    penMovement: v.boolean(),
    problem: Problem,
  }),
  /** Who cannot draw chooses another way to sign. */
  v.strictObject({
    step: v.literal('cannotDraw'),
    statement: v.string(),
    /** A mark may be made here, with somebody who sees it. */
    witness: v.boolean(),
    /** Why the witness who came is none. */
    problem: Problem,
  }),
  /** Type the name, confirm. */
  v.strictObject({
    step: v.literal('signTyped'),
    statement: v.string(),
    signer: v.string(),
    date: v.string(),
    problem: Problem,
  }),
  /** Agree by touch, in two places: that the sentence was read, then that it is agreed to. */
  v.strictObject({ step: v.literal('signTapped'), statement: v.string(), signer: v.string(), read: v.boolean() }),
  /** The screen goes to whoever will see the mark made. */
  v.strictObject({ step: v.literal('witnessHere') }),
  /** The mark, before the eyes of the witness. */
  v.strictObject({
    step: v.literal('mark'),
    statement: v.string(),
    signer: v.string(),
    witness: v.string(),
    date: v.string(),
    problem: Problem,
  }),
  /** What the witness declares, and his own signature. */
  v.strictObject({
    step: v.literal('witnessSigns'),
    signer: v.string(),
    witness: v.string(),
    date: v.string(),
    problem: Problem,
  }),
  v.strictObject({ step: v.literal('sealing'), about: About }),
  /** Shown only after main's durable acknowledgement. */
  v.strictObject({
    step: v.literal('done'),
    /** A mandate is stopped only when the central has said so: `received`. */
    about: About,
    reference: v.string(),
    statusUrl: v.string(),
    delivery: v.picklist(['received', 'waiting', 'quarantined']),
    /** It waits for others, until this day in words; absent: everybody has signed. */
    waits: v.optional(v.string()),
    /** Of a parent's part: the child goes on by itself, and another holder of authority too. */
    child: v.optional(v.picklist(['alone', 'andOther'])),
    /** The access that it takes the place of stops with it, as the signer chose; it has when `delivery` is `received`. */
    oldStops: v.optional(v.literal(true)),
    at: v.string(),
    print: Printing,
  }),
  /** Nothing was signed because proof is missing (no extract, …): what to bring, who helps. */
  v.strictObject({ step: v.literal('incomplete'), outcome: OutcomeId, sentence: v.string(), next: NextStep }),
  /** `mayAsk`: who looked in it may be asked from here. */
  v.strictObject({ step: v.literal('dossier'), ...DossierPages, mayAsk: v.optional(v.boolean()) }),
  /** Who looked in the own file: a line for each hour and role, the newest first; `total` lines of the log stand behind it. */
  v.strictObject({
    step: v.literal('whoLooked'),
    lines: v.array(
      v.strictObject({
        when: v.string(),
        who: v.picklist(lookers),
        what: v.array(v.picklist(lookedAt)),
        refused: v.boolean(),
      }),
    ),
    shown: v.pipe(v.number(), v.integer()),
    total: v.pipe(v.number(), v.integer()),
  }),
  /** What the chosen person will see of it, to the patient before he signs. `who`: that person, by name. */
  v.strictObject({
    step: v.literal('scopePreview'),
    ...DossierPages,
    /** How many entries were taken out. */
    takenOut: v.pipe(v.number(), v.integer()),
    /** Something of what may be seen stands on no kiosk. */
    elsewhere: v.boolean(),
  }),
  /** The hospital asks for more than was shown to look into a dossier. */
  v.strictObject({ step: v.literal('needsMore'), needs: v.picklist(['identified', 'authenticated']) }),
  /** Any failure that ends or holds up the visit. */
  v.strictObject({
    step: v.literal('outcome'),
    outcome: OutcomeId,
    next: NextStep,
    /** The rules' own words in the language shown; they stand in place of the outcome's sentence. */
    sentence: v.optional(v.string()),
  }),
])
export type Screen = v.InferOutput<typeof Screen>
export type ScreenStep = Screen['step']
export type ScreenOf<S extends ScreenStep> = Extract<Screen, { step: S }>
