/** Somebody else than the visitor was identified: the rules are asked with both, and he reviews what he signs. */
import { canonicalJson } from '../../domain/bytes/canonical.ts'
import { saidOf } from './at-kiosk.ts'
import { reviewed } from './act.ts'
import { compared } from './companion.ts'
import { decideAgain } from './form.ts'
import { known } from './known.ts'
import type { State } from './state.ts'
import { go } from './turn.ts'
import type { Context, Turn } from './turn.ts'
import { losesWitness } from './witness.ts'

export function joined(state: State, context: Context): Turn {
  const { of, signatures } = known(state.set)
  if (signatures.length === 0) return compared(state)
  return decideAgain(state, of, context, (now) =>
    canonicalJson(now.decision) === canonicalJson(of.decision) && !losesWitness(signatures, state)
      ? go(state, { at: 'review', of: now })
      : reviewed(state, now),
  )
}

/** Whether the desk has compared whoever stands at the kiosk already. */
export function isIdentified({ record, part }: State): boolean {
  if (record === null) return false
  const { assurance, declined } = saidOf(record, part)
  return assurance !== 'claimed' && !declined
}
