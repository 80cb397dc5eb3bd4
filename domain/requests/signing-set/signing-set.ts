/**
 * One form and everybody who signs it. Today's visit is a set of one. Who signs and in which order the rules said; a set
 * only holds them to it: nobody twice, nobody before his turn, nobody else.
 */
import type { RepresentativeCoding } from '../../coding/journey-coding.ts'
import type { Assurance, IdentityClaim, PersonPart } from '../../contract/gateway/visit-record.ts'
import type { Acceptance } from '../../contract/intake/payload.ts'
import type { InkPath } from '../../contract/messages/parts.ts'
import type { PenMovement } from '../../contract/messages/pen.ts'
import type { EnvelopeId, Instant } from '../../ids.ts'
import type { InEveryLanguage, Language } from '../../language.ts'
import type { FormDecision, Signer } from '../../rules/basis/decision.ts'

/** Somebody whom the desk identified: the visitor, or who took another part in the same visit. */
export interface Identified {
  readonly part: 'visitor' | PersonPart
  readonly claim: IdentityClaim
  readonly assurance: Assurance
}

/** One of those whom the decision asks for, and who that is. */
export interface Participant extends Identified {
  readonly signer: Signer
  /** What this person is to the patient, as the paper says it. */
  readonly role: InEveryLanguage
  /** What this person accepted himself. */
  readonly acceptance: Acceptance
  /** As a representative in FHIR; null: the patient. */
  readonly coding: RepresentativeCoding | null
}

/** How somebody signed. */
export type Mark =
  | {
      readonly method: 'ink'
      readonly ink: InkPath
      /** Only where the policy asks for it; it is encrypted before anything else is done with the mark. */
      readonly pen?: PenMovement
    }
  | { readonly method: 'typed' }
  /** Agreed by a tap, by somebody who cannot write. */
  | { readonly method: 'tapped' }
  /** A mark of the signer's own hand, and somebody who saw it. */
  | { readonly method: 'witnessed'; readonly ink: InkPath; readonly witness: Witness }

/** Whom the desk identified as witness: never the patient or a signer, and for a patient no staff; with his own ink. */
export interface Witness extends Identified {
  readonly ink: InkPath
}

export interface Act {
  /** Index of the participant. */
  readonly by: number
  readonly at: Instant
  /** In which the participant read and signed. */
  readonly language: Language
  readonly mark: Mark
}

export interface SigningSet<Case extends { readonly decision: FormDecision }> {
  readonly id: EnvelopeId
  readonly case: Case
  readonly participants: readonly Participant[]
  /** In the order in which they signed. */
  readonly acts: readonly Act[]
}

/** A set that nobody has signed. Throws when these are not the people whom the decision asks for, in its order. */
export function openSet<Case extends { readonly decision: FormDecision }>(
  input: Omit<SigningSet<Case>, 'acts'>,
): SigningSet<Case> {
  const { signers } = input.case.decision
  const asked = input.participants.length === signers.length && signers.every((one, at) => isAsked(input, one, at))
  if (!asked) throw new Error('other participants than the decision asks for')
  return { ...input, acts: [] }
}

function isAsked(
  { participants }: { readonly participants: readonly Participant[] },
  one: Signer,
  at: number,
): boolean {
  const signer = participants[at]?.signer
  return signer?.role === one.role && signer.relation === one.relation && signer.step === one.step
}

/** Indices of the participants who may sign now: those of the earliest step that is not complete. None: all have signed. */
export function openTo({
  participants,
  acts,
}: Pick<SigningSet<{ readonly decision: FormDecision }>, 'participants' | 'acts'>): readonly number[] {
  const waiting = participants.flatMap(({ signer }, at) =>
    acts.some(({ by }) => by === at) ? [] : [{ at, step: signer.step }],
  )
  const first = Math.min(...waiting.map(({ step }) => step))
  return waiting.filter(({ step }) => step === first).map(({ at }) => at)
}

/** The set with one act more; null when it is not that participant's turn, or he has signed. */
export function withAct<Case extends { readonly decision: FormDecision }>(
  set: SigningSet<Case>,
  act: Act,
): SigningSet<Case> | null {
  return openTo(set).includes(act.by) ? { ...set, acts: [...set.acts, act] } : null
}
