/** PUT /intake/envelopes/{id} with the device token: the compact JWE as it was acknowledged, byte for byte. */
import type { EnvelopeId } from '../../../domain/ids.ts'
import type { CentralClient } from '../client/central-client.ts'
import { paths } from '../../http/paths.ts'
import { retryAfterOf } from '../../http/retry-after.ts'
import type { IntakeReply } from './judge.ts'

/** What the intake, or somebody in between, answered; null when nobody did. */
export async function putEnvelope(
  client: CentralClient,
  envelope: { readonly id: EnvelopeId; readonly jwe: string },
): Promise<IntakeReply | null> {
  const answer = await client.ask({
    method: 'PUT',
    path: `${paths.envelopes}${envelope.id}`,
    body: envelope.jwe,
    type: 'application/jose',
  })
  if (answer === null) return null
  return { status: answer.status, body: answer.body, retryAfter: retryAfterOf(answer.headers['retry-after']) }
}
