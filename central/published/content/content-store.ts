/** Every version of the content that was ever signed here. A port: see store/. */
import type { CompactJws, Instant } from '../../../domain/ids.ts'

export interface ContentRow {
  readonly version: number
  /** Of what it says and by which key, without version and time. */
  readonly hash: string
  readonly validUntil: Instant
  readonly jws: CompactJws
}

export interface ContentStore {
  /** Null before the first. */
  newest(): Promise<ContentRow | null>
  find(version: number): Promise<ContentRow | null>
  /** The newest first. */
  all(): Promise<readonly ContentRow[]>
  /** False: this version is there already, nothing changed. */
  add(row: ContentRow): Promise<boolean>
}
