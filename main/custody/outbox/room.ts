/** Whether a whole visit still fits on this kiosk. */
import { limits } from '../../../domain/limits.ts'

/** `free`: bytes that the disk has left. */
export function hasRoom(waiting: readonly { readonly size: number }[], free: number): boolean {
  const bytes = waiting.reduce((sum, { size }) => sum + size, 0)
  return (
    waiting.length + limits.visit.envelopes <= limits.kiosk.waiting &&
    bytes + limits.visit.bytes <= limits.kiosk.waitingBytes &&
    free >= limits.kiosk.free
  )
}
