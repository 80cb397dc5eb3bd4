/**
 * The act of signing. The intake judges by the record and the day of this instant, so the rules are asked once more,
 * with the clerk's latest word and today. Somebody signs only what was reviewed: another decision is reviewed first.
 */
import { canonicalJson } from '../../domain/bytes/canonical.ts'
import { nextToSign } from './at-kiosk.ts'
import { isOwnAnswer, signsApart } from './apart.ts'
import { decideAgain } from './form.ts'
import { known } from './known.ts'
import type { Mark } from '../../domain/requests/signing-set/signing-set.ts'
import type { FormCase, Signable, State } from './state.ts'
import { actStop, isStopping } from './stop.ts'
import { go, outcome } from './turn.ts'
import type { Context, Turn } from './turn.ts'

export function act(state: State, of: Signable, context: Context, mark: Mark): Turn {
  if (isStopping(of)) return actStop(state, of, context, mark)
  if (isOwnAnswer(state)) return ownAnswer(state, of, context, mark)
  return decideAgain(state, of, context, (now) =>
    canonicalJson(now.decision) === canonicalJson(of.decision)
      ? signed(state, now, context, mark)
      : reviewed(state, now),
  )
}

/**
 * What a child said by itself, whatever it is. The rules were asked with the facts of who asks for access, and are asked again at
 * the central; here only the child's own document can stand in the way.
 */
export function ownAnswer(state: State, of: FormCase, { moment }: Context, mark: Mark): Turn {
  const { record } = state
  if (record === null || record.declined || record.documentDoubtful) return outcome(state, 'refusedByRules')
  return go(state, { at: 'sealing', of }, { do: 'signAct', of, mark, at: moment.now })
}

/** Everybody has signed: seal. Or the screen goes to whoever signs next, and nothing leaves this process until then. */
function signed(state: State, of: FormCase, { moment }: Context, mark: Mark): Turn {
  if (signsApart(state, of)) return go(state, { at: 'sealing', of }, { do: 'signAct', of, mark, at: moment.now })
  const { part, language } = state
  const [claim, acceptance] = [known(state.claim), known(state.acceptance)]
  const signatures = [...(state.set?.signatures ?? []), { part, claim, acceptance, language, mark, at: moment.now }]
  const next = nextToSign(of.decision, { state, signatures })
  if (next === null) return go(state, { at: 'sealing', of }, { do: 'sign', of, signatures })
  return go({ ...state, set: { of, signatures } }, { at: 'handOver', of, to: next })
}

/** Who signed before has signed for something else: that counts no more, and the visitor reviews first. */
export function reviewed(state: State, now: FormCase): Turn {
  if (state.set === null) return go(state, { at: 'review', of: now })
  return go({ ...state, set: null }, { at: 'handOver', of: now, to: 'visitor' })
}
