/** Whether the central's time, as an answer states it, can be true together with this visit's clock. */
import type { IncomingHttpHeaders } from 'node:http'
import { readStatedTime, timeHeader } from '../../domain/contract/device/channel.ts'
import { slewing } from '../../domain/contract/device/lifetimes.ts'
import type { Clock } from '../arm/clock.ts'

/** `sent`: the clock's milliseconds when the request went out. True when the answer states no time of the central's own. */
export function rightTime(headers: IncomingHttpHeaders, { clock, sent }: { clock: Clock; sent: number }): boolean {
  const stated = readStatedTime(headers[timeHeader])
  if (stated === null) return true
  const room = clock.uncertainty() + slewing
  return stated >= sent - room && stated <= clock.milliseconds() + room
}
