/** An enrolled kiosk's heartbeat over the wire, with the heads of the log that it holds. */
import * as v from 'valibot'
import type { Central } from '../../../../central/compose.ts'
import { ReportAnswer } from '../../../../domain/contract/device/journal-head.ts'
import type { HeldLogHead } from '../../../../domain/contract/device/log-head.ts'
import { ask, enrolKiosk } from '../../support/kiosk.ts'

export async function beating(central: Central): Promise<(held: readonly HeldLogHead[]) => Promise<ReportAnswer>> {
  const kiosk = await enrolKiosk(central)
  const authorization = `Bearer ${await kiosk.token()}`
  return async (held) => {
    const log = held.length === 0 ? {} : { log: held }
    const body = JSON.stringify({
      type: 'heartbeat',
      app: 'test',
      journal: null,
      waiting: 0,
      outOfService: null,
      ...log,
    })
    const headers = { authorization, 'content-type': 'application/json' }
    const answer = await ask(central, { method: 'POST', path: '/device/reports', body, headers })
    return v.parse(v.pipe(v.string(), v.parseJson(), ReportAnswer), answer.body)
  }
}
