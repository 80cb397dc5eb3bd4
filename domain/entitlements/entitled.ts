/**
 * May this person see this kind of data of this patient now, and why. By mandates that hold and by nothing else; whatever is not
 * there, is not known or is not clear is a no. A no never says why: behind it may be a child's answer or a physician's reason.
 */
import type { DataKind } from '../data-kinds.ts'
import type { Entitling } from './entitling.ts'

export interface EntitlementAsked {
  /** Mandates of this patient for this person. */
  readonly mandates: readonly Entitling[]
  /** `Patient/<id>` */
  readonly patient: string
  /** `RelatedPerson/<id>` of each record of the person who asks. */
  readonly people: readonly string[]
  /** Null: any. */
  readonly kind: DataKind | null
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number
  /** Nobody sees anything: the patient died, or a flag stops access. */
  readonly stopped: boolean
}

export type Entitlement =
  | {
      readonly allowed: true
      /** The mandates by which, the one that lasts longest first. */
      readonly mandates: readonly Entitling[]
      /** Every kind that they give together. */
      readonly kinds: readonly DataKind[]
      /** The last millisecond of it, as far as is known now; null: no end is known. */
      readonly until: number | null
    }
  | { readonly allowed: false }

/** Later than this is no end. */
const farAway = 8_640_000_000_000_000

/** The one answer. */
export function entitled({ mandates, patient, people, kind, at, stopped }: EntitlementAsked): Entitlement {
  if (stopped) return { allowed: false }
  const by = mandates
    .filter((one) => one.patient === patient && one.people.some((person) => people.includes(person)))
    .filter(({ first, last }) => first <= at && at <= last)
    .filter(({ kinds }) => (kind === null ? kinds.length > 0 : kinds.includes(kind)))
    .toSorted((a, b) => b.last - a.last)
  const [longest] = by
  if (longest === undefined) return { allowed: false }
  const kinds = [...new Set(by.flatMap((one) => one.kinds))]
  return { allowed: true, mandates: by, kinds, until: longest.last >= farAway ? null : longest.last }
}

/**
 * Whether everything that was read by one answer may still be seen by a later one: each mandate holds, with each of its kinds. One
 * of two that was stopped in between took its part away, although the other still allows something.
 */
export function isStillGiven(read: Entitlement, now: Entitlement): boolean {
  if (!read.allowed || !now.allowed) return false
  return read.mandates.every(({ mandate, kinds }) => {
    const left = now.mandates.find((one) => one.mandate === mandate)
    return left !== undefined && kinds.every((kind) => left.kinds.includes(kind))
  })
}
