/** Node 16 has no `tracingChannel`; libraries that trace with it are served by one that nobody listens to. */
import { channel } from 'node:diagnostics_channel'

export { channel }
export const hasSubscribers = (): boolean => false

const silent = { hasSubscribers: false, publish: () => undefined, subscribe: () => undefined, unsubscribe: () => false }

export function tracingChannel() {
  return {
    start: silent,
    end: silent,
    asyncStart: silent,
    asyncEnd: silent,
    error: silent,
    hasSubscribers: false,
    traceSync: <T>(work: () => T): T => work(),
    tracePromise: <T>(work: () => Promise<T>): Promise<T> => work(),
  }
}

export default { channel, tracingChannel, hasSubscribers }
