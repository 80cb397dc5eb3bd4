/** The central's time as an answer states it: in the central's own header, else in `Date` (RFC 9110 section 6.6.1). */
import { timeHeader } from '../../domain/contract/device/channel.ts'
import type { Statement } from './time.ts'

/** Null when the answer states none. `sent`, `received`: monotonic milliseconds around the exchange. */
export function statedTime(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  { sent, received }: { readonly sent: number; readonly received: number },
): Statement | null {
  const own = headers[timeHeader]
  if (typeof own === 'string') {
    const stated = Date.parse(own)
    return Number.isFinite(stated) ? { stated, sent, received, granularity: 1 } : null
  }
  const { date } = headers
  if (typeof date !== 'string') return null
  return { stated: Date.parse(date), sent, received, granularity: 1000, coarse: true }
}
