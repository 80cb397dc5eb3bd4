/** What somebody signs who stops a mandate: one sentence, as it stood on the screen. The step holds the hash of it. */
import * as v from 'valibot'
import { MandateReference, type Stoppable } from '../../contract/gateway/stoppable.ts'
import { balie } from '../../coding/systems.ts'
import { EnvelopeId } from '../../ids.ts'
import { Language } from '../../language.ts'
import { StepSet } from '../../document/steps.ts'
import { stopStatement } from './words.ts'

/** What a withdrawal is called where the step of a form names its form: no hospital words it, so the build numbers it. */
export const withdrawalForm = { url: `${balie}/withdrawal`, version: '1' } as const

const Sentence = v.pipe(
  v.string(),
  v.maxLength(600),
  v.check((text) => !/\p{Cs}/u.test(text), 'a lone surrogate'),
)

const common = {
  /** The envelope: what was signed cannot move to another. */
  id: EnvelopeId,
  /** `Patient/<id>` */
  patient: v.pipe(v.string(), v.regex(/^Patient\/[A-Za-z0-9.-]{1,64}$/)),
  /** In which the person read and signed. */
  language: Language,
  statement: Sentence,
  /** The same in Dutch; null where the language is Dutch. */
  dutch: v.nullable(Sentence),
}

export const WithdrawalContent = v.variant('balie', [
  v.strictObject({
    balie: v.literal('withdrawal/1'),
    /** Null: of everybody else. */
    mandate: v.nullable(MandateReference),
    ...common,
  }),
  /** His own part of this set. */
  v.strictObject({ balie: v.literal('withdrawal/2'), set: EnvelopeId, ...common }),
])
export type WithdrawalContent = v.InferOutput<typeof WithdrawalContent>

/**
 * The `decision` of an envelope of kind `withdrawal`. `urgent` is for staff only and no part of what was signed; `ink` is
 * the canonical JSON whose hash the step holds, null for a typed name.
 */
export const WithdrawalAct = v.strictObject({
  kind: v.literal('withdrawal'),
  content: WithdrawalContent,
  urgent: v.boolean(),
  ink: v.nullable(v.pipe(v.string(), v.maxLength(2_000_000))),
})
export type WithdrawalAct = v.InferOutput<typeof WithdrawalAct>

/** What the record keeps of the act, so that anybody can check the step: the words, the step, the ink, the visit's key. */
export const WithdrawalEvidence = v.strictObject({
  balie: v.literal('withdrawal-evidence/1'),
  content: WithdrawalContent,
  steps: StepSet,
})
export type WithdrawalEvidence = v.InferOutput<typeof WithdrawalEvidence>

/** `who`: the patient, masked, as the screens of this visit say it. */
export function withdrawalContent(input: {
  readonly id: EnvelopeId
  readonly patient: string
  readonly stop: Stoppable
  readonly who: string
  readonly language: Language
}): WithdrawalContent {
  const { id, patient, stop, who, language } = input
  const statement = stopStatement(stop, who)
  const dutch = language === 'nl' ? null : statement.nl
  const said = { id, patient, language, statement: statement[language], dutch }
  return stop.part === undefined
    ? { balie: 'withdrawal/1', mandate: stop.mandate, ...said }
    : { balie: 'withdrawal/2', set: stop.part.set, ...said }
}
