/** Everything for staff: identity provider (training), login, desk page. */
import { auditEvent } from '../access-log/audit-event.ts'
import { instantOf } from '../clock/clock.ts'
import type { Site } from '../http/site.ts'
import { assetRoutes } from './staff/assets.ts'
import { approveRoutes } from './approve/routes.ts'
import { setRoutes } from './desk/sets/routes.ts'
import { deskRoutes } from './desk/routes.ts'
import { logInEvent } from './oidc/log-in-event.ts'
import type { LoginEvent } from './oidc/log-in-event.ts'
import { loginRoutes } from './login/routes.ts'
import { StaffSessions } from './login/sessions.ts'
import type { StaffSessionStore } from './login/session-store.ts'
import { embeddedProvider } from './oidc/provider.ts'
import type { ProviderStores } from './oidc/provider.ts'
import { staffKind, staffPrefix } from './staff/oidc/provider.ts'
import { ownHost, ownHostMount } from './pages/own-host.ts'
import type { StaffPorts } from './staff/ports.ts'

/** What the staff's pages keep. */
export interface StaffStores extends ProviderStores {
  readonly staffSessions: StaffSessionStore
}

/** The listener must already have its port: the identity provider's name is its address. */
export async function staffSite(ports: StaffPorts, stores: StaffStores): Promise<Site> {
  const { origin, now, accounts, hospital, fhir, issuer } = ports
  const hear = async (event: LoginEvent): Promise<void> => {
    await fhir.create(auditEvent(logInEvent(event, 'staff'), { hospital, at: instantOf(now()) }))
  }
  const sessions = new StaffSessions({ store: stores.staffSessions, now, secure: origin.startsWith('https:') })
  const routes = [
    ...assetRoutes(),
    ...loginRoutes({
      origin,
      sessions,
      secrets: stores.secrets,
      now,
      hear,
      ...(issuer === undefined ? {} : { issuer }),
    }),
    ...deskRoutes(ports, sessions),
    ...setRoutes(ports, sessions),
    ...approveRoutes(ports, sessions),
  ]
  return {
    routes: routes.map((route) => ownHost(origin, route)),
    raw:
      issuer === undefined
        ? ownHostMount(
            origin,
            staffPrefix,
            await embeddedProvider(staffKind(accounts), { origin, accounts, stores, now, hear }),
          )
        : () => false,
  }
}
