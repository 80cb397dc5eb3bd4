/** Device tokens: a client assertion signed by D-auth (private_key_jwt, RFC 7523 section 2.2), never stored. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { DeviceToken } from '../../../domain/contract/device/channel.ts'
import type { DeviceId } from '../../../domain/ids.ts'
import { signJws, type SigningKey } from '../../jose/keys.ts'

/** Seconds: an assertion is used at once (SMART backend services allow at most 5 minutes). */
const assertionLifetime = 60

/** The form that asks for a token (RFC 6749 section 4.4, RFC 7521 section 4.2). `now`: milliseconds at the central. */
export async function tokenForm(options: {
  readonly key: SigningKey
  readonly device: DeviceId
  readonly audience: string
  readonly now: number
}): Promise<string> {
  const iat = Math.floor(options.now / 1000)
  const assertion = await signJws({
    key: options.key,
    typ: 'JWT',
    claims: {
      iss: options.device,
      sub: options.device,
      aud: options.audience,
      jti: randomUUID(),
      iat,
      exp: iat + assertionLifetime,
    },
  })
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  }).toString()
}

/** The token in an answer; null when it is not one. */
export function readToken(body: string): DeviceToken | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), DeviceToken), body)
  return parsed.success ? parsed.output : null
}
