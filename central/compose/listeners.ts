/** The two listeners, at the addresses of the last start where nobody says otherwise. */
import type { KioskOrigins } from '../store/origins.ts'
import { listen, loopback } from '../http/listen.ts'
import type { Listener } from '../http/listen.ts'
import type { Route } from '../http/route.ts'
import type { NodeMount } from '../http/site.ts'
import { openTls } from './tend.ts'
import type { LiveTls } from './tend.ts'
import { keepPorts, keptPorts } from '../store/ports.ts'
import type { CentralOptions } from './central.ts'
import { logFault } from './fault.ts'
import type { Ground } from './ground.ts'

/** What the listeners answer with; nothing before it is known. */
export interface Served {
  readonly kiosk: readonly Route[]
  readonly staff: readonly Route[]
  readonly raw: NodeMount
}

export interface Listeners {
  readonly kiosk: Listener
  readonly staff: Listener
  readonly tls: LiveTls
  serve(served: Served): void
  close(): Promise<void>
}

/** Rejects when a port cannot be had. */
export async function openListeners(
  options: Pick<CentralOptions, 'port' | 'staffPort'>,
  { data, house, now, stores }: Ground,
): Promise<Listeners> {
  let served: Served = { kiosk: [], staff: [], raw: () => false }
  const kept = keptPorts(data)
  const tls = await openTls(house.tlsCa, now())
  const kiosk = await listen({
    port: options.port === 0 ? kept.kiosk : options.port,
    orFree: options.port === 0,
    tls: tls.pem,
    routes: () => served.kiosk,
    onFault: logFault,
    now,
  })
  const staff = await listen({
    port: options.staffPort === 0 ? kept.staff : options.staffPort,
    orFree: options.staffPort === 0,
    routes: () => served.staff,
    raw: (incoming, outgoing) => served.raw(incoming, outgoing),
    onFault: logFault,
    now,
  })
  await remember(stores.origins, kiosk.origin, kept.kiosk)
  keepPorts(data, { kiosk: kiosk.port, staff: staff.port })
  return {
    kiosk,
    staff,
    tls,
    serve(next) {
      served = next
    },
    async close() {
      await Promise.all([kiosk.close(), staff.close()])
    },
  }
}

async function remember(origins: KioskOrigins, origin: string, keptPort: number): Promise<void> {
  await origins.add(origin)
  // A central from before this list was known where its kept port says.
  if (keptPort !== 0) await origins.add(`https://${loopback}:${String(keptPort)}`)
}
