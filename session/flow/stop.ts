/** Stopping a mandate: what the rules say of it before a card is shown, before the pad stands and at the act itself. */
import * as v from 'valibot'
import type { Stoppable } from '../../domain/contract/gateway/stoppable.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { outcomes } from '../../domain/outcome/outcomes.ts'
import type { Mark } from '../../domain/requests/signing-set/signing-set.ts'
import { judgeStop } from '../../domain/requests/withdrawal/facts.ts'
import { withdrawalRefusals } from '../../domain/rules/refusals/withdrawal.ts'
import { isOwnAnswer } from './apart.ts'
import type { Input } from './input.ts'
import type { Bound, Signable, State, Stopping } from './state.ts'
import { go, stay } from './turn.ts'
import type { Context, Turn } from './turn.ts'

/** Whether what is signed is that a mandate stops. */
export const isStopping = (of: Signable): of is Stopping => 'stop' in of

/** What is signed, for the words of the screens: of a child's own answer never which. */
export function aboutOf(
  of: Signable,
  { apart }: Pick<State, 'apart'>,
): 'form' | 'withdrawal' | 'request' | 'answer' | 'ownAnswer' {
  if (!isStopping(of)) return isOwnAnswer({ apart }) ? 'ownAnswer' : 'form'
  if (of.stop.part?.gave === 'answer') return 'answer'
  return of.stop.status === 'proposed' ? 'request' : 'withdrawal'
}

/** The central said which mandates this visitor may stop. */
export function onStoppable(
  state: State,
  { bound, mandates }: Extract<Input, { type: 'stoppable' }>,
  context: Context,
): Turn {
  if (state.place.at !== 'confirmPatient' || !state.busy) return stay(state)
  const stops = mandates.filter((stop) => mayStop(state, { bound, stop, context }))
  return stops.length === 0 ? neutral(state) : go(state, { at: 'stopList', bound, stops })
}

/** The rules once more on this day: the way on, or the page that says the same to everybody. */
export function judged(
  state: State,
  { of, context }: { readonly of: Stopping; readonly context: Context },
  on: (now: Stopping) => Turn,
): Turn {
  return mayStop(state, { bound: of, stop: of.stop, context }) ? on(of) : neutral(state)
}

/** The act. The intake judges by the record and the day of this instant. */
export function actStop(state: State, of: Stopping, context: Context, mark: Mark): Turn {
  return judged(state, { of, context }, (now) =>
    go(state, { at: 'sealing', of: now }, { do: 'withdraw', of: now, mark, at: context.moment.now }),
  )
}

function mayStop(
  { record }: State,
  {
    bound,
    stop,
    context: { hospital, moment },
  }: { readonly bound: Bound; readonly stop: Stoppable; readonly context: Context },
): boolean {
  const birth = v.safeParse(CalendarDay, bound.patient.birthDate)
  if (record === null || !birth.success) return false
  const { policy } = hospital
  return judgeStop(stop, { record, patientBirth: birth.output, today: moment.today, policy }).kind === 'stop'
}

/**
 * Who may not stop anything and who has nothing to stop read one page, word for word. Nothing that the clerk records later
 * is decided on again from it: a second page that differed would tell the two apart.
 */
function neutral(state: State): Turn {
  const { next } = outcomes.refusedByRules
  const { visitor: sentence } = withdrawalRefusals['R20.mayNot']
  return go(state, { at: 'outcome', outcome: 'refusedByRules', next, sentence, back: null })
}
