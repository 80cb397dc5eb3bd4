/** How far each kiosk's wipe journal was when it last said so: a journal that was cut goes back, and that shows. */
import type { DeviceId, Instant, Sha256 } from '../../domain/ids.ts'

export interface JournalHead {
  readonly seq: number
  readonly head: Sha256
}

/** A port: see store/. */
export interface JournalHeads {
  /** `goesOn`: the same line as before, or a later one, now remembered. `wentBack`: cut off, or another history. */
  take(device: DeviceId, said: JournalHead, at: Instant): Promise<'goesOn' | 'wentBack'>
  /** True the first time that this head of a journal that went back is told; another one in between is told again. */
  tellOnce(device: DeviceId, head: Sha256): Promise<boolean>
}
