/** Device tokens: a client assertion by D-auth against an opaque-to-the-kiosk JWT of five minutes. */
import { decodeJwt, errors, importJWK, jwtVerify, SignJWT } from 'jose'
import type { JWTPayload, JWTVerifyOptions } from 'jose'
import * as v from 'valibot'
import { defaultRecoverDays } from '../../../domain/contract/device/lifetimes.ts'
import { DeviceId } from '../../../domain/ids.ts'
import type { PublicJwk } from '../../../domain/ids.ts'
import type { Now } from '../../clock/clock.ts'
import type { HouseKey } from '../../keys/house-key.ts'
import type { KeySet } from '../../devices/device-keys.ts'
import type { DeviceTable, EnrolledDevice } from '../../devices/device-table.ts'
import type { SeenProofs } from '../gateway/seen-proofs.ts'

/** Seconds. */
export const deviceTokenLifetime = 300
/** Seconds that an assertion may live (SMART backend services: at most five minutes). */
const longestAssertion = 300
/** Seconds by which a kiosk may misjudge our time. */
const clockTolerance = 60
const audience = 'balie-device'
const day = 24 * 60 * 60_000

export interface DeviceTokens {
  /** The device that made this assertion (RFC 7523 section 3), or null; each `jti` counts once. */
  assert(assertion: string): Promise<EnrolledDevice | null>
  issue(device: DeviceId): Promise<string>
  /** The enrolled device of `Authorization: Bearer …`; null for everything else, a withdrawn device included. */
  authenticate(request: Request): Promise<EnrolledDevice | null>
}

export function deviceTokens(options: {
  readonly devices: DeviceTable
  readonly proofs: SeenProofs
  readonly key: HouseKey
  readonly now: Now
  /** Base of the kiosk-facing listener. */
  readonly origin: () => string
  /** Days after the end of its keys in which a kiosk still delivers and gets new ones without a person. */
  readonly recoverDays?: number
}): DeviceTokens {
  const { devices, proofs, key, now, origin, recoverDays = defaultRecoverDays } = options
  const until = (): number => now().getTime() - recoverDays * day
  const enrolled = async (device: unknown): Promise<EnrolledDevice | null> => {
    const id = v.safeParse(DeviceId, device)
    const found = id.success ? await devices.find(id.output) : null
    return found === null || found.withdrawn ? null : found
  }
  return {
    async assert(assertion) {
      try {
        const device = await enrolled(decodeJwt(assertion).iss)
        if (device === null) return null
        const { set, payload } = await firstThatVerifies(setsInUse(device, until()), assertion, {
          algorithms: ['ES256'],
          issuer: device.device,
          subject: device.device,
          audience: `${origin()}/device/token`,
          currentDate: now(),
          clockTolerance,
          requiredClaims: ['exp', 'jti'],
        })
        const { exp = 0, jti = '' } = payload
        if (exp > now().getTime() / 1000 + longestAssertion + clockTolerance || jti.length > 100) return null
        const proof = { key: `device ${device.device}`, jti, until: Math.ceil(exp) + clockTolerance }
        if (!(await proofs.acceptOnce({ ...proof, now: now().getTime() / 1000 }))) return null
        await devices.usedKeys(device.device, set, now().getTime())
        return device
      } catch {
        return null
      }
    },
    issue(device) {
      const issuedAt = Math.floor(now().getTime() / 1000)
      return new SignJWT({})
        .setProtectedHeader({ alg: 'ES256', typ: 'balie-device+jwt', kid: key.kid })
        .setIssuer(origin())
        .setAudience(audience)
        .setSubject(device)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + deviceTokenLifetime)
        .sign(key.private)
    },
    async authenticate(request) {
      const token = /^Bearer ([A-Za-z0-9_.-]{1,4000})$/.exec(request.headers.get('authorization') ?? '')?.[1]
      if (token === undefined) return null
      try {
        const { payload } = await jwtVerify(token, await verifying(key.public), {
          typ: 'balie-device+jwt',
          algorithms: ['ES256'],
          issuer: origin(),
          audience,
          currentDate: now(),
        })
        return await enrolled(payload.sub)
      } catch {
        return null
      }
    },
  }
}

/**
 * Newest first: sets that were not replaced and did not end before `ended`. A kiosk that was away opens no visit with a set
 * that has ended (D-log) and seals nothing with it (D-seal), but brings what it has signed in time.
 */
function setsInUse({ keys }: EnrolledDevice, ended: number): readonly KeySet[] {
  return keys.filter(({ replacedAt, until }) => replacedAt === null && ended < until).reverse()
}

/** The set whose D-auth signed this, with the claims. Throws when none did. */
async function firstThatVerifies(
  sets: readonly KeySet[],
  assertion: string,
  options: JWTVerifyOptions,
): Promise<{ readonly set: KeySet; readonly payload: JWTPayload }> {
  for (const set of sets) {
    try {
      const { payload } = await jwtVerify(assertion, await verifying(set.auth), options)
      return { set, payload }
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error
    }
  }
  throw new errors.JWSSignatureVerificationFailed()
}

function verifying({ kty, crv, x, y }: PublicJwk) {
  return importJWK({ kty, crv, x, y }, 'ES256')
}
