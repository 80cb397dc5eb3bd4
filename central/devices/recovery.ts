/**
 * The way back for a kiosk that was away until its keys had ended. Within the hospital's days its old key is enough; after
 * that a person says yes, once, for a day; the renewal uses that up. A withdrawn kiosk never comes back this way. A port:
 * see store/.
 */
import type { DeviceId } from '../../domain/ids.ts'

export interface Recovery {
  /** Kiosks that wait for a person, longest first. */
  waiting(): Promise<readonly DeviceId[]>
  /** It came with a key that ended too long ago; true when a person has said yes to that. */
  ask(device: DeviceId, now: number): Promise<boolean>
  /** A person's yes. False: this kiosk does not wait for one. */
  approve(device: DeviceId, now: number): Promise<boolean>
}
