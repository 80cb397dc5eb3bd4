/** Small shapes that views and intents share. Renderer ↔ session only: these may hold a patient's data. */
import * as v from 'valibot'
import { JourneyId } from '../../ids.ts'
import { inkLimits } from '../../limits.ts'
import { OutcomeId } from './outcome-id.ts'

/** What somebody can come for; the first screen's cards. */
export const doors = ['self', 'child', 'olderChild', 'youngPerson', 'someoneElse', 'stopMandate', 'dontKnow'] as const
export const Door = v.picklist(doors)
export type Door = v.InferOutput<typeof Door>

/** A card of the first page. */
export const DoorCard = v.strictObject({
  door: Door,
  /** It leads further at this kiosk; behind the others the desk does it, and their cards say so. */
  leads: v.boolean(),
  /** The visitor is told first what to have ready. */
  needs: v.boolean(),
})
export type DoorCard = v.InferOutput<typeof DoorCard>

/** A card of the page "what are you to this person?", in the language shown. */
export const JourneyChoice = v.strictObject({
  journey: JourneyId,
  label: v.string(),
  note: v.string(),
  /** What the visitor has to have ready; empty: nothing, or it is only explained. */
  needs: v.array(v.string()),
  leads: v.boolean(),
})
export type JourneyChoice = v.InferOutput<typeof JourneyChoice>

/**
 * Ink as it leaves the pad: whole hundredths of a millimetre, origin top left, x and y alternating; every coalesced
 * sample is there, pressure and times per sample are not (GDPR art. 4(14): behaviour that identifies).
 */
export const InkPath = v.strictObject({
  widthMm: v.pipe(v.number(), v.minValue(1), v.maxValue(1000)),
  heightMm: v.pipe(v.number(), v.minValue(1), v.maxValue(1000)),
  strokes: v.pipe(
    v.array(
      v.pipe(
        v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))),
        v.minLength(2),
        v.maxLength(inkLimits.samples * 2),
        v.check((points) => points.length % 2 === 0, 'x without y'),
      ),
    ),
    v.maxLength(inkLimits.strokes),
  ),
  durationMs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(inkLimits.milliseconds)),
})
export type InkPath = v.InferOutput<typeof InkPath>

/** The receipt on paper; null on a machine without a printer. While it prints the view is busy. */
export const Printing = v.nullable(
  v.variant('state', [
    v.strictObject({ state: v.picklist(['offered', 'printing', 'printed']) }),
    v.strictObject({ state: v.literal('failed'), problem: OutcomeId }),
  ]),
)
export type Printing = v.InferOutput<typeof Printing>

/** A passage of the terms or the privacy statement, in the language shown. */
export const Passage = v.strictObject({ heading: v.nullable(v.string()), text: v.string() })
export type Passage = v.InferOutput<typeof Passage>

export const TermsDocument = v.strictObject({
  id: v.picklist(['terms', 'privacy']),
  version: v.string(),
  title: v.string(),
  /** At most three, the most important first. */
  points: v.pipe(v.array(v.string()), v.maxLength(3)),
  passages: v.array(Passage),
})
export type TermsDocument = v.InferOutput<typeof TermsDocument>

export const AnswerOption = v.strictObject({
  value: v.string(),
  label: v.string(),
  detail: v.nullable(v.string()),
})
export type AnswerOption = v.InferOutput<typeof AnswerOption>

export const ReviewRow = v.strictObject({
  linkId: v.string(),
  label: v.string(),
  value: v.string(),
  detail: v.nullable(v.string()),
  editable: v.boolean(),
})
export type ReviewRow = v.InferOutput<typeof ReviewRow>

export const dossierSubjects = ['appointments', 'medication', 'allergies', 'leaflets', 'documents'] as const
export const DossierSubject = v.picklist(dossierSubjects)
export type DossierSubject = v.InferOutput<typeof DossierSubject>

const Fact = v.strictObject({ label: v.nullable(v.string()), text: v.string() })

/**
 * One line of the preview: a group's heading, an entry, or a fact or a part of a text that belongs to the entry before it.
 * `open` is null until the visitor asked for this entry: covered text does not leave the session.
 */
export const DossierLine = v.variant('kind', [
  v.strictObject({
    kind: v.literal('group'),
    id: v.string(),
    heading: v.string(),
    count: v.pipe(v.number(), v.integer()),
  }),
  v.strictObject({
    kind: v.literal('row'),
    id: v.string(),
    /** Number within the subject, from 1: what tells covered entries apart. */
    at: v.pipe(v.number(), v.integer()),
    /** The appointment that comes first. */
    next: v.boolean(),
    open: v.nullable(
      v.strictObject({ title: v.string(), state: v.nullable(v.string()), source: v.string(), time: v.string() }),
    ),
  }),
  /** `title` of the entry that it belongs to, for a part that begins in the middle of one. */
  v.strictObject({ kind: v.literal('fact'), id: v.string(), of: v.string(), title: v.string(), ...Fact.entries }),
  /** At the end: what is not shown, with its number. */
  v.strictObject({ kind: v.literal('note'), id: v.string(), text: v.string() }),
])
export type DossierLine = v.InferOutput<typeof DossierLine>

/** What went wrong on this screen, shown beside the field. */
export const Problem = v.nullable(OutcomeId)
