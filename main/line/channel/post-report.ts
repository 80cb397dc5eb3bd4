/** POST /device/reports: one report; whether it is done with. */
import type { DeviceReport } from '../../../domain/device/channel.ts'
import type { CentralClient } from '../central-client.ts'
import { paths } from '../../device/paths.ts'

/** True when the central took it, or refuses it for good (another 4xx): then it will never be taken. */
export async function postReport(client: CentralClient, report: DeviceReport): Promise<boolean> {
  const body = JSON.stringify(report)
  const answer = await client.ask({ method: 'POST', path: paths.reports, body, type: 'application/json' })
  return answer !== null && answer.status < 500 && ![401, 403, 408, 425, 429].includes(answer.status)
}
