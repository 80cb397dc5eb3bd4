/**
 * Things of which each is held by one at a time. Which one is free decides, not whose turn it is: a spare may be
 * replaced while the visit goes on, and must never get the visit's.
 */
export interface Turns<Thing> {
  /** One that nobody holds; waits for a release when all are held. */
  claim(): Promise<Thing>
  /** Only after it was cleared. */
  release(thing: Thing): void
}

/** First come, first served. */
export function takingTurns<Thing>(things: readonly Thing[]): Turns<Thing> {
  const held = new Set<Thing>()
  const waiting: ((thing: Thing) => void)[] = []
  return {
    claim: () =>
      new Promise((resolve) => {
        const free = things.find((thing) => !held.has(thing))
        if (free === undefined) {
          waiting.push(resolve)
          return
        }
        held.add(free)
        resolve(free)
      }),
    release(thing) {
      const next = waiting.shift()
      if (next === undefined) held.delete(thing)
      else next(thing)
    },
  }
}
