/** The central's clock: an argument everywhere, so that tests can move it. */
import * as v from 'valibot'
import { Instant } from '../../domain/ids.ts'

export type Now = () => Date

export const systemNow: Now = () => new Date()

/** The moment as it stands in messages and records: RFC 3339 in UTC with milliseconds. */
export function instantOf(moment: Date): Instant {
  return v.parse(Instant, moment.toISOString())
}
