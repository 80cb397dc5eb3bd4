/** What the visits need of the rest of main, as long as nobody knows who this kiosk is and afterwards. */
import type { Connected } from './connected.ts'
import type { Host } from './host/host.ts'
import type { Log } from './log/log.ts'
import type { SupervisorPorts } from './visit/ports.ts'

export function visitPorts(of: {
  /** Null until it is known who this kiosk is. */
  readonly connected: () => Connected | null
  readonly host: Host
  readonly screen: { readonly mm: number; readonly view: number } | null
  readonly dropTime: () => void
  readonly changed: () => void
  readonly log: Log
}): SupervisorPorts {
  const { connected, host, screen, dropTime, changed, log } = of
  const notYet = (): Promise<never> => Promise.reject(new Error('not connected'))
  return {
    arm: () => connected()?.arm() ?? null,
    machine: () => ({
      type: 'machine',
      host: host.kind,
      training: connected()?.policy()?.training ?? true,
      mm: screen?.mm ?? null,
      view: screen?.view ?? null,
    }),
    sawPolicy: (seen) => connected()?.admission.sawPolicy(seen),
    begin: (begin) => connected()?.admission.begin(begin) ?? notYet(),
    wiped: (wiped) => connected()?.custody.wiped(wiped) ?? notYet(),
    seal: (seal) => connected()?.custody.seal(seal) ?? notYet(),
    append: (envelope) => connected()?.custody.append(envelope) ?? notYet(),
    dropTime,
    report: (report) => connected()?.report(report),
    changed,
    log,
  }
}
