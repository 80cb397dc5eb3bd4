/**
 * What happens after a fault that nobody caught. Main's state cannot be trusted any more, and Electron's own answer is a
 * native window over the kiosk that goes on as if nothing were: the visit ends by the common path, what is being
 * written to the outbox is finished, and the process ends, so that the machine's service starts it anew.
 */
import { realClock, type Clock } from './clock/clock.ts'
import type { Log } from './log/log.ts'

/** EX_SOFTWARE of sysexits.h: an internal fault. Not zero, so that a service's `Restart=on-failure` starts it too. */
export const faultExit = 70

/** Milliseconds that the end may take: a wipe takes less than one second; a fault may have broken what ends it. */
export const longestEnd = 5_000

export type Fault = 'uncaughtException' | 'unhandledRejection'

/** Only names that the language gives: a message, or a name of somebody's own, could say anything. */
const kinds = ['Error', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'URIError', 'AggregateError']

/** A word for the log: where it came from and what kind of fault. */
export function faultCode(fault: Fault, thrown: unknown): string {
  const name = thrown instanceof Error ? (kinds.find((kind) => kind === thrown.name) ?? 'Error') : 'other'
  return `${fault}-${name}`
}

/**
 * The handler of both kinds of fault. The first one ends the kiosk, later ones change nothing any more. Never throws.
 * @returns what is to be called with each fault.
 */
export function lastResort(options: {
  readonly log: Log
  /** Ends a visit, wipes, closes everything; null before there is a kiosk. */
  readonly close: () => Promise<unknown> | null
  readonly exit: (code: number) => void
  readonly clock?: Pick<Clock, 'after'>
}): (fault: Fault, thrown: unknown) => void {
  const { clock = realClock } = options
  let ending = false
  let gone = false
  const leave = (): void => {
    if (gone) return
    gone = true
    options.exit(faultExit)
  }
  return (fault, thrown) => {
    if (ending) return
    ending = true
    clock.after(longestEnd, leave)
    quietly(() => options.log('crashed', { code: faultCode(fault, thrown) }))
    const closing = quietly(options.close)
    if (closing === null) return leave()
    closing.then(leave, leave)
  }
}

/** Null when it threw: the fault may be in what is called here, such as a broken pipe behind the log. */
function quietly<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

/** Takes the place of Electron's and Node's own answers. Listeners of `process`, both kinds. */
export function onFault(handler: (fault: Fault, thrown: unknown) => void): void {
  process.on('uncaughtException', (error) => handler('uncaughtException', error))
  process.on('unhandledRejection', (reason) => handler('unhandledRejection', reason))
}
