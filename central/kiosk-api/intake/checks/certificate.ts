/** The visit certificate: signed by the device's D-log for this central, and what was signed falls into its four hours. */
import { importJWK, jwtVerify } from 'jose'
import * as v from 'valibot'
import { VisitCertificate, visitCertificateLifetime } from '../../../../domain/contract/device/visit-certificate.ts'
import { setBack } from '../../../../domain/contract/device/lifetimes.ts'
import type { PublicJwk, Sha256 } from '../../../../domain/ids.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { certifiedInTime } from '../../../devices/device-keys.ts'
import type { EnrolledDevice } from '../../../devices/device-table.ts'
import { thumbprintOf } from '../../../keys/house-key.ts'
import { good, refuse, tolerance } from './checked.ts'
import type { Checked } from './checked.ts'

export interface Certified {
  readonly certificate: VisitCertificate
  /** Thumbprint of the public V. */
  readonly keyThumbprint: Sha256
  /** When was signed by the kiosk's account, milliseconds. */
  readonly signedAt: number
}

export async function certificate(input: {
  readonly payload: EnvelopePayload
  readonly device: EnrolledDevice
  /** Token endpoints of this central, now and before. */
  readonly audiences: readonly string[]
  readonly now: Date
}): Promise<Checked<Certified>> {
  const { payload, device, audiences, now } = input
  const signedAt = Date.parse(payload.times.signedAt)
  if (signedAt > now.getTime() + setBack) return refuse('certificate', 'future')
  const claims = await verified(payload.certificate, device, audiences, new Date(signedAt))
  if (claims === null) return refuse('certificate', 'signature')
  if (claims.exp - claims.iat > visitCertificateLifetime) return refuse('certificate', 'lifetime')
  if (signedAt < claims.iat * 1000 - tolerance) return refuse('certificate', 'window')
  return good({ certificate: claims, keyThumbprint: await thumbprintOf(claims.cnf.jwk), signedAt })
}

/**
 * Its end is compared with the time of signing: an envelope may be delivered days later, when the kiosk has other keys. Any
 * D-log that it had counts, for what was certified in its own time.
 */
async function verified(
  jws: string,
  device: EnrolledDevice,
  audiences: readonly string[],
  at: Date,
): Promise<VisitCertificate | null> {
  for (const set of device.keys) {
    const claims = await verifiedBy(set.log, jws, { device, audiences, at })
    if (claims !== null) return certifiedInTime(set, claims.iat) ? claims : null
  }
  return null
}

async function verifiedBy(
  { kty, crv, x, y }: PublicJwk,
  jws: string,
  {
    device,
    audiences,
    at,
  }: { readonly device: EnrolledDevice; readonly audiences: readonly string[]; readonly at: Date },
): Promise<VisitCertificate | null> {
  try {
    const { payload } = await jwtVerify(jws, await importJWK({ kty, crv, x, y }, 'ES256'), {
      typ: 'balie-visit+jwt',
      algorithms: ['ES256'],
      issuer: device.device,
      audience: [...audiences],
      currentDate: at,
      clockTolerance: tolerance / 1000,
    })
    return v.parse(VisitCertificate, payload)
  } catch {
    return null
  }
}
