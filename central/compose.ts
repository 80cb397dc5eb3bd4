/** The composition root of the embedded central: every area is made here once and its routes are collected. */
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { kioskOf } from './access-log/actor.ts'
import { auditEvent } from './access-log/audit-event.ts'
import { instantOf, systemNow } from './clock/clock.ts'
import type { Now } from './clock/clock.ts'
import type { DeviceEvent } from './devices/audited.ts'
import { openContent, trainingHospital, trainingHospitalId, trainingPolicy } from './published/content/content.ts'
import type { Content } from './published/content/content.ts'
import { audited } from './devices/audited.ts'
import { countersigning } from './devices/countersign.ts'
import type { DeviceTable } from './devices/device-table.ts'
import type { EnrolmentCode } from '../domain/contract/device/enrolment.ts'
import { Devices } from './devices/devices.ts'
import { visitKey } from './devices/device-keys.ts'
import { kiosksOf } from './devices/kiosks.ts'
import { deviceRoutes } from './kiosk-api/channel/routes.ts'
import { deviceTokens } from './kiosk-api/channel/token.ts'
import { enrolmentCodes } from './kiosk-api/enrolment/codes.ts'
import { renewalRoute } from './kiosk-api/enrolment/renewal.ts'
import { enrolmentRoutes } from './kiosk-api/enrolment/routes.ts'
import { loadDefinitions } from './store/fhir/definitions.ts'
import type { EmbeddedStore } from './store/fhir/embedded-store.ts'
import { visitGateway } from './kiosk-api/gateway/gateway.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DeviceCommand } from '../domain/contract/device/channel.ts'
import { defaultRecoverDays } from '../domain/contract/device/lifetimes.ts'
import type { Printer } from '../domain/contract/device/printer.ts'
import type { DeviceId } from '../domain/ids.ts'
import { listen, loopback } from './http/listen.ts'
import type { Route } from './http/route.ts'
import type { Faults } from './kiosk-api/intake/faults.ts'
import type { Ledger } from './requests/ledger.ts'
import { sqliteStores } from './store/sqlite/stores.ts'
import { intakeRoutes } from './kiosk-api/intake/routes.ts'
import type { PolicyResult } from '../domain/policy/read.ts'
import { openHouse } from './keys/house.ts'
import type { House } from './keys/house.ts'
import { droppedKeysetFile } from './keys/keyset.ts'
import { openTls, tender } from './tend.ts'
import { citizenAccounts } from './web/citizen/accounts.ts'
import type { CitizenAccount } from './web/citizen/accounts.ts'
import { citizenSite } from './web/citizen/citizen-site.ts'
import type { LongTerm } from './requests/long-term/long-term.ts'
import { openLongTerm } from './requests/long-term/open.ts'
import { trainingAccounts } from './web/staff/oidc/accounts.ts'
import type { StaffAccount } from './web/staff/oidc/accounts.ts'
import { staffSite } from './web/staff-site.ts'
import { statusRoutes } from './web/status/routes.ts'
import { verifyRoutes } from './web/verify/routes.ts'
import { Policies } from './published/policy/policies.ts'
import { rulesAtStart } from './published/policy/rules-at-start.ts'
import { openDatabase } from './store/database.ts'
import { machineFault } from './store/machine-fault.ts'
import { keepPorts, keptPorts } from './store/ports.ts'
import type { PostTimeQuery } from './time/ask.ts'
import { timeStampPath } from './time/routes.ts'
import type { TrainingSample } from './training/samples.ts'
import { openTraining } from './training/training.ts'
import { endLeftVisits } from './visits/end-left.ts'
import { Visits } from './visits/visits.ts'

export interface CentralOptions {
  /** Folder of keys and database; made when missing, the owner's alone. */
  readonly data: string
  /** Synthetic people, printed logins, staff pages over plain HTTP on loopback. There is no other mode yet. */
  readonly training: true
  /** Ports; 0 is the one of the last start, else a free one. */
  readonly port: number
  readonly staffPort: number
  /** At a first start: people and dossier of random words, for the scan after a visit. */
  readonly markers: boolean
  /** A signed policy to publish before anything is served. */
  readonly policyFile?: string
  /** Where the kiosks print a visitor's receipt; left out, nowhere. */
  readonly printer?: Printer | null
  /** Days after the end of its keys in which a kiosk comes back without a person; 90 when the hospital says nothing. */
  readonly recoverDays?: number
  readonly now?: Now
  /** For tests only: how the intake misbehaves. No switch of the program sets it. */
  readonly faults?: Faults
  /** For tests only: another way to the time-stamping authority for long-term data. */
  readonly postTimeQuery?: PostTimeQuery
}

export interface Central {
  /** Base address of the kiosk-facing listener, HTTPS. */
  readonly kiosk: string
  /** Base address of staff pages and the public status page. */
  readonly staff: string
  readonly enrolmentCode: string
  readonly logins: readonly StaffAccount[]
  /** Who can log in at home for a copy: the stand-in for DigiD. */
  readonly citizens: readonly CitizenAccount[]
  readonly samples: readonly TrainingSample[]
  readonly house: House
  readonly content: Content
  readonly database: DatabaseSync
  readonly store: EmbeddedStore
  readonly visits: Visits
  readonly devices: Devices
  readonly deviceTable: DeviceTable
  readonly ledger: Ledger
  readonly longTerm: LongTerm
  /** A fresh enrolment code. */
  issueCode(): Promise<EnrolmentCode>
  /** Publishes a signed policy file and tells the kiosks; a file that is refused changes nothing. */
  publishPolicy(file: string): Promise<PolicyResult>
  /** Takes back an older version: what was signed under it is quarantined from now on. False: there is none such. */
  withdrawPolicy(version: number): boolean
  /** Kiosks that were away for too long to come back by themselves, longest first. */
  kiosksToApprove(): Promise<readonly DeviceId[]>
  /** A person's yes to such a kiosk, for a day. False: it does not wait for one. */
  approveKiosk(device: DeviceId): Promise<boolean>
  /** A stolen or discarded kiosk: its rights, visits and streams end at once and for ever. False: it is none of ours. */
  withdrawKiosk(device: DeviceId): Promise<boolean>
  /** Renews what has lived for long enough; done by itself while the central runs. */
  tend(): Promise<void>
  /** What answers kiosks behind the listener, and the chain that it shows them now: for simulations without sockets. */
  kioskRoutes(): readonly Route[]
  tlsCertificate(): string
  close(): Promise<void>
}

/** How often visits that outlived their certificate are ended, milliseconds. */
const sweep = 60_000

/** Starts everything; rejects when a port, the data folder or the newest rules cannot be had (rules-at-start.ts). */
export async function startCentral(options: CentralOptions): Promise<Central> {
  const { data, now = systemNow, markers, training, recoverDays = defaultRecoverDays } = options
  mkdirSync(data, { recursive: true, mode: 0o700 })
  chmodSync(data, 0o700)
  const hospital = trainingHospital
  const database = openDatabase(join(data, 'central.sqlite'))
  const house = await openHouse({
    data,
    hospital,
    hospitalId: trainingHospitalId,
    now: now(),
    onRefused: (why) => process.stderr.write(`${droppedKeysetFile} is not taken: ${why}\n`),
  })
  const policies = await Policies.open({ database, keys: [house.content.public], hospital: trainingHospitalId })
  const { policyFile = null } = options
  const policy = await rulesAtStart({
    policies,
    key: house.content,
    first: trainingPolicy,
    file: policyFile,
    now: now(),
  })
  loadDefinitions(data)
  const stores = sqliteStores(database, now)
  const { fhir: store, ledger, origins, recovery } = stores
  const { cast, samples } = await openTraining({ data, store, now: now(), markers })

  let kioskRoutes: readonly Route[] = []
  let staffRoutes: readonly Route[] = []
  let raw = (incoming: IncomingMessage, outgoing: ServerResponse): boolean => {
    void [incoming, outgoing]
    return false
  }
  const kept = keptPorts(data)
  const tls = await openTls(house.tlsCa, now())
  const kiosk = await listen({
    port: options.port === 0 ? kept.kiosk : options.port,
    orFree: options.port === 0,
    tls: tls.pem,
    routes: () => kioskRoutes,
    onFault: logFault,
    now,
  })
  const staff = await listen({
    port: options.staffPort === 0 ? kept.staff : options.staffPort,
    orFree: options.staffPort === 0,
    routes: () => staffRoutes,
    raw: (incoming, outgoing) => raw(incoming, outgoing),
    onFault: logFault,
    now,
  })
  await origins.add(kiosk.origin)
  // A central from before this list was known where its kept port says.
  if (kept.kiosk !== 0) await origins.add(`https://${loopback}:${kept.kiosk}`)
  keepPorts(data, { kiosk: kiosk.port, staff: staff.port })

  const content = await openContent({
    database,
    key: house.content,
    policy,
    policies,
    statusBase: `${staff.origin}/s`,
    timeStamp: `${kiosk.origin}${timeStampPath}`,
    training,
    printer: options.printer ?? null,
    now: now(),
  })
  const hear = async (event: DeviceEvent, device: DeviceId): Promise<void> => {
    await store
      .create(auditEvent({ kind: event, kiosk: kioskOf(device) }, { hospital, at: instantOf(now()) }))
      .catch((error: unknown) => {
        logFault(`audit of ${event}`, error)
      })
  }
  const table = audited(stores.devices, async (event, device) => {
    if (event === 'kioskWithdrawn') {
      await visits.endAllOf(device)
      await devices.drop(device)
    }
    await hear(event, device)
  })
  const tokens = deviceTokens({
    devices: table,
    proofs: stores.proofs,
    key: house.gateway,
    now,
    origin: () => kiosk.origin,
    recoverDays,
  })
  const codes = enrolmentCodes({ store: stores.codes, now, root: house.rootThumbprint })
  const visits = new Visits({ store: stores.visits, now })
  const devices = new Devices({
    table,
    states: stores.kiosks,
    now,
    // The queue shows who is here: a kiosk that is free again has no visitor. Ending one twice does nothing.
    onReport: (device, before, after) => endLeftVisits({ visits, now }, device, { before, after }),
    onDone: async (visit, device) => await visits.complete(device, visit),
    onFault: logFault,
  })
  const lasting = await openLongTerm({
    data,
    queue: stores.longTerm,
    house,
    hospital,
    devices: table,
    store,
    origin: staff.origin,
    post: options.postTimeQuery ?? null,
    now,
    onFault: logFault,
  })
  const { longTerm } = lasting
  const accounts = trainingAccounts()

  const gateway = visitGateway({
    visits,
    fhir: store,
    proofs: stores.proofs,
    now,
    origin: () => kiosk.origin,
    bases: async () => (await origins.all()).map((origin) => `${origin}/fhir`),
    logKey: async (device, kid) => {
      const found = await table.find(device)
      return found === null || found.withdrawn ? null : visitKey(found.keys, { kid, now: now().getTime() })
    },
    isOurs: async (device) => (await table.find(device))?.withdrawn === false,
    tokenKey: { kid: house.gateway.kid, privateKey: house.gateway.private, publicKeys: [house.gateway.public] },
    preview: () => content.policy.preview,
    hospital,
  })
  const site = await staffSite(
    {
      visits,
      fhir: store,
      kiosks: kiosksOf(devices),
      now,
      origin: staff.origin,
      hospital,
      policy: () => content.policy,
      accounts,
      apart: { count: () => ledger.countApart(), newest: (most) => ledger.newestApart(most) },
      samples,
    },
    database,
  )
  kioskRoutes = [
    ...enrolmentRoutes({ house, codes, devices: table, hospital, revocation: lasting.sealList, now }),
    renewalRoute({
      house,
      devices: table,
      recovery,
      hospital,
      revocation: lasting.sealList,
      recoverDays,
      origin: () => kiosk.origin,
      now,
    }),
    ...lasting.routes,
    ...deviceRoutes({
      tokens,
      devices,
      now,
      content: () => content.jws,
      keyset: () => house.keyset,
      countersign: countersigning({ heads: stores.journalHeads, key: house.receipt, now, hear }),
    }),
    ...gateway,
    ...intakeRoutes({
      tokens,
      ledger,
      house,
      content,
      devices: table,
      visits,
      store,
      requests: stores.requests,
      longTerm,
      origins: () => origins.all(),
      hospital,
      now,
      onFault: logFault,
      ...(options.faults === undefined ? {} : { faults: options.faults }),
    }),
  ]
  const citizens = citizenAccounts(cast)
  const home = await citizenSite({ origin: staff.origin, store, longTerm, hospital, now, accounts: citizens }, database)
  raw = (incoming, outgoing) => site.raw(incoming, outgoing) || home.raw(incoming, outgoing)
  staffRoutes = [
    ...statusRoutes({ ledger, hospital }),
    ...verifyRoutes({ anchor: house.sealCa.certificate, timeAnchor: house.timeCa.certificate }),
    ...lasting.routes,
    ...site.routes,
    ...home.routes,
  ]
  const sweeper = setInterval(
    () => void visits.endExpired().catch((error: unknown) => logFault('expired visits', error)),
    sweep,
  )
  const tell = async (command: DeviceCommand): Promise<void> => {
    for (const { device } of await devices.list()) await devices.command(device, command)
  }
  const tending = tender({
    house,
    content,
    tls,
    renewTls: (pem) => kiosk.renewTls(pem),
    timeKey: () => lasting.tend(),
    tell,
    now,
    onFault: logFault,
  })
  return {
    kiosk: kiosk.origin,
    staff: staff.origin,
    enrolmentCode: await codes.issue(),
    logins: accounts,
    citizens,
    samples,
    house,
    content,
    database,
    store,
    visits,
    devices,
    deviceTable: table,
    ledger,
    longTerm,
    issueCode: () => codes.issue(),
    async publishPolicy(file) {
      const before = content.bundle.version
      const result = await content.publish(file, now())
      const { version } = content.bundle
      if (version !== before) await tell({ type: 'newContent', version })
      return result
    },
    withdrawPolicy: (version) => policies.withdraw(version, instantOf(now())),
    approveKiosk: (device) => recovery.approve(device, now().getTime()),
    kiosksToApprove: () => recovery.waiting(),
    withdrawKiosk: (device) => table.withdraw(device, now()),
    tend: () => tending.tend(),
    kioskRoutes: () => kioskRoutes,
    tlsCertificate: () => tls.pem.cert,
    async close() {
      clearInterval(sweeper)
      await tending.close()
      await lasting.close()
      await Promise.all([kiosk.close(), staff.close()])
      database.close()
    },
  }
}

/** Which route broke and what is the matter with the machine, else the error's name: a message may hold what was being handled. */
function logFault(where: string, error: unknown): void {
  const what = machineFault(error) ?? (error instanceof Error ? error.name : typeof error)
  process.stderr.write(`fault at ${where}: ${what}\n`)
}
