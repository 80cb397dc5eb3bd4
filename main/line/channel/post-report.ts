/** POST /device/reports: one report; whether it is done with. */
import * as v from 'valibot'
import { ReportAnswer } from '../../../domain/contract/device/journal-head.ts'
import type { DeviceReport } from '../../../domain/contract/device/channel.ts'
import type { CentralClient } from '../client/central-client.ts'
import { paths } from '../../http/paths.ts'

const Answer = v.pipe(v.string(), v.parseJson(), ReportAnswer)

/** True when the central took it, or refuses it for good (another 4xx): then it will never be taken. `onAnswer` gets what came back. */
export async function postReport(
  client: CentralClient,
  report: DeviceReport,
  onAnswer: (said: ReportAnswer) => void = () => undefined,
): Promise<boolean> {
  const body = JSON.stringify(report)
  const answer = await client.ask({ method: 'POST', path: paths.reports, body, type: 'application/json' })
  const said = answer?.status === 200 ? v.safeParse(Answer, answer.body) : null
  if (said?.success) onAnswer(said.output)
  return answer !== null && answer.status < 500 && ![401, 403, 408, 425, 429].includes(answer.status)
}
