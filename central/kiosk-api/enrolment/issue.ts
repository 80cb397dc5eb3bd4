/** Three certificate requests of one kiosk: checked, and answered by a seal certificate. */
import type { DeviceId } from '../../../domain/ids.ts'
import { lifetimes } from '../../../domain/contract/device/lifetimes.ts'
import type { NewKeySet } from '../../devices/device-keys.ts'
import { endOf } from '../../devices/device-keys.ts'
import { sealCertificate } from '../../keys/authority.ts'
import type { House } from '../../keys/house.ts'
import { verifyRequest } from './requests.ts'
import type { VerifiedRequest } from './requests.ts'

export type Requested = Readonly<Record<'auth' | 'seal' | 'log', VerifiedRequest>>

/** The three, each signed by its own key; null when one is not, or one key would serve two purposes. */
export async function verifyRequests(
  requests: Readonly<Record<'auth' | 'seal' | 'log', string>>,
): Promise<Requested | null> {
  const [auth, seal, log] = await Promise.all([
    verifyRequest(requests.auth),
    verifyRequest(requests.seal),
    verifyRequest(requests.log),
  ])
  if (auth === null || seal === null || log === null) return null
  // One key for two purposes would let a document stand for a login.
  const different = new Set([auth, seal, log].map(({ key }) => `${key.x}.${key.y}`)).size === 3
  return different ? { auth, seal, log } : null
}

/** The set of keys with its seal certificate, from now on for {@link lifetimes}`.deviceKeys`. */
export async function issueKeys(options: {
  readonly house: House
  readonly hospital: string
  /** Where the list of revoked seal certificates can be had; it stands in each. */
  readonly revocation: string
  readonly device: DeviceId
  readonly requested: Requested
  readonly now: Date
}): Promise<NewKeySet> {
  const { house, hospital, revocation, device, requested, now } = options
  const { auth, seal, log } = requested
  const sealChain = await sealCertificate({
    authority: house.sealCa,
    request: seal.request,
    organisation: hospital,
    device,
    revocation,
    now,
  })
  return { auth: auth.key, seal: seal.key, log: log.key, sealChain, since: now.getTime(), until: endOf(sealChain) }
}
