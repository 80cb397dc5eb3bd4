/** The supervisor's machine, played by hand: events in, effects kept, the clock moved. */
import * as v from 'valibot'
import { defaultDevicePolicy } from '../../../domain/contract/device/device-policy.ts'
import { VisitId } from '../../../domain/ids.ts'
import type { Effect, Happening } from '../../../main/visit/events.ts'
import { advance } from '../../../main/visit/machine.ts'
import { initial, type Supervised } from '../../../main/visit/state.ts'

export const policy = { ...defaultDevicePolicy, training: false }
export const visit = v.parse(VisitId, '00000000-0000-4000-9000-000000000001')
export const beginMessage = { type: 'begin' } as unknown as Extract<Happening, { type: 'began' }>['message']

/** A machine with a hand-moved clock. */
export class Played {
  state: Supervised
  now = 0
  effects: Effect[] = []
  constructor(host: 'electron' | 'served' = 'electron') {
    this.state = initial({ host, policy })
  }
  tell(...events: Happening[]): this {
    for (const event of events) {
      const next = advance(this.state, event, this.now)
      this.state = next.state
      this.effects.push(...next.effects)
    }
    return this
  }
  wait(seconds: number): this {
    for (let tick = 0; tick < seconds * 4; tick += 1) {
      this.now += 250
      this.tell({ type: 'tick' })
    }
    return this
  }
  take(): Effect[] {
    const effects = this.effects
    this.effects = []
    return effects
  }
  screens(): unknown[] {
    return this.take().flatMap((effect) => (effect.do === 'screen' ? [effect.message] : []))
  }
  wipes() {
    return this.take().flatMap((effect) => (effect.do === 'wipe' ? [effect] : []))
  }
}

export const armedPair = (pair: string): Happening[] => [
  { type: 'opened', pair },
  { type: 'armed', pair },
]
export function ready(host: 'electron' | 'served' = 'electron'): Played {
  return new Played(host).tell(
    { type: 'start' },
    { type: 'conditions', outOfService: null, canArm: true },
    ...armedPair('a'),
    ...armedPair('b'),
  )
}
export function visiting(host: 'electron' | 'served' = 'electron'): Played {
  const played = ready(host).tell(
    { type: 'activate', pair: 'a', visit },
    { type: 'began', visit, message: beginMessage },
  )
  played.take()
  return played
}
