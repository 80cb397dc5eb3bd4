/** The visit certificate as an assertion (RFC 7523 section 3): device and visit that vouch for one public V. */
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import * as v from 'valibot'
import { VisitCertificate, visitCertificateLifetime } from '../../../domain/contract/device/visit-certificate.ts'
import { DeviceId } from '../../../domain/ids.ts'
import type { Sha256 } from '../../../domain/ids.ts'
import { thumbprintOf } from '../../keys/house-key.ts'
import { verifyingKey } from './jwk.ts'
import type { GatewayPorts } from './ports.ts'

/** Seconds by which a kiosk's clock may be wrong; its wall clock is never believed for anything else. */
const clockTolerance = 120

export interface VerifiedCertificate {
  readonly certificate: VisitCertificate
  readonly keyThumbprint: Sha256
}

/** The certificate if its device's D-log signed it for this token endpoint and it still lives; null otherwise. */
export async function verifyVisitCertificate(
  assertion: string,
  { logKey, origin, now }: Pick<GatewayPorts, 'logKey' | 'origin' | 'now'>,
): Promise<VerifiedCertificate | null> {
  try {
    const device = v.parse(DeviceId, decodeJwt(assertion).iss)
    const key = await logKey(device, decodeProtectedHeader(assertion).kid ?? null)
    if (key === null) return null
    const { payload } = await jwtVerify(assertion, await verifyingKey(key), {
      typ: 'balie-visit+jwt',
      algorithms: ['ES256'],
      issuer: device,
      audience: `${origin()}/token`,
      currentDate: now(),
      clockTolerance,
      requiredClaims: ['exp', 'iat', 'jti'],
    })
    const certificate = v.parse(VisitCertificate, payload)
    if (certificate.exp - certificate.iat > visitCertificateLifetime) return null
    if (certificate.iat > now().getTime() / 1000 + clockTolerance) return null
    const keyThumbprint = await thumbprintOf(certificate.cnf.jwk)
    return { certificate, keyThumbprint }
  } catch {
    return null
  }
}
