/** Portals are let in and put out by the hospital. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { instantOf } from '../clock/clock.ts'
import { PortalClient } from '../portal/clients.ts'
import type { Central } from './central.ts'
import type { Ground } from './ground.ts'

export function portalAdmission({
  stores,
  now,
}: Pick<Ground, 'stores' | 'now'>): Pick<Central, 'addPortal' | 'withdrawPortal'> {
  return {
    async addPortal({ name, key }) {
      const client = v.parse(PortalClient, { id: `portal-${randomUUID()}`, name, key })
      await stores.portals.add(client, instantOf(now()))
      return client.id
    },
    withdrawPortal: (id) => stores.portals.withdraw(id, instantOf(now())),
  }
}
