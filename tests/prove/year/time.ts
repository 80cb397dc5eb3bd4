/**
 * Time in a simulation: one list of timers for kiosk and central, run in order, each batch followed by waiting until
 * nothing is under way any more (files, signatures, exchanges). Quiet hours are passed over at once.
 */
import { webcrypto } from 'node:crypto'

interface Timer {
  due: number
  readonly seq: number
  readonly action: () => void
}

const realImmediate = setImmediate

export class SimulatedTime {
  /** Milliseconds since the start. */
  now = 0
  #timers: Timer[] = []
  #seq = 0
  #working = 0

  after(milliseconds: number, action: () => void): () => void {
    const timer = { due: this.now + Math.max(0, milliseconds), seq: (this.#seq += 1), action }
    this.#timers.push(timer)
    return () => {
      const at = this.#timers.indexOf(timer)
      if (at >= 0) this.#timers.splice(at, 1)
    }
  }

  /** Counts this among what is under way. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#working += 1
    try {
      return await work
    } finally {
      this.#working -= 1
    }
  }

  /** Runs every timer that is due within so many milliseconds; `look` is called after each batch. */
  async run(milliseconds: number, look: () => void = () => undefined): Promise<void> {
    const until = this.now + milliseconds
    await this.settle()
    for (;;) {
      const due = Math.min(...this.#timers.map((timer) => timer.due))
      if (due > until) break
      this.now = Math.max(this.now, due)
      const batch = this.#timers.filter((timer) => timer.due <= this.now).sort((a, b) => a.due - b.due || a.seq - b.seq)
      for (const timer of batch) {
        const at = this.#timers.indexOf(timer)
        // One before it may have cancelled it.
        if (at < 0) continue
        this.#timers.splice(at, 1)
        timer.action()
      }
      await this.settle()
      look()
    }
    this.now = until
    look()
  }

  /** Nothing happens for so long: every timer waits as long as before. */
  pass(milliseconds: number): void {
    this.now += milliseconds
    for (const timer of this.#timers) timer.due += milliseconds
  }

  /** Waits until nothing is under way. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      await new Promise((resolve) => realImmediate(resolve))
      const files = process.getActiveResourcesInfo().some((name) => /^FSReq|CloseReq$/.test(name))
      quiet = files || this.#working > 0 ? 0 : quiet + 1
    }
  }

  /**
   * Puts these timers in the place of the machine's, and counts signatures as work, until the returned function is called.
   * What runs inside sees no other time.
   */
  install(): () => void {
    const { setTimeout: timeout, setInterval: interval, clearTimeout: clear, clearInterval: clearEach } = globalThis
    const cancels = new WeakMap<object, () => void>()
    const handle = (cancel: () => void): object => {
      const made = { unref: () => made, ref: () => made, hasRef: () => false, [Symbol.toPrimitive]: () => 0 }
      cancels.set(made, cancel)
      return made
    }
    const each = (action: () => void, milliseconds: number): object => {
      let cancel = (): void => undefined
      const next = (): void => {
        cancel = this.after(milliseconds, () => {
          next()
          action()
        })
      }
      next()
      return handle(() => cancel())
    }
    const stop = (timer: unknown): void => {
      if (typeof timer === 'object' && timer !== null) cancels.get(timer)?.()
    }
    Object.assign(globalThis, {
      setTimeout: (action: () => void, milliseconds = 0) => handle(this.after(milliseconds, action)),
      setInterval: each,
      clearTimeout: stop,
      clearInterval: stop,
    })
    const uncount = this.#countSignatures()
    return () => {
      Object.assign(globalThis, {
        setTimeout: timeout,
        setInterval: interval,
        clearTimeout: clear,
        clearInterval: clearEach,
      })
      uncount()
    }
  }

  /** Node lists files that are being read among its active resources, but no signatures that are being made. */
  #countSignatures(): () => void {
    const prototype: object = Object.getPrototypeOf(webcrypto.subtle)
    const names = [
      'sign',
      'verify',
      'digest',
      'importKey',
      'exportKey',
      'generateKey',
      'deriveBits',
      'encrypt',
      'decrypt',
    ]
    const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(prototype, name)] as const)
    const during = <T>(work: Promise<T>): Promise<T> => this.during(work)
    for (const [name, descriptor] of before) {
      const original: unknown = descriptor?.value
      if (descriptor === undefined || typeof original !== 'function') continue
      Object.defineProperty(prototype, name, {
        ...descriptor,
        value(this: unknown, ...args: unknown[]) {
          return during(Promise.resolve(Reflect.apply(original, this, args)))
        },
      })
    }
    return () => {
      for (const [name, descriptor] of before)
        if (descriptor !== undefined) Object.defineProperty(prototype, name, descriptor)
    }
  }
}
