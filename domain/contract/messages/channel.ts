/** Renderer ↔ session: views down, intents up, over one MessagePort (or the rehearsal's socket). */
import * as v from 'valibot'
import { CalendarDay, JourneyId } from '../../ids.ts'
import { Language } from '../../language.ts'
import { mrzLimit } from '../../limits.ts'
import { Door, DossierSubject, InkPath, TermsDocument } from './parts.ts'
import { PenMovement } from './pen.ts'
import { Screen } from './screen.ts'

const Seq = v.pipe(v.number(), v.integer(), v.minValue(0))

/** What a visitor wants on the screen that stands; `seq` names that screen, so a late or doubled tap does nothing. */
export const Intent = v.variant('kind', [
  v.strictObject({ kind: v.literal('back') }),
  v.strictObject({ kind: v.literal('next') }),
  /** Allowed on every screen: the same screen comes back in that language. */
  v.strictObject({ kind: v.literal('language'), language: Language }),
  v.strictObject({ kind: v.literal('door'), door: Door }),
  v.strictObject({ kind: v.literal('journey'), journey: JourneyId }),
  /** The mandate at this place of the list, from 0. */
  v.strictObject({ kind: v.literal('stopMandate'), at: Seq }),
  v.strictObject({ kind: v.literal('urgent'), on: v.boolean() }),
  v.strictObject({ kind: v.literal('acceptTerms') }),
  v.strictObject({ kind: v.literal('declineTerms') }),
  v.strictObject({ kind: v.literal('entry'), entry: v.picklist(['scan', 'type']) }),
  /** MRZ lines as they came, separated by \n. `overflow`: the scanner sent more than `mrzLimit` characters; the rest was dropped. */
  v.strictObject({ kind: v.literal('mrz'), text: v.pipe(v.string(), v.maxLength(mrzLimit)), overflow: v.boolean() }),
  /** "Let the desk read it." */
  v.strictObject({ kind: v.literal('askDesk') }),
  v.strictObject({
    kind: v.literal('findPatient'),
    birthDate: v.nullable(CalendarDay),
    bsn: v.pipe(v.string(), v.regex(/^\d{8,9}$/)),
  }),
  v.strictObject({ kind: v.literal('confirmPatient'), yes: v.boolean() }),
  v.strictObject({ kind: v.literal('replaceOld'), old: v.picklist(['atStart', 'now', 'keeps']) }),
  v.strictObject({ kind: v.literal('otherHere'), yes: v.boolean() }),
  /** What a child wants, before it goes on with it. */
  v.strictObject({ kind: v.literal('privateAnswer'), says: v.picklist(['yes', 'no', 'later']) }),
  /** Somebody shall come and speak with the child, without anybody else. */
  v.strictObject({ kind: v.literal('talkAlone') }),
  v.strictObject({
    kind: v.literal('answer'),
    linkId: v.string(),
    values: v.pipe(v.array(v.string()), v.maxLength(20)),
  }),
  /** Everything but yes ends in the same pause. */
  v.strictObject({ kind: v.literal('freeWill'), answer: v.picklist(['yes', 'desk', 'later']) }),
  v.strictObject({ kind: v.literal('edit'), linkId: v.string() }),
  /** `pen` only where the screen asked for it. */
  v.strictObject({ kind: v.literal('ink'), ink: InkPath, pen: v.optional(PenMovement) }),
  v.strictObject({ kind: v.literal('cannotDraw') }),
  /** How instead. */
  v.strictObject({ kind: v.literal('signBy'), way: v.picklist(['typed', 'tapped', 'witnessed']) }),
  /** The sentence above was read; that it is agreed to is a wish of its own. */
  v.strictObject({ kind: v.literal('haveRead') }),
  v.strictObject({ kind: v.literal('agree') }),
  v.strictObject({ kind: v.literal('typedName'), name: v.pipe(v.string(), v.maxLength(200)) }),
  /** Who looked in the own file. */
  v.strictObject({ kind: v.literal('whoLooked') }),
  v.strictObject({ kind: v.literal('subject'), subject: DossierSubject }),
  v.strictObject({ kind: v.literal('open'), id: v.string() }),
  /** This opened entry is not for whom the patient chose; everything that was taken out is for him again. */
  v.strictObject({ kind: v.literal('takeOut'), id: v.string() }),
  v.strictObject({ kind: v.literal('putBack') }),
  /** Everything of the subject that stands. */
  v.strictObject({ kind: v.literal('openAll') }),
  v.strictObject({ kind: v.literal('cover'), id: v.string() }),
  v.strictObject({ kind: v.literal('coverAll') }),
  /** Another part of a long list: the line with which it begins; null: the first. */
  v.strictObject({ kind: v.literal('part'), from: v.nullable(v.string()) }),
  /** The receipt on paper, or once more after a failure. */
  v.strictObject({ kind: v.literal('print') }),
])
export type Intent = v.InferOutput<typeof Intent>

export const RendererToSession = v.variant('type', [
  v.strictObject({ type: v.literal('hello') }),
  v.strictObject({ type: v.literal('intent'), seq: Seq, intent: Intent }),
  /** Somebody touches or types, whatever it is for; at most once in five seconds. */
  v.strictObject({ type: v.literal('active') }),
])
export type RendererToSession = v.InferOutput<typeof RendererToSession>

export const View = v.strictObject({
  type: v.literal('view'),
  /** Counts up with each screen. */
  seq: Seq,
  language: Language,
  /** "Stap 2 van 5"; null on screens outside the count. */
  progress: v.nullable(v.strictObject({ at: Seq, of: Seq })),
  canBack: v.boolean(),
  /** The session works on the last intent: controls stay, nothing can be pressed twice. */
  busy: v.boolean(),
  screen: Screen,
})
export type View = v.InferOutput<typeof View>

/**
 * The terms and the privacy statement in the language shown, so that every screen can open them. Sent after `hello`
 * and after each change of language; optional: until it came, the renderer shows its own short privacy text.
 */
export const Documents = v.strictObject({
  type: v.literal('documents'),
  language: Language,
  documents: v.array(TermsDocument),
})
export type Documents = v.InferOutput<typeof Documents>

export const SessionToRenderer = v.variant('type', [View, Documents])
export type SessionToRenderer = v.InferOutput<typeof SessionToRenderer>
