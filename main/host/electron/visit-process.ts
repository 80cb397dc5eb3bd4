/** One visit's session as a utility process: started once, spoken to when it runs, and known by its pid. */
import { utilityProcess, type MessagePortMain } from 'electron'

export interface VisitProcess {
  /** Undefined until it runs. */
  pid(): number | undefined
  /** True when it runs; false when it ended before, or will never be started. */
  readonly running: Promise<boolean>
  /** Waits until it runs: what is posted before that would be dropped. */
  send(message: unknown, ports?: readonly MessagePortMain[]): void
  /** Not started yet: never. Already started: no matter, killing is by pid. */
  neverStart(): void
}

/** @param options.after when to start; until then the machine has only the page to do. */
export function startVisitProcess(options: {
  readonly entry: string
  readonly after: Promise<unknown>
  readonly onMessage: (message: unknown) => void
  readonly onExit: () => void
}): VisitProcess {
  let pid: number | undefined
  let refused = false
  const forked = options.after.then(() => {
    if (refused) return null
    // An empty `env` would mean "inherit everything" (electron_api_utility_process.cc), so one variable is given.
    const child = utilityProcess.fork(options.entry, [], {
      env: { BALIE_ROLE: 'session' },
      stdio: 'ignore',
      serviceName: 'Balie visit',
    })
    child.on('message', options.onMessage)
    child.on('exit', options.onExit)
    return child
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
        if (runs && !refused) child?.postMessage(message, [...ports])
      }),
    neverStart() {
      refused = true
    },
  }
}
