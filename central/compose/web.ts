/** What people with a browser are answered: the desk, the status of a form, the verifier, the own copy at home. */
import { kiosksOf } from '../devices/kiosks.ts'
import type { Site } from '../http/site.ts'
import type { Content } from '../published/content/content.ts'
import type { OpenedLongTerm } from '../requests/long-term/open.ts'
import type { CitizenAccount } from '../web/citizen/accounts.ts'
import { citizenSite } from '../web/citizen/citizen-site.ts'
import type { StaffAccount } from '../web/staff/oidc/accounts.ts'
import { staffSite } from '../web/staff-site.ts'
import { statusRoutes } from '../web/status/routes.ts'
import { verifyRoutes } from '../web/verify/routes.ts'
import type { Answering } from './deciding.ts'
import type { Ground } from './ground.ts'
import type { Kiosks } from './kiosks.ts'

export async function webSite(web: {
  readonly ground: Ground
  readonly kiosks: Kiosks
  readonly content: Content
  readonly lasting: OpenedLongTerm
  readonly answers: Answering
  /** Base of the staff's and the public listener. */
  readonly origin: string
  readonly accounts: readonly StaffAccount[]
  readonly citizens: readonly CitizenAccount[]
}): Promise<Site> {
  const { ground, kiosks, content, lasting, answers, origin, accounts, citizens } = web
  const { stores, house, hospital, now, training } = ground
  const { ledger, fhir } = stores
  const site = await staffSite(
    {
      visits: kiosks.visits,
      fhir,
      kiosks: kiosksOf(kiosks.devices),
      now,
      origin,
      hospital,
      policy: () => content.policy,
      accounts,
      apart: { count: () => ledger.countApart(), newest: (most) => ledger.newestApart(most) },
      samples: training.samples,
      sets: stores.sets,
      requests: stores.requests,
      ...answers,
      formFile: (document) => lasting.longTerm.file(document),
    },
    stores,
  )
  const { longTerm } = lasting
  const home = await citizenSite({ origin, store: fhir, longTerm, hospital, now, accounts: citizens }, stores)
  return {
    routes: [
      ...statusRoutes({ ledger, hospital }),
      ...verifyRoutes({ anchor: house.sealCa.certificate, timeAnchor: house.timeCa.certificate }),
      ...lasting.routes,
      ...site.routes,
      ...home.routes,
    ],
    raw: (incoming, outgoing) => site.raw(incoming, outgoing) || home.raw(incoming, outgoing),
  }
}
