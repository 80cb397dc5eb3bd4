/** The kiosk's health as IT and tests read it. */
import type { Connected } from './connected.ts'
import type { Outbox } from './custody/outbox/outbox.ts'
import type { Health } from './health.ts'
import type { Host } from './host/host.ts'
import { outOfService } from './visit/state.ts'
import type { Supervisor } from './visit/supervisor.ts'

/** `outbox` and `connected` are null as long as they are not there. */
export function healthOf(of: {
  readonly supervisor: Supervisor
  readonly host: Host
  readonly outbox: Outbox | null
  readonly connected: Connected | null
}): Health {
  const { supervisor, host, outbox, connected } = of
  const now = supervisor.state
  return {
    step: now.visit?.step ?? 'attract',
    painted: supervisor.painted,
    outOfService: outOfService(now),
    waiting: outbox?.waiting().length ?? 0,
    marked: connected?.marked ?? 0,
    host: host.kind,
    runtime: host.runtime,
    frontReady: now.front?.phase === 'armed' && now.visit === null,
    spareReady: now.spare?.phase === 'armed',
    visit: now.visit !== null,
    lastWipe: supervisor.lastWipe,
    pid: process.pid,
  }
}
