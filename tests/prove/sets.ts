/**
 * Whether a set betrays a private answer, explored over every pair of courses. Two sets get the same open events; what is
 * for staff alone (a child's answer, a physician's refusal, a freeze) happens to each as it likes. As long as nobody was
 * granted access, whoever is not staff must find the two alike: state, turn, answers to what he does, and what he is told when.
 */
import { addDays } from '../../domain/days/calendar.ts'
import { openSetOf } from '../../domain/requests/sets/open-set.ts'
import { nextOfSet, type Day } from '../../domain/requests/sets/next.ts'
import type { Answer, SetEvent, SetNext, SetRole, SetState, SetTerms } from '../../domain/requests/sets/set.ts'
import { shownToOthers } from '../../domain/requests/sets/shown.ts'
import { notFor } from '../../domain/requests/sets/turn.ts'
import * as v from 'valibot'
import { Instant, type CalendarDay } from '../../domain/ids.ts'
import type { Signer } from '../../domain/rules/basis/decision.ts'
import { day } from '../rules/sample.ts'

export type Machine = typeof nextOfSet

const terms: SetTerms = { days: 2, warnPhysicianDays: 1, lateDays: 1 }
const first = day('2026-11-23')

const signer = (role: SetRole, alone: boolean): Signer => ({
  role,
  relation: role === 'patient' ? 'self' : 'parentWithAuthority',
  step: 1,
  gives: 'signature',
  alone,
  sees: 'form',
  ownForm: false,
  proves: ['identity'],
  minimumIdentity: 'identified',
})
export const decision = {
  signers: [signer('applicant', false), signer('coHolder', false), signer('patient', true)],
  approver: 'physician',
} as const

type Acted = Extract<SetEvent, { readonly kind: 'acted' }>

export const act = (by: SetRole, on: CalendarDay, answer: Answer | null = null, hour = 12): Acted => ({
  kind: 'acted',
  act: {
    by,
    key: `${by} ${answer ?? ''} ${on} ${String(hour)}`,
    at: v.parse(Instant, `${on}T${String(hour).padStart(2, '0')}:00:00Z`),
    day: on,
    answer,
  },
  again: 'same',
})

/** What happens before everybody's eyes. `today` moves by one with a new day, by more when the job was away. */
const open: readonly ((today: CalendarDay) => SetEvent)[] = [
  (today) => act('coHolder', today),
  (today) => ({ ...act('coHolder', today), again: 'changed' }),
  (today) => act('coHolder', addDays(today, -1), null, 13),
  () => ({ kind: 'withdrew', by: 'applicant' }),
  () => ({ kind: 'withdrew', by: 'coHolder' }),
  () => ({ kind: 'stopped', because: 'patientDied' }),
  () => ({ kind: 'stopped', because: 'formWithdrawn' }),
]

/** What only staff know. */
const hidden: readonly ((today: CalendarDay) => SetEvent)[] = [
  (today) => act('patient', today, 'yes', 10),
  (today) => act('patient', today, 'no', 11),
  (today) => act('patient', today, 'yes', 14),
  (today) => act('patient', today, 'later', 15),
  (today) => ({ ...act('patient', today, 'yes', 16), again: 'changed' }),
  (today) => act('patient', addDays(today, -1), 'yes', 17),
  () => ({ kind: 'withdrew', by: 'patient' }),
  () => ({ kind: 'refused', by: 'physician' }),
  () => ({ kind: 'granted', by: 'physician', again: 'changed' }),
  () => ({ kind: 'froze', by: 'anna' }),
  () => ({ kind: 'released', by: 'bram' }),
]

/** What anybody but staff can find out of one step. */
const seen = ({ state, notices, notTaken }: SetNext): string =>
  JSON.stringify({
    shown: shownToOthers(state),
    turns: [notFor(state, 'applicant'), notFor(state, 'coHolder')],
    told: notices.filter(({ to }) => to !== 'physician' && to !== 'staff'),
    notTaken,
  })

/** Two sets of one key do the same from now on, but for acts of one day by the hour. */
const keyOf = ({ acts, outcome, warned: _, ...state }: SetState): string =>
  JSON.stringify({
    ...state,
    acts: acts.map(({ by, answer }) => `${by} ${answer ?? ''}`).sort((a, b) => a.localeCompare(b)),
    outcome: outcome === null ? null : [outcome.kind, 'because' in outcome ? outcome.because : ''],
  })

export type Betrayal = { readonly after: string; readonly plain: string; readonly other: string }
export type Found = { readonly pairs: number; readonly betrayal: Betrayal | null }

/**
 * Every set beside the plain one, which got the same open events and nothing else: no child ever came. When each is like the
 * plain one, no two can be told apart. The first that is not, or null.
 */
export function findBetrayal(machine: Machine = nextOfSet, birth: CalendarDay = day('2013-01-01')): Found {
  const found = new Map<string, Pair>()
  const add = (pair: Pair) => {
    const key = `${pair.today} ${keyOf(pair.plain)} ${keyOf(pair.other)}`
    if (!found.has(key)) found.set(key, pair)
  }
  const [plain, ...others] = begun(birth)
  for (const other of [plain, ...others]) add({ plain, other, today: first })
  for (const pair of found.values()) {
    const betrayal = steps(machine, pair, add)
    if (betrayal !== null) return { pairs: found.size, betrayal }
  }
  return { pairs: found.size, betrayal: null }
}

interface Pair {
  readonly plain: SetState
  readonly other: SetState
  readonly today: CalendarDay
}

/** The day after, and four days at once: the job was away. */
const leaps = [1, 4]
const end = addDays(first, 6)

function steps(machine: Machine, { plain, other, today }: Pair, add: (pair: Pair) => void): Betrayal | null {
  const day: Day = { today, terms }
  const days = leaps.map((count) => addDays(today, count)).filter((later) => later <= end)
  const openSteps: readonly (readonly [SetEvent, Day])[] = [
    ...open.map((make) => [make(today), day] as const),
    ...days.map((later) => [{ kind: 'dayCame' }, { today: later, terms }] as const),
  ]
  for (const [event, on] of openSteps) {
    const [a, b] = [machine(plain, event, on), machine(other, event, on)]
    if (seen(a) !== seen(b)) return { after: JSON.stringify(event), plain: seen(a), other: seen(b) }
    add({ plain: a.state, other: b.state, today: on.today })
  }
  const unmoved = machine(plain, { kind: 'dayCame' }, day)
  for (const event of hidden.map((make) => make(today))) {
    const moved = { ...machine(other, event, day), notTaken: null }
    if (seen(unmoved) !== seen(moved)) return { after: JSON.stringify(event), plain: seen(unmoved), other: seen(moved) }
    add({ plain: unmoved.state, other: moved.state, today })
  }
  return null
}

/** The parent asks today: alone, or after the child came by itself, with each answer. */
function begun(birth: CalendarDay): readonly [SetState, ...(readonly SetState[])] {
  const opened = (event: Acted) => {
    const set = openSetOf({ decision, patientBirth: birth, act: event.act, terms })
    if ('notTaken' in set) throw new Error(set.notTaken)
    return set.state
  }
  const alone = opened(act('applicant', first))
  const afterChild = (['yes', 'no', 'later'] as const).map((answer) => {
    const set = opened(act('patient', addDays(first, -1), answer, 9))
    return nextOfSet(set, act('applicant', first), { today: first, terms }).state
  })
  return [alone, ...afterChild]
}
