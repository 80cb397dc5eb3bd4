/**
 * What whoever was given access reads of it: one word, which betrays nothing. Suspended, frozen and waiting for a physician or a
 * child look the same; who ended it and why is in none of them.
 */
import type { MandateLife } from './life.ts'

export type Standing = 'granted' | 'beginsLater' | 'paused' | 'ended'

export function standingOf({ state }: Pick<MandateLife, 'state'>): Standing {
  switch (state.name) {
    case 'active':
    case 'underReview':
      return 'granted'
    case 'registered':
      return 'beginsLater'
    case 'paused':
    case 'suspended':
    case 'frozen':
      return 'paused'
    default:
      return 'ended'
  }
}
