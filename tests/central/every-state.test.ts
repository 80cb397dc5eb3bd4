/**
 * Every state that a granted mandate can come into, with every event that can come to it, through the real central with a set clock:
 * what the machine says is what stands in the record, access is there where the machine says so and nowhere else, and the daily work
 * changes nothing by running again.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import type { MandateAct, Staff } from '../../central/mandates/acts.ts'
import { givesAccess } from '../../domain/lifecycle/states.ts'
import { lifeOf } from '../../domain/fhir/mandate-life.ts'
import { folder, training } from './support/kiosk.ts'
import { consentOf, day, granted, maySee, nowOf, toldOf } from './support/granted.ts'
import type { Granted } from './support/granted.ts'

const data = folder()
const clock = { at: '2026-12-01T12:00:00Z' }
const now = nowOf(clock)
let central: Central
beforeAll(async () => {
  central = await training(data.path, { now })
})
afterAll(async () => {
  await central.close()
  data.remove()
})

const one: Staff = { id: 'physician-1', name: 'A. Arts', role: 'physician' }
const other: Staff = { id: 'physician-2', name: 'B. Arts', role: 'physician' }
type Step = readonly [by: Staff, act: MandateAct]
const acts: readonly Step[] = [
  [one, { kind: 'freeze' }],
  [other, { kind: 'release' }],
  [one, { kind: 'suspend' }],
  [one, { kind: 'resume' }],
  [one, { kind: 'childConsents' }],
  [one, { kind: 'answerReview', goesOn: true }],
  [one, { kind: 'answerReview', goesOn: false }],
  [one, { kind: 'lastDay', day: day('2026-11-30'), because: 'employeeLeaves' }],
  [one, { kind: 'granteeDied' }],
  [one, { kind: 'capacityRegained' }],
  [one, { kind: 'end' }],
]
/** How each state is come into; days that pass are a date. */
const ways: Readonly<Record<string, readonly (Step | string)[]>> = {
  registered: [],
  active: ['2026-12-14'],
  underReview: ['2027-01-10'],
  paused: ['2027-02-10'],
  suspended: ['2026-12-14', [one, { kind: 'suspend' }]],
  suspendedBefore: [[one, { kind: 'suspend' }]],
  frozen: ['2026-12-14', [one, { kind: 'freeze' }]],
  frozenOverPaused: ['2027-02-10', [one, { kind: 'suspend' }], [one, { kind: 'freeze' }]],
  ended: ['2031-02-10'],
  withdrawn: ['2026-12-14', [one, { kind: 'end' }]],
}

async function comeInto(way: readonly (Step | string)[]): Promise<Granted> {
  clock.at = '2026-12-01T12:00:00Z'
  const plan = { start: day('2026-12-14'), end: day('2031-02-10'), reason: 'sixteenthBirthday', reviews: [day('2027-01-10')], pauses: [day('2027-02-10')] } as const // prettier-ignore
  const made = await granted(central, { now, plan })
  for (const step of way) {
    if (typeof step === 'string') clock.at = `${step}T12:00:00Z`
    else await central.mandates.act(made.mandate, { by: step[0], act: step[1], reason: null })
  }
  await central.mandates.run()
  return made
}
const lifeNow = async (of: Granted) => {
  const life = lifeOf(await consentOf(central, of))
  if (life === null) throw new Error('a mandate has a life')
  return life
}

it.each(Object.entries(ways))('from %s every event leaves access exactly where the machine has it', async (_, way) => {
  for (const [by, act] of acts) {
    const made = await comeInto(way)
    const before = await lifeNow(made)
    const acted = await central.mandates.act(made.mandate, { by, act, reason: null })
    const after = await lifeNow(made)
    if (acted === 'nothing') expect(after).toEqual(before)
    expect([act.kind, await maySee(central, made, now)]).toEqual([act.kind, givesAccess(after.state)])
    await central.mandates.run()
    const told = toldOf(central, made)
    const settled = await lifeNow(made)
    for (let again = 0; again < 2; again += 1) await central.mandates.run()
    expect([await lifeNow(made), toldOf(central, made)]).toEqual([settled, told])
    // No day brings back what is over, and an end closes from every state.
    await central.mandates.act(made.mandate, { by: one, act: { kind: 'end' }, reason: null })
    clock.at = '2032-01-01T12:00:00Z'
    await central.mandates.run()
    expect(await maySee(central, made, now)).toBe(false)
  }
})
