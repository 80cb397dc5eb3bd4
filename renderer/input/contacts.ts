/** Fingers that tremble: which contacts with the glass are one, and where a finger may come up. */
import { pxPerMm } from '../state/machine.ts'

export interface Contact {
  readonly element: HTMLElement
  /** CSS px on the glass, and the event's time in milliseconds. */
  readonly x: number
  readonly y: number
  readonly at: number
  /** Shared by contacts that are one touch: whether it has pressed. */
  readonly touch: { counted: boolean }
}

/** A finger that comes back within this many milliseconds never left: nobody taps twelve times in a second. */
const bounceMs = 80
/** Or so near to the last contact that it can be no other finger, in millimetres (keys are 18 mm apart). */
const bounceMm = 8
/** How far outside of it a finger may come up, in millimetres: half of the smallest gap between two targets. */
const marginMm = 1.5

/** Whether this contact is the same touch as the one before it. */
export function isBounce(before: Contact, now: Omit<Contact, 'touch'>): boolean {
  if (now.at - before.at >= bounceMs) return false
  const apart = Math.hypot(now.x - before.x, now.y - before.y)
  return before.element === now.element || apart < bounceMm * pxPerMm()
}

/** Whether a finger that comes up here is still on what it went down on. What is hidden meanwhile has no place. */
export function within(element: Element, x: number, y: number): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect()
  if (right <= left || bottom <= top) return false
  const margin = marginMm * pxPerMm()
  return x >= left - margin && x <= right + margin && y >= top - margin && y <= bottom + margin
}
