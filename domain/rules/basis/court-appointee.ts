/** Whether a court appointed somebody for this adult: what staff recorded, a ruling on the desk and the register say it alike. */
import { isBefore, type Case } from './outline.ts'
import type { World } from './world.ts'

/**
 * `acts` also where only the ruling or the public register (1:391) shows it: the lower steps of 7:465(3) ask that there is
 * no curatele or mentorship. A ruling that is over appoints nobody any more.
 */
export function courtAppointee<W extends World>(it: Case<W>): 'none' | 'acts' | 'declines' {
  const { others, evidence, today } = it.facts
  if (others.courtAppointed !== 'none') return others.courtAppointed
  if (evidence.curateleRegister === 'listed') return 'acts'
  const { ruling } = evidence
  if (ruling === null || (ruling.measure !== 'curatele' && ruling.measure !== 'mentorship')) return 'none'
  return ruling.until !== null && isBefore(it, ruling.until, today) ? 'none' : 'acts'
}
