/** Who stands at the kiosk, and what the central knows of just this person. */
import type { IdentityClaim, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { granteeIn } from '../../domain/journeys/chosen-person.ts'
import { choosesGrantee } from '../../domain/journeys/index.ts'
import type { Identified } from '../../domain/requests/signing-set/signing-set.ts'
import { partOf } from '../../domain/requests/signing-set/people.ts'
import type { FormDecision } from '../../domain/rules/basis/decision.ts'
import { journeyIn } from './known.ts'
import type { Signature, State } from './state.ts'

type Said = Pick<VisitRecord, 'claim' | 'assurance' | 'declined'>

const nothing: Said = { claim: null, assurance: 'claimed', declined: false }

/** What the record says of this person; nothing of somebody whose document was not read yet. */
export function saidOf(record: VisitRecord, part: Identified['part']): Said {
  return part === 'visitor' ? record : (record.others.find((one) => one.part === part) ?? nothing)
}

/** The visitor's claim, whoever stands at the kiosk now. */
export function visitorClaim({ claim, visitor }: State): IdentityClaim | null {
  return visitor === null ? claim : visitor.claim
}

/** Whether the patient chooses somebody who was not compared yet: then nothing of the form is asked. */
export function awaitsCompanion(state: Pick<State, 'journey' | 'record'>): boolean {
  return choosesGrantee(journeyIn(state)) && (state.record === null || granteeIn(state.record) === null)
}

/** Whose turn it is to sign after these; null: everybody has signed. Those of the earliest step, the visitor first. */
export function nextToSign(
  { signers }: FormDecision,
  { state, signatures }: { readonly state: State; readonly signatures: readonly Signature[] },
): Identified['part'] | null {
  const waiting = signers
    .map((signer) => ({ step: signer.step, part: partOf(signer, journeyIn(state)) }))
    .filter((one) => !signatures.some(({ part }) => part === one.part))
  const first = Math.min(...waiting.map(({ step }) => step))
  const now = waiting.filter(({ step }) => step === first).map(({ part }) => part)
  return now.includes('visitor') ? 'visitor' : (now[0] ?? null)
}
