/** Ports that answer a turn or more late, in an order that a seed decides: what was asked first may happen last. */
import type { Stores } from '../../../central/store/stores.ts'

/** Mulberry32: the same numbers for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Up to four turns of the event loop before the work, and again before its answer. */
async function wait(random: () => number): Promise<void> {
  for (let turns = Math.floor(random() * 5); turns > 0; turns -= 1)
    await new Promise((resolve) => setImmediate(resolve))
}

/** Each operation of each port late; what is no operation stays. `oidc` makes a class, whose methods are late too. */
export function delayed<T extends Stores>(stores: T, random: () => number): T {
  return Object.fromEntries(Object.entries(stores).map(([name, port]) => [name, late(port, random)])) as unknown as T
}

function late(port: unknown, random: () => number): unknown {
  if (typeof port === 'function') return port
  return new Proxy(port as object, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key, target)
      if (typeof member !== 'function') return member
      return (...given: unknown[]) => {
        const call = (): unknown => Reflect.apply(member, target, given)
        // Only what answers later can answer later still; `all` of the embedded store is for tests.
        return key === 'all' && !(port as object).constructor.name.startsWith('Object') ? call() : slow(call, random)
      }
    },
  })
}

async function slow(call: () => unknown, random: () => number): Promise<unknown> {
  await wait(random)
  const answer = await call()
  await wait(random)
  return answer
}
