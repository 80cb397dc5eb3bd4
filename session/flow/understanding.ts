/** Between review and ink: whether what was read was understood. */
import { choosesGrantee } from '../../domain/journeys/index.ts'
import { journeyIn } from './known.ts'
import type { FormCase, Standing, State } from './state.ts'

/** The question with this index, from 0; after the last, or where a form asks none: the pad, or what is asked before it. */
export function beforeInk(of: FormCase, at: number, state: Pick<State, 'journey' | 'part'>): Standing {
  if (of.form.understanding[at] !== undefined) return { at: 'understand', of, index: at, wrong: 0 }
  return givesAccess(state) ? { at: 'freeWill', of } : { at: 'sign', of, problem: null }
}

/** The patient himself, where he gives access to somebody whom he chose. */
function givesAccess({ journey, part }: Pick<State, 'journey' | 'part'>): boolean {
  return part === 'visitor' && choosesGrantee(journeyIn({ journey }))
}
