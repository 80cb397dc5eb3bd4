/** Whether a court appointed somebody for this adult: what staff recorded, a ruling on the desk and the register say it alike. */
import { isBefore, refuse, type Case, type RefusalOutline } from './outline.ts'
import type { World } from './world.ts'

export type CourtAppointee<W extends World> = {
  readonly kind: 'none' | 'acts' | 'declines'
  /** What the rulings are limited to; the rest is left to the next step of 7:465(3). Null: they leave nothing. */
  readonly topics: readonly W['kinds'][] | null
  /** A ruling on the desk puts the patient’s money under somebody’s care; only looked at where nobody is appointed. */
  readonly bewind: boolean
}

/**
 * `acts` also where only the ruling or the public register (1:391) shows it: the lower steps of 7:465(3) ask that there is
 * no curatele or mentorship. A ruling that is over, or about somebody else, appoints nobody here.
 */
export function courtAppointee<W extends World>(it: Case<W>): CourtAppointee<W> {
  const { courtAppointed: recorded, courtTopics } = it.facts.others
  if (recorded !== 'none' && courtTopics === null) return { kind: recorded, topics: null, bewind: false }
  const kind = recorded === 'none' ? 'acts' : recorded
  if (it.facts.evidence.curateleRegister === 'listed') return { kind, topics: null, bewind: false }
  const ruling = it.ops.settle('courtRuling', () => rulingOnDesk(it))
  if (ruling === 'everything') return { kind, topics: null, bewind: false }
  const bewind = ruling === 'money'
  const shown = ruling === 'nothing' || bewind ? [] : [ruling.topics]
  const topics = recorded === 'none' || courtTopics === null ? shown : [courtTopics, ...shown]
  return { kind: topics.length === 0 ? 'none' : kind, topics, bewind }
}

/** What a ruling on the desk gives to somebody else: everything, these topics, the care of money, or nothing. */
export type OnDesk<W extends World> = 'nothing' | 'money' | 'everything' | { readonly topics: W['kinds'] }

/** Asked once on a path: the proof settles it by itself (tests/prove/court.ts). */
export function rulingOnDesk<W extends World>(it: Case<W>): OnDesk<W> {
  const { ruling } = it.facts.evidence
  if (ruling === null) return 'nothing'
  if (ruling.measure === 'bewind') return 'money'
  if ((ruling.measure !== 'curatele' && ruling.measure !== 'mentorship') || !ruling.ofPatient) return 'nothing'
  if (ruling.until !== null && isBefore(it, ruling.until, it.facts.today)) return 'nothing'
  return ruling.kinds === null || ruling.beyondKinds ? 'everything' : { topics: ruling.kinds }
}

/** For the lower steps: what the court gave to somebody else, to be left out of the scope. */
export function leftByCourt<W extends World>(
  it: Case<W>,
  refusals: { readonly acts: 'R14.courtAppointedExists' | 'R15.higherStep' },
): { readonly without: readonly W['kinds'][] } | RefusalOutline {
  const { kind, topics } = courtAppointee(it)
  if (topics === null) return refuse(kind === 'acts' ? refusals.acts : 'adult.courtAppointedDeclines')
  if (topics.length > 0) it.cite('scope.courtTopics')
  return { without: topics }
}
