/**
 * A session believes the keyset that it was armed with until it dies. When the hospital publishes a new one during a visit,
 * what main then does for that visit must hold under both, or a visitor's form would be lost.
 */
import { pemCertificates } from '../jose/pem.ts'
import type { HeldKeyset } from './trusted.ts'

export interface Keysets {
  readonly now: HeldKeyset
  /** Of the session; null where none was armed. */
  readonly then: HeldKeyset | null
}

/**
 * PEM of whom both this session and the central believe about time; "" where there is nobody. The session would refuse
 * a stamp of a new authority, the central perhaps one of an old authority: without a stamp both take the seal, and the
 * central adds time on receipt.
 */
export function timeCaOfBoth({ now, then }: Keysets): string {
  const believed = new Set(then === null ? [] : pemCertificates(then.keyset.timeCa))
  return pemCertificates(now.keyset.timeCa)
    .filter((one) => believed.has(one))
    .join('\n')
}

/** Keys to which an envelope of this session may be closed: those of the keyset that it was armed with, and those of now. */
export function intakeKidsOfBoth({ now, then }: Keysets): ReadonlySet<string> {
  return new Set([...now.intakeKids, ...(then?.intakeKids ?? [])])
}
