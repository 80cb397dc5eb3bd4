/** What the rules produce in any world, before its starts and ends become one day each. */
import type { HospitalPolicy } from '../../policy/policy.ts'
import type { EndReason, FormDecision, Signer, StartReason } from './decision.ts'
import type { FactsIn } from './facts.ts'
import type { RefusalId } from '../refusals/index.ts'
import type { RuleId } from './rulebook.ts'
import type { Lift, Ops, World } from './world.ts'

export type PolicyIn<W extends World> = Lift<W, HospitalPolicy>

/** One case to decide. `cite` notes a rule that led to the outcome. */
export type Case<W extends World> = {
  readonly facts: FactsIn<W>
  readonly policy: PolicyIn<W>
  readonly ops: Ops<W>
  readonly cite: (rule: RuleId) => void
}

export type Bound<W extends World, R> = { readonly day: W['day']; readonly reason: R }

/** A signer, without what is the same for every signer of a hospital. */
export type SignerOutline = Omit<Signer, 'minimumIdentity' | 'ownForm'>

/** A form whose start is the latest of `starts` and whose end is the earliest of `ends`; no end: until withdrawn. */
export type FormOutline<W extends World> = Pick<FormDecision, 'kind' | 'form' | 'row' | 'notices'> & {
  readonly starts: readonly Bound<W, StartReason>[]
  readonly ends: readonly Bound<W, EndReason>[]
  readonly pauses: readonly Bound<W, 'childConsents'>[]
  readonly reviews: readonly Bound<W, 'rulingWithoutEnd'>[]
  readonly scope: W['kinds']
  readonly purpose: W['purpose']
  readonly signers: readonly SignerOutline[]
  /** A physician, or whom the policy names for this kind of form. */
  readonly approver: 'physician' | keyof HospitalPolicy['approver']
}
export type RefusalOutline = { readonly kind: 'refusal'; readonly id: RefusalId }
export type Outline<W extends World> = FormOutline<W> | RefusalOutline

/** A refusal by its id. */
export function refuse(id: RefusalId): RefusalOutline {
  return { kind: 'refusal', id }
}

/** Is this the refusal in a mixed result? */
export function isRefusal<T>(result: T | RefusalOutline): result is RefusalOutline {
  return typeof result === 'object' && result !== null && 'kind' in result && result.kind === 'refusal'
}

/** One of something, where a condition holds. */
export function when<const T>(holds: boolean, what: T): readonly T[] {
  return holds ? [what] : []
}

/** One limit, or none. */
export function limit<D, R extends string>(
  day: D | null,
  reason: R,
): readonly { readonly day: D; readonly reason: R }[] {
  return day === null ? [] : [{ day, reason }]
}

/** The limit at 00:00 of the day after a last valid day, or none. */
export function limitAfter<W extends World, R extends string>(
  { ops }: Case<W>,
  lastDay: W['day'] | null,
  reason: R,
): readonly Bound<W, R>[] {
  return limit(lastDay === null ? null : ops.addDays(lastDay, 1), reason)
}

/** First day of the given age, compared with today: true from 00:00 of the birthday on. */
export function hasAge<W extends World>(
  { facts, ops }: Case<W>,
  birth: W['day'],
  years: W['number'] | number,
): boolean {
  return ops.notAfter(ops.addYears(birth, years), facts.today)
}

/** a < b */
export function isBefore<W extends World>({ ops }: Case<W>, a: W['day'], b: W['day']): boolean {
  return !ops.notAfter(b, a)
}
