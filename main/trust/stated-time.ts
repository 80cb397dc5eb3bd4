/** The central's time as an answer states it: in the central's own header, else in `Date` (RFC 9110 section 6.6.1). */
import { believableTime, readStatedTime, timeHeader } from '../../domain/contract/device/channel.ts'
import type { Statement } from './time.ts'

/** "Sun, 06 Nov 1994 08:49:37 GMT": the one form that may be sent (RFC 9110 section 5.6.7). */
const httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/u

/**
 * Null when the answer states none, or one that cannot be meant. `sent`, `received`: monotonic milliseconds around the
 * exchange.
 */
export function statedTime(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  { sent, received }: { readonly sent: number; readonly received: number },
): Statement | null {
  const own = headers[timeHeader]
  if (own !== undefined) {
    const stated = readStatedTime(own)
    return stated === null ? null : { stated, sent, received, granularity: 1 }
  }
  const { date } = headers
  const stated = typeof date === 'string' && httpDate.test(date) ? believableTime(Date.parse(date)) : null
  return stated === null ? null : { stated, sent, received, granularity: 1000, coarse: true }
}
