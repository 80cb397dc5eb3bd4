/** Who asks a child for access, as the child reads it. Of anybody else than the one who asks no name is told. */
import type { FormDecision } from '../../domain/rules/basis/decision.ts'
import type { State } from './state.ts'

export interface WhoAsks {
  /** What the one who asks is to the child. */
  readonly who: 'parent' | 'guardian'
  /** Null: nobody has signed for it. */
  readonly name: string | null
  /** Another one gets access by the same form. */
  readonly other: boolean
}

export function whoAsks({ apart }: Pick<State, 'apart'>, { signers }: Pick<FormDecision, 'signers'>): WhoAsks {
  const waiting = apart?.waiting ?? null
  return {
    who: waiting?.journey === 'guardian' ? 'guardian' : 'parent',
    name: waiting?.asks ?? null,
    other: signers.some(({ role, gives }) => role === 'coHolder' && gives === 'signature'),
  }
}
