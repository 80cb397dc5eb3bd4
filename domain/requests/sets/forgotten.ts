/** A set of which what was signed is erased: what somebody answered alone goes with it, wherever else it can be read. */
import type { SetNotice, SetState } from './set.ts'

interface Kept {
  readonly state: SetState
  readonly notices: readonly SetNotice[]
}

/** Who acted and how it ended stays. A yes that was taken back ends as silence does. */
export function withoutAnswers({ state, notices }: Kept): Kept {
  const { acts, outcome } = state
  const tells = outcome?.kind === 'notGranted' && outcome.because === 'takenBack'
  return {
    state: {
      ...state,
      acts: acts.map((act) => ({ ...act, answer: null })),
      outcome: tells ? { ...outcome, because: 'lastDay' } : outcome,
    },
    notices: notices.filter(({ what }) => what !== 'refusedPrivately'),
  }
}
