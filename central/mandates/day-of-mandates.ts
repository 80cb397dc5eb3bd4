/**
 * What a new day does to every mandate that is not over: it begins, pauses, is looked at again, warned of, or ends. Access itself
 * does not wait for this: the days stand in the Consent. This says so in its state, and to people.
 */
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { dayCameTo } from '../../domain/lifecycle/life.ts'
import { changeMandate } from './change.ts'
import type { ChangePorts } from './change.ts'
import type { MandateLives } from './lives.ts'

export interface DayPorts extends ChangePorts {
  readonly lives: Pick<MandateLives, 'open'>
  readonly policy: () => HospitalPolicy
}

/**
 * May run at any time, twice, late, on several nodes, and be cut in the middle: each mandate moves in a transaction of its own, from
 * what it is then. One that fails holds up no other; the first failure is thrown at the end. Resolves with how many moved.
 */
export async function dayOfMandates(ports: DayPorts): Promise<number> {
  const failed: unknown[] = []
  let count = 0
  for (const mandate of await ports.lives.open()) {
    try {
      if (await oneMandate(ports, mandate)) count += 1
    } catch (error) {
      failed.push(error)
    }
  }
  if (failed.length > 0) throw failed[0]
  return count
}

async function oneMandate(ports: DayPorts, mandate: string): Promise<boolean> {
  const moved = await changeMandate(ports, {
    mandate,
    turn: (life) => dayCameTo(life, { today: dayAt(ports.now().getTime()), policy: ports.policy() }),
    line: ({ patient }, { state }) => ({
      kind: 'mandateMoved',
      patient: patient?.reference ?? '',
      mandate,
      state: state.name,
      because: 'day',
    }),
  })
  return moved !== null
}
