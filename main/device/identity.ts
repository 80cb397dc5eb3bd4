/** Who this kiosk is: from disk and keychain, or by enrolment, or a reason why not yet. */
import type { EnrolmentCode } from '../../domain/contract/device/enrolment.ts'
import type { OpenExchange } from '../http/exchange.ts'
import type { Log } from '../log/log.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import { readDevice, type DeviceFile } from '../trust/device-file.ts'
import { readDeviceKeys, type DeviceKeys } from './device-keys.ts'
import { enrol } from './enrol.ts'
import { refetchKeyset } from '../trust/refetch-keyset.ts'
import { Trusted } from '../trust/trusted.ts'

export interface Identity {
  readonly device: DeviceFile
  readonly keys: DeviceKeys
  readonly trusted: Trusted
  readonly central: string
}

export type IdentityAnswer =
  | { readonly kind: 'known'; readonly identity: Identity }
  /** `again`: the same may succeed later. */
  | { readonly kind: 'not'; readonly why: 'notEnrolled' | 'keysUnavailable' | 'centralDown'; readonly again: boolean }

/**
 * No `device.json` and a code: enrol. A `device.json` and no keys: out of service, never a new key, because a locked
 * keychain looks like an empty one.
 */
export async function identify(options: {
  readonly state: string
  readonly secrets: SecretStore
  readonly central: string | null
  readonly code: EnrolmentCode | null
  readonly app: string
  readonly log: Log
  readonly open?: OpenExchange | undefined
}): Promise<IdentityAnswer> {
  const { state, secrets, central, code, log, open } = options
  let device = await readDevice(state)
  if (device === 'damaged') {
    log('alarm', { code: 'device-file-damaged' })
    return { kind: 'not', why: 'keysUnavailable', again: false }
  }
  if (device === 'none') {
    if (central === null || code === null) return { kind: 'not', why: 'notEnrolled', again: false }
    const enrolled = await enrol({ state, central, code, secrets, app: options.app, open })
    if (enrolled.kind === 'failed') {
      log('enrolmentFailed', { code: enrolled.code })
      const why = enrolled.code === 'keychain' ? 'keysUnavailable' : 'notEnrolled'
      return { kind: 'not', why, again: ['unreachable', 'keychain'].includes(enrolled.code) }
    }
    await Trusted.keepFirst({ state, keyset: enrolled.keyset })
    device = enrolled.device
    log('enrolled', { device: device.device })
  }
  const keys = await readDeviceKeys(secrets, device.account)
  if (keys === null) return { kind: 'not', why: 'keysUnavailable', again: true }
  const address = central ?? device.central
  const trusted =
    (await Trusted.open({ state, device })) ?? (await refetched({ state, device, central: address, open }))
  if (trusted === null) return { kind: 'not', why: 'centralDown', again: true }
  return { kind: 'known', identity: { device, keys, trusted, central: address } }
}

async function refetched(options: {
  state: string
  device: DeviceFile
  central: string
  open: OpenExchange | undefined
}): Promise<Trusted | null> {
  const keyset = await refetchKeyset(options)
  if (keyset === null) return null
  await Trusted.keepFirst({ state: options.state, keyset })
  return Trusted.open(options)
}
