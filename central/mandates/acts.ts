/**
 * What somebody of the hospital does to mandates: freezes and releases one, ends one (7:465(4)), answers a review, says that an
 * employee leaves, suspends a person and lifts that. Each works in the same second, is a line of the access log with its reason, and
 * tells nobody outside the hospital why.
 */
import { addDays } from '../../domain/days/calendar.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { isGiven } from '../../domain/fhir/mandate-life.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import {
  childConsented,
  dayCameTo,
  endingBy,
  moved,
  resumedFrom,
  stoppedBy,
  suspendedFor,
  telling,
} from '../../domain/lifecycle/life.ts'
import type { MandateLife } from '../../domain/lifecycle/life.ts'
import { clerkOf } from '../access-log/actor.ts'
import { changeMandate } from './change.ts'
import type { Turn } from './change.ts'
import type { DayPorts } from './day-of-mandates.ts'
import type { MandateLives } from './lives.ts'

/** As the hospital's log-in knows him. */
export interface Staff {
  readonly id: string
  readonly name: string
  readonly role: 'clerk' | 'physician'
}

/** Reasons to choose from, so that no free text about anybody comes into the access log. */
export const actReasons = ['doubt', 'misuse', 'safety', 'goodCare', 'noAnswer', 'mistake', 'register'] as const
export type ActReason = (typeof actReasons)[number]

export type MandateAct =
  | { readonly kind: 'freeze' | 'release' | 'end' }
  /** A physician's answer to a review, also of a holder's consent that was taken back. */
  | { readonly kind: 'answerReview'; readonly goesOn: boolean }
  /** The child agreed, alone, while it is paused. */
  | { readonly kind: 'childConsents' }
  | { readonly kind: 'suspend' | 'resume' }
  /** Who acts for an organisation, a holder of authority: the last day on which he does. */
  | { readonly kind: 'lastDay'; readonly day: CalendarDay; readonly because: 'employeeLeaves' | 'authorityLost' }
  | { readonly kind: 'granteeDied' | 'capacityRegained' }

export type Acted = 'done' | 'nothing' | 'physicianOnly'

export interface ActPorts extends DayPorts {
  readonly lives: Pick<MandateLives, 'open' | 'openOf' | 'openFor'>
}

interface By {
  readonly by: Staff
  readonly act: MandateAct
  readonly reason: ActReason | null
}

/** To one mandate (`Consent/<id>`). `nothing`: it is not in a state in which this can happen; `sameWhoFroze` is that too. */
export async function actOn(ports: ActPorts, mandate: string, { by, act, reason }: By): Promise<Acted> {
  if (isPhysicians(act) && by.role !== 'physician') return 'physicianOnly'
  const today = dayAt(ports.now().getTime())
  const policy = ports.policy()
  const turn: Turn = (life, consent) => {
    // What the day brought comes first, whether a job has run or not.
    const now = dayCameTo(life, { today, policy })
    return after(now, { act, by, today, isGiver: isGiven(consent) })
  }
  const to = await changeMandate(ports, {
    mandate,
    turn,
    line: ({ patient }, { state }) => ({
      kind: 'mandateActed',
      clerk: clerkOf(by),
      patient: patient?.reference ?? '',
      mandate,
      state: state.name,
      act: act.kind,
      reason,
    }),
  })
  return to === null ? 'nothing' : 'done'
}

/** To every mandate by which this person may look (`RelatedPerson/<id>` of each of his records); how many moved. */
export async function actOnPerson(ports: ActPorts, people: readonly string[], of: By): Promise<number> {
  let count = 0
  for (const person of people)
    for (const mandate of await ports.lives.openFor(person))
      if ((await actOn(ports, mandate, of)) === 'done') count += 1
  return count
}

/** Good care (7:465(4)) and what rests on a finding are a physician's. */
const isPhysicians = ({ kind }: MandateAct): boolean =>
  kind === 'end' || kind === 'answerReview' || kind === 'capacityRegained'

function after(
  life: MandateLife,
  of: { readonly act: MandateAct; readonly by: Staff; readonly today: CalendarDay; readonly isGiver: boolean },
): MandateLife | null {
  const { act, by, today, isGiver } = of
  const ended = { to: 'grantee', what: 'ended', on: today } as const
  switch (act.kind) {
    case 'freeze':
      return moved(life, { kind: 'froze', by: by.id })
    case 'release':
      return moved(life, { kind: 'released', by: by.id })
    case 'end': {
      const to = stoppedBy(life, { by: 'physician', today, isGiver, wasAgreed: true })
      return to === life ? null : to
    }
    case 'answerReview':
      return answered(life, { goesOn: act.goesOn, today })
    case 'childConsents':
      return childConsented(life, today)
    case 'suspend':
      return suspendedFor(life, 'person')
    case 'resume':
      return resumedFrom(life, 'person')
    case 'lastDay': {
      const day = addDays(act.day, 1)
      const to = endingBy(life, { day, reason: act.because === 'employeeLeaves' ? 'employeeMandateEnd' : 'asked' })
      return to === null || day > today ? to : told(moved(life, { kind: 'over', because: 'authorityLost' }), ended)
    }
    case 'granteeDied':
      return told(moved(life, { kind: 'over', because: 'granteeDied' }), { ...ended, to: 'staff' })
    case 'capacityRegained':
      return told(moved(life, { kind: 'over', because: 'capacityRegained' }), ended)
    default:
      return act satisfies never
  }
}

const told = (life: MandateLife | null, notice: MandateLife['notices'][number]): MandateLife | null =>
  life === null ? null : telling(life, [notice])

/** Goes on: whatever stopped it for this review is lifted. Not: it ends. */
function answered(
  life: MandateLife,
  { goesOn, today }: { readonly goesOn: boolean; readonly today: CalendarDay },
): MandateLife | null {
  const held = life.stops.includes('holder')
  if (!held && life.state.name !== 'underReview') return null
  if (!goesOn)
    return told(moved(life, { kind: 'over', because: 'authorityLost' }), { to: 'grantee', what: 'ended', on: today })
  if (held) return resumedFrom(life, 'holder')
  return moved(life, { kind: 'reviewed', goesOn: true })
}
