/**
 * The act of signing. The intake judges by the record and the day of this instant, so the rules are asked once more,
 * with the clerk's latest word and today. Somebody signs only what was reviewed: another decision is reviewed first.
 */
import { canonicalJson } from '../../domain/bytes/canonical.ts'
import { decideAgain } from './form.ts'
import type { Mark } from '../../domain/requests/signing-set/signing-set.ts'
import type { Case, State } from './state.ts'
import { go } from './turn.ts'
import type { Context, Turn } from './turn.ts'

export function act(state: State, of: Case, context: Context, mark: Mark): Turn {
  return decideAgain(state, of, context, (now) =>
    canonicalJson(now.decision) === canonicalJson(of.decision)
      ? go(state, { at: 'sealing', of: now }, { do: 'sign', of: now, mark, at: context.moment.now })
      : go(state, { at: 'review', of: now }),
  )
}
