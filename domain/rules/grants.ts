/**
 * What each grantee of one form gets: his own wish within the form's scope, less what the other holder of authority does not let
 * him see and what the child does not leave him. Only ever less than the form's scope, so what is proved of that holds of each.
 */
import type { DataKind, KindSet } from '../policy/kinds.ts'
import type { FormDecision, Grant, Row, Signer } from './basis/decision.ts'
import type { Facts } from './basis/facts.ts'
import { refuse, type RefusalOutline } from './basis/outline.ts'

/**
 * A refusal when nothing is left to who asks, worded as if the child or the other holder had said no at all. Null: everybody who
 * gets access gets the form's scope. The other holder may be left with nothing and the form goes on: his consent stays.
 */
export function grantsOf(of: {
  readonly facts: Facts
  readonly row: Row
  readonly scope: readonly DataKind[]
  readonly signers: readonly Pick<Signer, 'role' | 'gives'>[]
}): readonly Grant[] | RefusalOutline | null {
  const { facts, row, scope, signers } = of
  const { patient, coHolder } = facts
  const asked = signers.some(({ role }) => role === 'patient')
  const other = signers.find(({ role }) => role === 'coHolder')
  // The other holder’s refusal first: it must not depend on what a child leaves.
  const allowed = within(scope, other === undefined || coHolder === null ? null : coHolder.allows)
  if (allowed.length === 0) return refuse('coHolder.refused')
  const own = within(allowed, asked ? patient.answerKinds : null)
  if (own.length === 0) return refuse(noOf(row))
  const forApplicant: Grant = { role: 'applicant', scope: own }
  if (other === undefined || coHolder === null || other.gives !== 'signature')
    return own.length === scope.length ? null : [forApplicant]
  const wish = within(scope, coHolder.kinds)
  const theirs = coHolder.answer === 'no' ? [] : within(wish, asked ? coHolder.answerKinds : null)
  return own.length === scope.length && theirs.length === scope.length
    ? null
    : [forApplicant, { role: 'coHolder', scope: theirs }]
}

const within = (scope: readonly DataKind[], kinds: KindSet | null = null): readonly DataKind[] =>
  kinds === null ? scope : scope.filter((kind) => kinds.includes(kind))

const noOf = (row: Row): RefusalOutline['id'] =>
  row === 'R10' ? 'R10.saidNo' : row === 'R06' ? 'R06.saidNo' : 'R04.childSaidNo'

/** The kinds that one grantee of this form gets; none: he signed and gets no access. */
export function scopeFor(
  decision: Pick<FormDecision, 'scope' | 'grants' | 'signers'>,
  role: 'applicant' | 'coHolder',
): readonly DataKind[] {
  const signer = decision.signers.find((one) => one.role === role)
  if (signer === undefined || (role === 'coHolder' && signer.gives !== 'signature')) return []
  return decision.grants?.find((grant) => grant.role === role)?.scope ?? decision.scope
}

/** Each wishes something else: who approves sees that they differ, the two do not. */
export function wishesDiffer({ coHolder }: Facts, scope: readonly DataKind[]): boolean {
  if (coHolder === null) return false
  return within(scope, coHolder.kinds).length !== scope.length || within(scope, coHolder.allows).length !== scope.length
}
