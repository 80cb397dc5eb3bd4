/** The composition root of the embedded central: each part is made here once (compose/), and what it answers is served. */
import { instantOf } from './clock/clock.ts'
import type { Central, CentralOptions } from './compose/central.ts'
import { logFault } from './compose/fault.ts'
import { openGround } from './compose/ground.ts'
import type { Ground } from './compose/ground.ts'
import { kioskRoutes } from './compose/kiosk-api.ts'
import { openKiosks } from './compose/kiosks.ts'
import type { Kiosks } from './compose/kiosks.ts'
import { openListeners } from './compose/listeners.ts'
import type { Listeners } from './compose/listeners.ts'
import { answering } from './compose/deciding.ts'
import { followRecord } from './compose/follow-record.ts'
import { mandatesAtWork } from './compose/mandates.ts'
import { portalAdmission } from './compose/portals.ts'
import { setsAtWork } from './compose/sets.ts'
import type { SetsAtWork } from './compose/sets.ts'
import { webSite } from './compose/web.ts'
import { tender } from './compose/tend.ts'
import { enrolmentCodes } from './kiosk-api/enrolment/codes.ts'
import type { MandatesAtWork } from './mandates/at-work.ts'
import { keepLog } from './log-keeping/keep-log.ts'
import { openContent } from './published/content/content.ts'
import type { Content } from './published/content/content.ts'
import type { DeviceTable } from './devices/device-table.ts'
import { openLongTerm } from './requests/long-term/open.ts'
import type { OpenedLongTerm } from './requests/long-term/open.ts'
import { timeStampPath } from './time/routes.ts'
import { citizenAccounts } from './web/citizen/accounts.ts'
import { trainingAccounts } from './web/staff/oidc/accounts.ts'

export type { Central, CentralOptions } from './compose/central.ts'

/** Starts everything; rejects when a port, the data folder or the newest rules cannot be had. */
export async function startCentral(options: CentralOptions): Promise<Central> {
  const ground = await openGround(options)
  const { stores, house, policies, now, training } = ground
  const listeners = await openListeners(options, ground)
  const content = await contentOf(options, ground, listeners)
  const kiosks = openKiosks(ground)
  const { table, devices, visits, tell } = kiosks
  const lasting = await lastingOf(options, ground, listeners, table)
  const codes = enrolmentCodes({ store: stores.codes, now, root: house.rootThumbprint })
  const [accounts, citizens] = [trainingAccounts(), citizenAccounts(training.cast)]
  const { kiosk, staff, tls } = listeners
  const parts = { ground, kiosks, content, lasting }
  const sets = setsAtWork(parts)
  const answers = answering(parts)
  const mandates = mandatesAtWork({ ground, policy: () => content.policy })
  const changes = followRecord(stores.fhir, [sets, mandates])
  const routes = kioskRoutes({ ...parts, sets, codes, origin: kiosk.origin, options })
  const site = await webSite({ ...parts, answers, origin: staff.origin, accounts, citizens })
  listeners.serve({ kiosk: routes, staff: site.routes, raw: site.raw })
  const tending = tendingOf({ ...parts, listeners, sets, mandates })
  return {
    kiosk: kiosk.origin,
    staff: staff.origin,
    enrolmentCode: await codes.issue(),
    logins: accounts,
    citizens,
    samples: training.samples,
    house,
    content,
    databaseFile: ground.databaseFile,
    store: stores.fhir,
    visits,
    devices,
    deviceTable: table,
    ledger: stores.ledger,
    withheld: stores.withheld,
    refusals: stores.refusals,
    sets: stores.sets,
    decide: (one) => answers.decide(one),
    mandates,
    longTerm: lasting.longTerm,
    issueCode: () => codes.issue(),
    async publishPolicy(file) {
      const before = content.bundle.version
      const result = await content.publish(file, now())
      const { version } = content.bundle
      if (version !== before) await tell({ type: 'newContent', version })
      return result
    },
    withdrawPolicy: (version) => policies.withdraw(version, instantOf(now())),
    approveKiosk: (device) => stores.recovery.approve(device, now().getTime()),
    kiosksToApprove: () => stores.recovery.waiting(),
    withdrawKiosk: (device) => table.withdraw(device, now()),
    ...portalAdmission(ground),
    recordChanged: (patient) => changes.changed(patient),
    tend: () => tending.tend(),
    kioskRoutes: () => routes,
    tlsCertificate: () => tls.pem.cert,
    async close() {
      kiosks.close()
      await tending.close()
      await changes.close()
      await sets.close()
      await lasting.close()
      await listeners.close()
      ground.close()
    },
  }
}

function contentOf(options: CentralOptions, ground: Ground, { kiosk, staff }: Listeners): Promise<Content> {
  return openContent({
    store: ground.stores.content,
    key: ground.house.content,
    policy: ground.policy,
    policies: ground.policies,
    statusBase: `${staff.origin}/s`,
    timeStamp: `${kiosk.origin}${timeStampPath}`,
    training: options.training,
    printer: options.printer ?? null,
    now: ground.now(),
  })
}

function lastingOf(
  options: CentralOptions,
  ground: Ground,
  { staff }: Listeners,
  devices: DeviceTable,
): Promise<OpenedLongTerm> {
  const { data, hospital, stores, house, now } = ground
  return openLongTerm({
    data,
    queue: stores.longTerm,
    rates: stores.rates,
    house,
    hospital,
    devices,
    store: stores.fhir,
    origin: staff.origin,
    post: options.postTimeQuery ?? null,
    now,
    onFault: logFault,
  })
}

/** What has to be looked after as time passes. */
function tendingOf(of: {
  readonly ground: Ground
  readonly content: Content
  readonly kiosks: Kiosks
  readonly lasting: OpenedLongTerm
  readonly listeners: Listeners
  readonly sets: Pick<SetsAtWork, 'tend'>
  readonly mandates: Pick<MandatesAtWork, 'tend'>
}): ReturnType<typeof tender> {
  const { ground, content, kiosks, lasting, listeners, sets, mandates } = of
  const { stores, house, now } = ground
  return tender({
    house,
    content,
    tls: listeners.tls,
    renewTls: (pem) => listeners.kiosk.renewTls(pem),
    timeKey: () => lasting.tend(),
    sets: () => sets.tend(),
    mandates: () => mandates.tend(),
    accessLog: () => keepLog({ chain: stores.logChain, key: house.receipt, time: lasting.time, now }),
    tell: kiosks.tell,
    now,
    onFault: logFault,
  })
}
