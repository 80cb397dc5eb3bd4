/**
 * What may be approved of what was signed. The version of the policy at signing says who must sign; the version at
 * approval may only narrow that or forbid it, never grant more. So the approver gets the smaller of the two decisions,
 * and where the rules of now ask for a signature or proof that nobody gave, a new form is needed.
 */
import { meets } from '../identity/assurance.ts'
import type { InEveryLanguage } from '../language.ts'
import type { Approver, Decision, FormDecision, Grant, RefusalDecision, Signer } from './basis/decision.ts'
import { nextSteps, type NextId } from './refusals/next.ts'
import { approvalRefusals, type ApprovalRefusalId } from './refusals/approval.ts'
import { scopeFor } from './grants.ts'
import type { RuleId } from './basis/rulebook.ts'

export type AtApproval =
  | { readonly kind: 'form'; readonly decision: FormDecision }
  | {
      readonly kind: 'refusal'
      readonly id: ApprovalRefusalId
      readonly visitor: InEveryLanguage
      /** For staff only. */
      readonly staff: string
      readonly next: { readonly id: NextId; readonly text: InEveryLanguage }
      /** Rules of the refusal behind it; empty when only the two together stand in the way. */
      readonly rules: readonly RuleId[]
    }

/**
 * Pure and total. `signed`: decided under the version and the facts at signing; `now`: under those at approval. Two
 * equal forms give that form unchanged.
 */
export function atApproval({ signed, now }: { readonly signed: Decision; readonly now: Decision }): AtApproval {
  if (signed.kind === 'refusal') return refused('approval.nothingSigned', signed)
  if (now.kind === 'refusal') return refused('approval.nowRefused', now)
  if (signed.form !== now.form || signed.row !== now.row) return refused('approval.otherForm')
  if (signed.purpose !== now.purpose || signed.supersedes !== now.supersedes) return refused('approval.otherRequest')
  if (!now.signers.every((asked) => signed.signers.some((given) => covers(given, asked))))
    return refused('approval.moreAsked')
  const decision = smaller(signed, now)
  const left = decision.start.day < until(decision.end) && scopeFor(decision, 'applicant').length > 0
  return left ? { kind: 'form', decision } : refused('approval.nothingLeft')
}

/** `by`: the refusal of the rules behind it. What it tells a visitor is made to betray nothing, so it is told as it is. */
function refused(id: ApprovalRefusalId, by: RefusalDecision | null = null): AtApproval {
  const { visitor, staff, next } = approvalRefusals[id]
  if (by === null) return { kind: 'refusal', id, visitor, staff, next: { id: next, text: nextSteps[next] }, rules: [] }
  return { kind: 'refusal', id, visitor: by.visitor, staff: `${staff} ${by.staff}`, next: by.next, rules: by.rules }
}

const given = { noObjection: 0, consent: 1, signature: 2 } satisfies Record<Signer['gives'], number>

/** Whether what this person gave under the older version is all that the newer one asks of him. */
function covers(has: Signer, asked: Signer): boolean {
  return (
    has.role === asked.role &&
    has.relation === asked.relation &&
    given[has.gives] >= given[asked.gives] &&
    (has.alone || !asked.alone) &&
    meets(has.minimumIdentity, asked.minimumIdentity) &&
    asked.proves.every((proof) => has.proves.includes(proof))
  )
}

/** The later start, the earlier end, what both allow, every pause and review of either, the stricter approver. */
function smaller(signed: FormDecision, now: FormDecision): FormDecision {
  const approver: Approver = signed.approver === 'physician' ? 'physician' : now.approver
  const start = now.start.day > signed.start.day ? now.start : signed.start
  const end = until(now.end) < until(signed.end) ? now.end : signed.end
  const within = ({ day }: { readonly day: string }) => day < until(end)
  return {
    ...signed,
    approver,
    start,
    end,
    scope: signed.scope.filter((kind) => now.scope.includes(kind)),
    ...smallerGrants(signed, now),
    pauses: together(signed.pauses, now.pauses, ({ day }) => day).filter(within),
    reviews: together(signed.reviews, now.reviews, ({ day, why }) => `${day} ${why}`)
      .filter(within)
      .map((review) => ({ ...review, by: approver })),
    notices: together(signed.notices, now.notices, ({ to, what }) => `${to} ${what}`).filter(
      ({ to, what }) => what !== 'pleaseApprove' || to === approver,
    ),
    rules: together(signed.rules, now.rules, (rule) => rule),
  }
}

/** Per grantee what both give him; left out where everybody gets the whole scope. */
function smallerGrants(signed: FormDecision, now: FormDecision): Pick<FormDecision, 'grants'> {
  const grants = [...(signed.grants ?? []), ...(now.grants ?? [])]
  if (grants.length === 0) return {}
  const roles = (['applicant', 'coHolder'] as const).filter((role) => grants.some((one) => one.role === role))
  return {
    grants: roles.map((role) => ({
      role,
      scope: scopeFor(signed, role).filter((kind) => scopeNow(now, role).includes(kind)),
    })),
  }
}

/** Whom the rules of now ask no signature of loses nothing by it; what is allowed at all holds for him too. */
const scopeNow = (now: FormDecision, role: Grant['role']): FormDecision['scope'] =>
  now.signers.some((one) => one.role === role) ? scopeFor(now, role) : now.scope

/** Days compare as text (RFC 3339); an end that is not set comes after every day of a fact. */
const until = ({ day }: FormDecision['end']): string => day ?? '9999-12-31'

/** Both lists in order, what the second repeats left out. */
function together<T>(first: readonly T[], second: readonly T[], key: (one: T) => string): readonly T[] {
  const known = new Set(first.map(key))
  return [...first, ...second.filter((one) => !known.has(key(one)))]
}
