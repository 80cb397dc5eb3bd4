/**
 * Every refusal: what the visitor reads (plain Dutch, plainer Dutch, English), what staff read, and what to do next.
 * Sentences have at most twelve words. A visitor never reads a private answer or a physician's reason: refusals that
 * rest on one share their sentences with harmless ones.
 */
import { adultRefusals } from './adult.ts'
import { childRefusals } from './child.ts'
import { chosenRefusals } from './chosen.ts'
import { generalRefusals } from './general.ts'
import { paperRefusals } from './papers.ts'
import type { Refusal } from './refusal.ts'

export type { Refusal } from './refusal.ts'

export const refusals = {
  ...generalRefusals,
  ...childRefusals,
  ...chosenRefusals,
  ...adultRefusals,
  ...paperRefusals,
} satisfies Record<string, Refusal>
export type RefusalId = keyof typeof refusals

/** Is this rule a refusal? */
export const isRefusalId = (id: string): id is RefusalId => Object.hasOwn(refusals, id)
