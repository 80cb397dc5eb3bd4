/** Who died of a pair, for whoever listens: also for one who comes after the death, as main does at a start. */
import type { Death } from './host.ts'

export interface Deaths {
  tell(death: Death): void
  /** A death that was before is told soon, never within this call. */
  listen(listener: (death: Death) => void): void
}

export function deaths(): Deaths {
  const listeners: ((death: Death) => void)[] = []
  let first: Death | null = null
  return {
    tell(death) {
      first ??= death
      for (const listener of listeners) listener(death)
    },
    listen(listener) {
      const before = first
      listeners.push(listener)
      if (before !== null) queueMicrotask(() => listener(before))
    },
  }
}
