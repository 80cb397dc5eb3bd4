/**
 * The one writer of what was signed: resources, access log, ledger and the wait for long-term data in one commit, all of it
 * or nothing. A port: see store/.
 */
import type { Bundle, Resource } from '@medplum/fhirtypes'
import type { CompactJwe, EnvelopeId } from '../../domain/ids.ts'
import type { Approver } from '../../domain/rules/basis/decision.ts'
import type { KeptRefusal } from './decisions/refusal.ts'
import type { KeptRequest } from './decisions/kept-request.ts'
import type { LedgerRow, NewLedgerRow } from './ledger.ts'
import type { SetRefusal, SetStep, When } from './sets/change.ts'
import type { SetRow } from './sets/set-row.ts'

export interface Commit {
  /** A transaction: a key for each entry that is new, the version that was judged for each that is changed. */
  readonly bundle: Bundle
  /** The central's own lines of the access log about what was written, `Type/id` in the order of the entries. */
  readonly events: (written: readonly string[]) => readonly Resource[]
  readonly ledger: NewLedgerRow
  /** Pen movements as they came, closed: one per step, in their order; null: that signer has none. */
  readonly escrows: readonly (CompactJwe | null)[]
  /** What the patient took out of the mandate of the bundle, each `Type/id`; absent: nothing. */
  readonly withheld?: readonly string[]
  /** Of a form that somebody of the hospital has to answer: what the rules are asked with then. It goes with the answer. */
  readonly keeps?: KeptRequest
  /** The envelope as it came, when what it says is out of date. */
  readonly outdated: Uint8Array | null
  /** When the form of the bundle is to get its long-term data; a bundle without a form has nothing to wait for. */
  readonly due: Date
  /** `Patient/<id>`, and the turn that was read before anything of that patient was looked at. */
  readonly judged: { readonly patient: string; readonly turn: number }
  /** Of an act, or of a part that is taken back: the set, which takes it in the same commit or nothing is stored. */
  readonly set?: ForSet
  /** Of what changes mandates: the sets that they were composed of hear what became of them in the same commit. */
  readonly hears?: When
}

interface ForSet {
  readonly id: EnvelopeId
  readonly step: Exclude<SetStep, { readonly kind: 'composed' | 'approved' }>
  readonly when: When
}

/** The form of a set that is whole, as the house composed it; its acts came before, each with a ledger's row of its own. */
export interface SetCommit extends Pick<Commit, 'bundle' | 'events' | 'due' | 'judged'> {
  /** As it was when the house composed. */
  readonly set: SetRow
  readonly when: When
  /** Of a set with a private answer: who agreed, and the set is granted in the same commit. Absent: nobody had to. */
  readonly approvedBy?: Approver
}

/** What the hospital itself, or a day, does to a set, with what follows from it in the record and its lines of the access log. */
export interface StepCommit extends Pick<Commit, 'bundle'> {
  /** As it was when the rest was made of it. */
  readonly set: Pick<SetRow, 'id' | 'version'>
  readonly step: Extract<SetStep, { readonly kind: 'moved' }>
  readonly when: When
  readonly events: readonly Resource[]
  /** Where it is refused by somebody of the hospital. */
  readonly refusal?: KeptRefusal
}

/** Somebody of the hospital answered a form: its mandates, its request to approve, and the line of the access log. */
export interface DecisionCommit extends Pick<Commit, 'bundle' | 'events' | 'due' | 'judged'> {
  readonly hears: When
  /** Of a refusal. */
  readonly refusal?: KeptRefusal
}

export type Committed =
  | { readonly kind: 'stored' }
  /** This kiosk sent the id before, and this became of it. */
  | { readonly kind: 'known'; readonly row: LedgerRow }
  /** Another request about this patient was stored since, or what it changes is of another version now: what was judged may not be true any more. Judge again. */
  | { readonly kind: 'overtaken' }
  /** The record does not take it (not FHIR R4, a condition that fits several). */
  | { readonly kind: 'refused' }
  /** The set does not take it as it is now. */
  | { readonly kind: 'notTaken'; readonly why: SetRefusal }

export interface RequestStore {
  /** How many requests about this patient were stored: read first, then everything that a commit is judged by. */
  turnOf(patient: string): Promise<number>
  /** Everything or nothing; whatever is not `stored` has changed nothing. Rejects only when the store cannot write now. */
  commit(commit: Commit): Promise<Committed>
  /** The same of a set's form; the set is `composed` in the same commit, and so only once, or `approved`. */
  commitSet(commit: SetCommit): Promise<Exclude<Committed, { kind: 'known' }>>
  /** The same of a step of a set: `overtaken` when the set, or what the bundle changes, is not any more as it was. */
  commitStep(commit: StepCommit): Promise<Exclude<Committed, { kind: 'known' }>>
  /** The same of an answer; a set whose form it is hears it, and may refuse the whole (`notTaken`). */
  commitDecision(commit: DecisionCommit): Promise<Exclude<Committed, { kind: 'known' }>>
}

/** `Type/id` of what a transaction wrote, in the order of its entries. */
export function written(response: Bundle): readonly string[] {
  return (response.entry ?? []).flatMap(({ response: one }) => {
    const [type, key] = (one?.location ?? '').split('/').slice(-2)
    return type === undefined || key === undefined ? [] : [`${type}/${key}`]
  })
}
