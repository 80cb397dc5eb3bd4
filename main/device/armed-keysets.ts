/**
 * The keysets that living sessions were armed with. A session believes its own until it dies; when the hospital publishes
 * a new one during a visit, what main then does for that visit must hold under both, or a visitor's form would be lost.
 */
import type { CompactJws } from '../../domain/ids.ts'
import { pemCertificates } from '../seal/seal-with.ts'
import type { HeldKeyset } from './trusted.ts'

/** A front and a spare live at a time, and one of each may still be dying. */
const most = 4

export class ArmedKeysets {
  readonly #current: () => HeldKeyset
  readonly #given = new Map<CompactJws, HeldKeyset>()

  constructor(current: () => HeldKeyset) {
    this.#current = current
  }

  /** The keyset of this moment goes to a session. */
  gave(): void {
    const held = this.#current()
    // Put behind the others again: what leaves is what was given longest ago.
    this.#given.delete(held.jws)
    this.#given.set(held.jws, held)
    for (const jws of [...this.#given.keys()].slice(0, -most)) this.#given.delete(jws)
  }

  /**
   * PEM of whom both this session and the central believe about time; "" where there is nobody. The session would refuse
   * a stamp of a new authority, the central perhaps one of an old authority: without a stamp both take the seal, and the
   * central adds time on receipt.
   */
  timeCa(keyset: CompactJws | null): string {
    const now = this.#current()
    const then = this.#of(keyset)
    if (then === null) return ''
    const believed = new Set(pemCertificates(then.keyset.timeCa))
    return pemCertificates(now.keyset.timeCa)
      .filter((one) => believed.has(one))
      .join('\n')
  }

  /** Keys to which an envelope of this session may be closed: old ones stay readable at the central for 90 days. */
  intakeKids(keyset: CompactJws | null): ReadonlySet<string> {
    return new Set([...this.#current().intakeKids, ...(this.#of(keyset)?.intakeKids ?? [])])
  }

  #of(keyset: CompactJws | null): HeldKeyset | null {
    return keyset === null ? null : (this.#given.get(keyset) ?? null)
  }
}
