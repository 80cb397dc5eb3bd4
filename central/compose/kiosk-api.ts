/** What kiosks and their sessions are answered: enrolment, channel, gateway and intake. */
import { defaultRecoverDays } from '../../domain/contract/device/lifetimes.ts'
import { countersigning } from '../devices/countersign.ts'
import { visitKey } from '../devices/device-keys.ts'
import type { Route } from '../http/route.ts'
import { logHeads } from '../log-keeping/heads.ts'
import { deviceRoutes } from '../kiosk-api/channel/routes.ts'
import { deviceTokens } from '../kiosk-api/channel/token.ts'
import type { EnrolmentCodes } from '../kiosk-api/enrolment/codes.ts'
import { renewalRoute } from '../kiosk-api/enrolment/renewal.ts'
import { enrolmentRoutes } from '../kiosk-api/enrolment/routes.ts'
import { visitGateway } from '../kiosk-api/gateway/gateway.ts'
import { intakeRoutes } from '../kiosk-api/intake/routes.ts'
import { portalRoutes } from '../portal/routes.ts'
import type { Content } from '../published/content/content.ts'
import type { OpenedLongTerm } from '../requests/long-term/open.ts'
import type { CentralOptions } from './central.ts'
import { logFault } from './fault.ts'
import type { Ground } from './ground.ts'
import type { Kiosks } from './kiosks.ts'
import type { SetsAtWork } from './sets.ts'

export interface KioskApi {
  readonly ground: Ground
  readonly kiosks: Kiosks
  readonly content: Content
  readonly lasting: OpenedLongTerm
  readonly sets: Pick<SetsAtWork, 'wake' | 'recordChanged'>
  readonly codes: EnrolmentCodes
  /** Base of the kiosk-facing listener. */
  readonly origin: string
  readonly options: Pick<CentralOptions, 'recoverDays' | 'faults'>
}

export function kioskRoutes(api: KioskApi): readonly Route[] {
  const { ground, kiosks, content, lasting, origin } = api
  const { stores, house, now } = ground
  const { table, devices } = kiosks
  const recoverDays = api.options.recoverDays ?? defaultRecoverDays
  const here = (): string => origin
  const key = house.gateway
  const tokens = deviceTokens({ devices: table, proofs: stores.proofs, key, now, origin: here, recoverDays })
  return [
    ...enrolment(api, recoverDays),
    ...lasting.routes,
    ...deviceRoutes({
      tokens,
      devices,
      rates: stores.rates,
      now,
      content: () => content.jws,
      keyset: () => house.keyset,
      countersign: countersigning({ heads: stores.journalHeads, key: house.receipt, now, hear: kiosks.hear }),
      logHeads: logHeads({ chain: stores.logChain, key: house.receipt, now, hear: kiosks.hear }),
    }),
    ...gateway(api),
    ...portals(api),
    ...intakeRoutes({
      tokens,
      ledger: stores.ledger,
      house,
      content,
      devices: table,
      visits: kiosks.visits,
      store: stores.fhir,
      requests: stores.requests,
      sets: stores.sets,
      actStored: () => api.sets.wake(),
      longTerm: lasting.longTerm,
      origins: () => stores.origins.all(),
      hospital: ground.hospital,
      now,
      onFault: logFault,
      ...(api.options.faults === undefined ? {} : { faults: api.options.faults }),
    }),
  ]
}

function enrolment({ ground, kiosks, lasting, codes, origin }: KioskApi, recoverDays: number): readonly Route[] {
  const { stores, house, hospital, now } = ground
  const common = { house, devices: kiosks.table, hospital, revocation: lasting.sealList, now }
  const { recovery, rates } = stores
  return [
    ...enrolmentRoutes({ ...common, codes }),
    renewalRoute({ ...common, recovery, rates, recoverDays, origin: () => origin }),
  ]
}

function gateway({ ground, kiosks, content, sets, origin }: KioskApi): readonly Route[] {
  const { stores, house, hospital, now } = ground
  const { table, visits } = kiosks
  return visitGateway({
    visits,
    fhir: stores.fhir,
    sets: stores.sets,
    lookAgain: (patient) => sets.recordChanged(patient),
    shown: content.shown,
    policy: () => content.policy,
    proofs: stores.proofs,
    rates: stores.rates,
    now,
    origin: () => origin,
    bases: async () => (await stores.origins.all()).map((known) => `${known}/fhir`),
    logKey: async (device, kid) => {
      const found = await table.find(device)
      return found === null || found.withdrawn ? null : visitKey(found.keys, { kid, now: now().getTime() })
    },
    isOurs: async (device) => (await table.find(device))?.withdrawn === false,
    tokenKey: { kid: house.gateway.kid, privateKey: house.gateway.private, publicKeys: [house.gateway.public] },
    preview: () => content.policy.preview,
    hospital,
  })
}

function portals({ ground, origin }: KioskApi): readonly Route[] {
  const { stores, house, hospital, now } = ground
  return portalRoutes({
    clients: stores.portals,
    entitlements: stores.entitlements,
    withheld: stores.withheld,
    fhir: stores.fhir,
    proofs: stores.proofs,
    rates: stores.rates,
    key: house.gateway,
    now,
    origin: () => origin,
    bases: async () => (await stores.origins.all()).map((known) => `${known}/fhir`),
    hospital,
  })
}
