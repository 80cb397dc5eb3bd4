/** Every policy that was ever published here, as it was signed. A port: see store/. */
import type { CompactJws, Instant } from '../../../domain/ids.ts'

export interface PublishedRow {
  readonly version: number
  readonly jws: CompactJws
  /** When the hospital took it back. */
  readonly withdrawnAt: Instant | null
}

export interface PolicyStore {
  /** The lowest version first. */
  all(): Promise<readonly PublishedRow[]>
  find(version: number): Promise<PublishedRow | null>
  /** The highest version number that was ever used; 0: none. */
  newest(): Promise<number>
  /** Publishes a version above `after`. False: `after` is not the newest any more, or not below this one; nothing changed. */
  publish(policy: {
    readonly version: number
    readonly jws: CompactJws
    readonly at: Instant
    readonly after: number
  }): Promise<boolean>
  /** Takes back an older version, again without a change. False: it was never published, or is the newest. */
  withdraw(version: number, at: Instant): Promise<boolean>
}
