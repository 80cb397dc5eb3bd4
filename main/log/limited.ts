/**
 * A page or a session that was taken over can say "step" and "painted" as often as it likes; each is a line for IT, and a
 * full disk closes the kiosk. What a visit may have written is bounded; what main itself has to say is not.
 */
import type { Clock } from '../clock/clock.ts'
import type { Log, LogEvent } from './log.ts'

/**
 * Lines that the pairs may cause in a visit, and in each hour. Own choice: a long visit has some hundred steps and as
 * many paintings; 2,000 lines are 160 KB.
 */
export const linesAVisit = 2_000

/** Milliseconds after which the count begins anew without a visit: a pair that fails again and again goes on being told. */
const hour = 3_600_000

/** Written because a page or a session said something. */
const saidByPairs: ReadonlySet<LogEvent> = new Set([
  'step',
  'painted',
  'help',
  'sealRefused',
  'notDurable',
  'pairFailed',
  'pairDied',
])

/** The same log; of a visit's lines over the limit only one more is written, which says that there were more. */
export function limited(log: Log, clock: Pick<Clock, 'monotonic'>): Log {
  let lines = 0
  let since = clock.monotonic()
  return (event, fields) => {
    const now = clock.monotonic()
    if (event === 'visitBegan' || now - since >= hour) {
      lines = 0
      since = now
    }
    if (!saidByPairs.has(event)) return log(event, fields)
    lines += 1
    if (lines <= linesAVisit) return log(event, fields)
    if (lines === linesAVisit + 1)
      log('alarm', { code: 'log-limit', ...(fields?.visit ? { visit: fields.visit } : {}) })
  }
}
