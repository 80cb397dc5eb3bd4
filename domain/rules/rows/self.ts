/** R01 and R02: the patient himself needs no form. The own right of access begins at 12 in every hospital. */
import { hasAge, refuse, type Case, type Outline } from '../basis/outline.ts'
import type { World } from '../basis/world.ts'

/** Explains the own right. With a physician's finding the kiosk refers and touches no access that exists. */
export function self<W extends World>(it: Case<W>): Outline<W> {
  const { patient } = it.facts
  if (!hasAge(it, patient.birth, 12)) return refuse('R02.tooYoung')
  if (patient.finding !== null && patient.finding.capacity === 'lacking') return refuse('R02.finding')
  return refuse(hasAge(it, patient.birth, 16) ? 'R01.ownRight' : 'R02.ownRight')
}
