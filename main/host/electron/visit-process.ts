/** One visit's session as a utility process: started once, spoken to when it runs, and known by its pid. */
import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'

export interface VisitProcess {
  /** Undefined until it runs. */
  pid(): number | undefined
  /** True when it runs; false when it ended before, or will never be started. */
  readonly running: Promise<boolean>
  /** Waits until it runs: what is posted before that would be dropped. */
  send(message: unknown, ports?: readonly MessagePortMain[]): void
  /** Nothing more is sent to it, and it is not started if it was not yet. Killing is by pid. */
  end(): void
}

export interface VisitProcessOptions {
  readonly entry: string
  /** When to start: until then the machine has only the page to do. */
  readonly after: Promise<unknown>
  readonly onMessage: (message: unknown) => void
  /** It ended, or could not be started. */
  readonly onExit: () => void
}

export function startVisitProcess(options: VisitProcessOptions): VisitProcess {
  let pid: number | undefined
  let ended = false
  const forked = options.after.then(() => {
    if (ended) return null
    try {
      return fork(options)
    } catch {
      // As if it had ended at once: the pair is replaced, and what waits for it does not wait for ever.
      options.onExit()
      return null
    }
  })
  const running = forked.then(
    (child) =>
      new Promise<boolean>((resolve) => {
        if (child === null) return resolve(false)
        child.once('spawn', () => {
          pid = child.pid
          resolve(true)
        })
        child.once('exit', () => resolve(false))
      }),
  )
  return {
    pid: () => pid,
    running,
    send: (message, ports = []) =>
      void Promise.all([forked, running]).then(([child, runs]) => {
        if (runs && !ended) child?.postMessage(message, [...ports])
      }),
    end() {
      ended = true
    },
  }
}

function fork(options: VisitProcessOptions): UtilityProcess {
  // An empty `env` would mean "inherit everything" (electron_api_utility_process.cc), so one variable is given.
  const child = utilityProcess.fork(options.entry, [], {
    env: { BALIE_ROLE: 'session' },
    stdio: 'ignore',
    serviceName: 'Balie visit',
  })
  child.on('message', options.onMessage)
  child.on('exit', options.onExit)
  return child
}
