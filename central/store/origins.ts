/** Where kiosks found this central, now and before: a form may wait for days while the central moves. */

export interface KioskOrigins {
  /** Remembers one, without a slash at its end. */
  add(origin: string): Promise<void>
  all(): Promise<readonly string[]>
}
