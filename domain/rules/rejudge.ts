/**
 * What to do with a decision that an older version of the rules' code made. A form that was signed under it waits on a
 * kiosk; a mend may refuse it today, and it is kept for staff all the same.
 */
import { canonicalJson } from '../bytes/canonical.ts'
import type { Decision, FormDecision, RefusalDecision } from './basis/decision.ts'
import { rulesVersion } from './rules-version.ts'

/** Of a decision as it was sent: the number of the rules' code behind it. */
export function rulesVersionOf(sent: object): number {
  const said: unknown = 'rulesVersion' in sent ? sent.rulesVersion : undefined
  return typeof said === 'number' && Number.isInteger(said) && said > 0 ? said : 1
}

export type Rejudged =
  /** The rules of today say the same, apart from their number. */
  | { readonly kind: 'same'; readonly decision: FormDecision }
  /** Older rules said something else: keep it, give no access, and let staff offer a new form. */
  | {
      readonly kind: 'outdated'
      readonly signedUnder: number
      /** Why the rules of today refuse it; null: they ask for another form, other signers or another term. */
      readonly refusal: RefusalDecision | null
      /** For staff only. */
      readonly staff: string
    }
  /** The same rules, or later ones than ours, and another answer: this decision was never made by them. */
  | { readonly kind: 'other'; readonly refusal: RefusalDecision | null }

/**
 * Compares what was sent with what the rules of today decide for the same facts and the same version of the policy.
 * `request` is what the sent decision carries beside the rules' own answer. A sender can claim an older version than he
 * had: that gains him nothing, as nothing outdated ever gives access.
 */
export function rejudge(of: { readonly sent: object; readonly today: Decision; readonly request: unknown }): Rejudged {
  const { sent, today, request } = of
  const signedUnder = rulesVersionOf(sent)
  if (today.kind === 'form' && bare({ ...today, request }) === bare(sent)) return { kind: 'same', decision: today }
  const refusal = today.kind === 'refusal' ? today : null
  return signedUnder < rulesVersion
    ? { kind: 'outdated', signedUnder, refusal, staff: staffSentence(refusal) }
    : { kind: 'other', refusal }
}

const bare = (decision: object): string => canonicalJson({ ...decision, rulesVersion: undefined })

const staffSentence = (refusal: RefusalDecision | null): string =>
  `Getekend onder oudere regels, die zijn verbeterd. Bied een nieuw formulier aan.${refusal === null ? '' : ` ${refusal.staff}`}`
