/** Ports of which one operation rejects once, as an adapter does whose database is away for a moment. */
import type { Stores } from '../../../central/store/stores.ts'

/** `away.in` operations from now the next one rejects; Infinity: none does. */
export function failing<T extends Stores>(stores: T, away: { in: number }): T {
  return Object.fromEntries(Object.entries(stores).map(([name, port]) => [name, over(port, away)])) as unknown as T
}

function over(port: unknown, away: { in: number }): unknown {
  if (typeof port === 'function') return port
  return new Proxy(port as object, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key, target)
      if (typeof member !== 'function') return member
      return (...given: unknown[]) => {
        // `all` of the embedded store is for tests.
        if (key === 'all' || away.in-- !== 0) return Reflect.apply(member, target, given) as unknown
        return Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNRESET' }))
      }
    },
  })
}
