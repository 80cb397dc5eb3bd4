/**
 * A row of the list: one kind of event, when it happens, what is known of it, and where each part of that stands in the
 * AuditEvent. The types of events, the maker and the auditor's manual (docs/access-log.md) are read from the rows.
 */
import type { Assurance } from '../../domain/contract/gateway/visit-record.ts'
import type { EnvelopeId, VisitId } from '../../domain/ids.ts'
import type { Actors } from './actor.ts'
import type { agentRoles, entityKinds, outcomes, Purpose, subtypes, types } from './codes.ts'

/** What a field can hold, by the word that a row uses for it. */
export interface Values extends Actors {
  readonly visitor: Actors['known'] | Actors['holder']
  readonly clerkIfAny: Actors['clerk'] | null
  readonly purpose: Purpose | null
  /** `Type/id` in the record. */
  readonly reference: string
  readonly referenceIfAny: string | null
  readonly references: readonly string[]
  readonly visit: VisitId
  readonly envelope: EnvelopeId
  readonly envelopes: readonly EnvelopeId[]
  readonly assurance: Assurance
  readonly number: number
  readonly text: string
  readonly textIfAny: string | null
}
export type Value = Values[keyof Values]

/** `says` is the manual's sentence. */
export interface Field {
  readonly of: keyof Values
  readonly says: string
}
export type Fields = Readonly<Record<string, Field>>

/** What may stand in one place of an AuditEvent. */
export interface Places {
  readonly actor: keyof Actors | 'visitor' | 'clerkIfAny'
  readonly what: Places['actor'] | 'reference' | 'referenceIfAny' | 'references'
  readonly text: 'text'
  readonly detail: 'text' | 'textIfAny' | 'number' | 'visit' | 'envelope' | 'envelopes' | 'assurance'
  readonly purpose: 'purpose'
}

/** For each place, the names of the fields that may stand there. */
export type NamesOf<F extends Fields> = {
  readonly [P in keyof Places]: { [N in keyof F]: F[N]['of'] extends Places[P] ? N : never }[keyof F] & string
}
export type Names = Readonly<Record<keyof Places, string>>

export interface AgentRowOf<N extends Names> {
  /** A field, or the hospital itself. */
  readonly who: N['actor'] | 'hospital'
  readonly role: keyof typeof agentRoles | null
  readonly requestor: boolean
  /** With the name beside the number. */
  readonly named?: true
  /** IP address of the other end; empty: unknown. */
  readonly address?: N['text']
  /** The visitor's purpose and the protocol by which he may see something stand here too. */
  readonly underProtocol?: true
}

export interface EntityRowOf<N extends Names> {
  readonly as: keyof typeof entityKinds
  /** What it is about: an entity for each reference, and none where there is none. */
  readonly what?: N['what']
  readonly name?: string
  /** What was asked; stands in base64, as R4 has it. */
  readonly query?: N['text']
  /** Each as entity.detail under the field's own name; what is null is left out, of several there is one each. */
  readonly details?: readonly N['detail'][]
  /** A detail that is the same in every event of this kind. */
  readonly always?: { readonly type: string; readonly valueString: string }
}

export interface RowOf<F extends Fields, N extends Names> {
  /** By whom it is brought about. */
  readonly by: 'visitor' | 'clerk' | 'approver' | 'citizen' | 'kiosk' | 'hospital' | 'portal'
  /** The manual's sentence: when this is written. */
  readonly when: string
  readonly type: keyof typeof types
  readonly subtype: keyof typeof subtypes | null
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E'
  readonly outcome: keyof typeof outcomes
  /** AuditEvent.outcomeDesc: words that never change, or a field. */
  readonly because?: { readonly is: string } | { readonly field: N['text'] }
  /** AuditEvent.source.site: the part of the central that wrote it. */
  readonly site:
    | 'balie-gateway'
    | 'balie-intake'
    | 'balie-desk'
    | 'balie-quarantine'
    | 'balie-copy'
    | 'balie-devices'
    | 'balie-mandates'
    | 'balie-portal'
    | 'balie-approve'
  /** AuditEvent.purposeOfEvent. `display`: with the code's words. */
  readonly purpose?: { readonly field: N['purpose']; readonly display: boolean }
  readonly fields: F
  readonly agents: readonly AgentRowOf<N>[]
  readonly entities: readonly EntityRowOf<N>[]
}

/** A row as it is written: each place names a field of its own that may stand there. */
export type Row<F extends Fields> = RowOf<F, NamesOf<F>>

/** Any row, as the maker and the manual read it. */
export type AnyRow = RowOf<Fields, Names>
export type AnyAgentRow = AgentRowOf<Names>
export type AnyEntityRow = EntityRowOf<Names>

export function row<const F extends Fields>(one: Row<F>): Row<F> {
  return one
}
