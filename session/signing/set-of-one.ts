/** Today's visit as a set: the one person whom the desk identified, and his act. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { IdentityClaim, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import type { Acceptance } from '../../domain/contract/intake/payload.ts'
import { EnvelopeId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import { participantsOf, peopleOf } from '../../domain/requests/signing-set/people.ts'
import { openSet, withAct } from '../../domain/requests/signing-set/signing-set.ts'
import type { Mark, SigningSet } from '../../domain/requests/signing-set/signing-set.ts'
import type { Case } from '../flow/state.ts'

/** Throws when the decision asks for others, or for more than this one. */
export function setOfOne(input: {
  readonly of: Case
  readonly mark: Mark
  /** The instant of the act, and the day on which the rules were asked. */
  readonly at: Instant
  readonly claim: IdentityClaim
  readonly record: Pick<VisitRecord, 'assurance'>
  readonly acceptance: Acceptance
  readonly language: Language
}): SigningSet<Case> {
  const { of, mark, at, claim, record, acceptance, language } = input
  const people = peopleOf({ claim, assurance: record.assurance, others: [] })
  const participants = participantsOf({ decision: of.decision, people, acceptances: [acceptance] })
  if (participants === null) throw new Error('more than one person signs this form')
  const id = v.parse(EnvelopeId, randomUUID())
  const set = withAct(openSet({ id, case: of, participants }), { by: 0, at, language, mark })
  if (set === null) throw new Error('nobody else signs before')
  return set
}
