/** Work that comes all at once, done so many pieces at a time; what has to wait waits in the order in which it came. */
export function atMost(pieces: number): <T>(work: () => Promise<T>) => Promise<T> {
  let busy = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (busy < pieces) busy += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      // The place goes to the next one, or is given back.
      const next = waiting.shift()
      if (next === undefined) busy -= 1
      else next()
    }
  }
}
