/** Everything for visitors at home: identity provider (training), log-in, the own copy. */
import { instantOf } from '../../clock/clock.ts'
import { auditEvent } from '../../access-log/audit-event.ts'
import type { Site } from '../../http/site.ts'
import { logInEvent } from '../oidc/log-in-event.ts'
import type { LoginEvent } from '../oidc/log-in-event.ts'
import { embeddedProvider } from '../oidc/provider.ts'
import type { ProviderStores } from '../oidc/provider.ts'
import { ownHost, ownHostMount } from '../pages/own-host.ts'
import type { CitizenAccount } from './accounts.ts'
import { citizenKind, citizenPrefix } from './provider.ts'
import { copyRoutes } from './routes.ts'
import type { CopyStores } from './routes.ts'
import type { CopyPorts } from './answers.ts'

/** The listener must already have its port: the identity provider's name is its address. */
export async function citizenSite(
  ports: CopyPorts & { readonly accounts: readonly CitizenAccount[] },
  stores: CopyStores & ProviderStores,
): Promise<Site> {
  const { origin, accounts, now, hospital, store } = ports
  const hear = async (event: LoginEvent): Promise<void> => {
    await store.create(auditEvent(logInEvent(event, 'citizen'), { hospital, at: instantOf(now()) }))
  }
  const provider = await embeddedProvider(citizenKind(accounts), { origin, accounts, stores, now, hear })
  return {
    routes: copyRoutes(ports, stores, hear).map((route) => ownHost(origin, route)),
    raw: ownHostMount(origin, citizenPrefix, provider),
  }
}
