/** The addresses of a form's entries, in the order of the transaction: kiosk and central count them alike. */
import type { RepresentativeCoding } from '../coding/journey-coding.ts'
import type { IdentityClaim } from '../contract/gateway/visit-record.ts'
import type { Acceptance } from '../contract/intake/payload.ts'
import type { Signer } from '../rules/basis/decision.ts'
import { urn } from './entry.ts'

/** What the record is told of one participant of a signing set. */
export interface FormSigner {
  readonly signer: Pick<Signer, 'gives'>
  readonly claim: IdentityClaim
  readonly acceptance: Acceptance
  /** As a representative; null: the patient. */
  readonly coding: RepresentativeCoding | null
}

/** One per participant, in the set's order; null where that participant has none. */
export interface FormIds {
  readonly people: readonly (string | null)[]
  readonly answers: string
  readonly document: string
  readonly mandates: readonly (string | null)[]
  readonly terms: readonly string[]
  readonly provenance: string
  readonly approval: string
  readonly audit: string
}

/** Whether a mandate for this participant is asked for: the patient needs none, and who only consents gets none. */
export function getsMandate({ signer, coding }: FormSigner): boolean {
  return coding !== null && signer.gives === 'signature'
}

/** @param next gives a UUID, another one each time. */
export function formIds(participants: readonly FormSigner[], next: () => string): FormIds {
  const people = participants.map(({ coding }) => (coding === null ? null : next()))
  const [answers, document] = [next(), next()]
  const mandates = participants.map((one) => (getsMandate(one) ? next() : null))
  const terms = participants.map(() => next())
  return { people, answers, document, mandates, terms, provenance: next(), approval: next(), audit: next() }
}

/** Who is meant: a RelatedPerson of this transaction, or the patient. */
export function personOf(person: string | null, patient: string): { readonly reference: string } {
  return { reference: person === null ? patient : urn(person) }
}
