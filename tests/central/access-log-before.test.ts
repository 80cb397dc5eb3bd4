/** The makers of before say what was recorded of them; the test beside this one holds the one maker to the same. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { deviceAudit } from '../../central/devices/device-audit.ts'
import { lookUpAudit } from '../../central/kiosk-api/gateway/look-up-audit.ts'
import { readAudit } from '../../central/kiosk-api/gateway/read-audit.ts'
import { refusedAudit } from '../../central/kiosk-api/gateway/refused-audit.ts'
import { intakeAudit } from '../../central/kiosk-api/intake/audit.ts'
import { citizenSystem, staffSystem } from '../../central/record/naming.ts'
import { copyAudit } from '../../central/web/citizen/audit.ts'
import { apartAudit } from '../../central/web/desk/apart-audit.ts'
import { searchAudit } from '../../central/web/desk/pick.ts'
import { loginAudit } from '../../central/web/oidc/login-audit.ts'
import * as c from './support/access-cases.ts'

const file = new URL('../fixtures/access-log/audit-events.json', import.meta.url)
const about = { hospital: c.hospital, at: new Date(c.at) }
const named = <T>(group: string, variations: Readonly<Record<string, T>>, make: (one: T) => unknown) =>
  Object.entries(variations).map(([name, one]) => [`${group}: ${name}`, make(one)] as const)

const old = [
  ...named('read', c.reads, (one) => readAudit({ ...one, ...about })),
  ...named('look-up', c.lookUps, (one) => lookUpAudit({ ...one, ...about })),
  ...named('refused read', c.refusals, (row) => refusedAudit({ row, ...c.refusal, ...about })),
  ...named('stored', c.stored, ({ accepted, written }) =>
    intakeAudit({
      accepted: accepted as unknown as Parameters<typeof intakeAudit>[0]['accepted'],
      written,
      id: c.id,
      inForce: c.inForce,
      hospital: c.hospital,
      at: c.at,
    }),
  ),
  ...named('copy', c.copies, (one) => copyAudit({ ...c.copied, ...one, ...about })),
  ...named('log-in of staff', c.logIns, (one) =>
    loginAudit(one, { accounts: staffSystem, site: 'balie-desk', ...about }),
  ),
  ...named('log-in of a citizen', c.logIns, (one) =>
    loginAudit(one, { accounts: citizenSystem, site: 'balie-copy', ...about }),
  ),
  ...named('desk search', c.searches, (ids) =>
    searchAudit({
      ports: { hospital: c.hospital, now: () => about.at },
      row: c.own,
      by: c.clerk,
      found: ids.map((id) => ({ resourceType: 'Patient', id })),
    }),
  ),
  ...named('quarantine', c.quarantines, (envelopes) => apartAudit({ staff: c.clerk, envelopes, ...about })),
  ...named(
    'kiosk',
    {
      enrolled: 'enrolled',
      keysRenewed: 'keysRenewed',
      withdrawn: 'withdrawn',
      journalWentBack: 'journalWentBack',
    } as const,
    (event) => deviceAudit(event, { device: c.device, ...about }),
  ),
]

describe('the access log of before', () => {
  it('was recorded in full', () => {
    expect(JSON.parse(JSON.stringify(Object.fromEntries(old)))).toEqual(JSON.parse(readFileSync(file, 'utf8')))
  })
})
