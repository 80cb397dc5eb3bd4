/** Enrolment: the code pins Root before anything is sent (docs/protocol.md, Enrolment). */
import * as v from 'valibot'
import {
  EnrolmentAnswer,
  RootAnswer,
  splitEnrolmentCode,
  type EnrolmentCode,
} from '../../domain/contract/device/enrolment.ts'
import type { Keyset } from '../../domain/contract/device/keyset.ts'
import type { CompactJws, PublicJwk } from '../../domain/ids.ts'
import type { OpenExchange } from '../http/exchange.ts'
import type { Trust } from '../http/pinning.ts'
import { request, type HttpRequest } from '../http/request.ts'
import { Unreachable } from '../http/unreachable.ts'
import { thumbprint } from '../jose/keys.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import { newAccount, writeDevice, type DeviceFile } from '../trust/device-file.ts'
import { deleteDeviceKeys, makeDeviceKeys, type NewKeys } from './device-keys.ts'
import { at, paths } from '../http/paths.ts'
import { verifyKeyset } from '../trust/trust.ts'

export type Enrolled =
  | { readonly kind: 'enrolled'; readonly device: DeviceFile; readonly keyset: CompactJws }
  | {
      readonly kind: 'failed'
      /** `unreachable` may be tried again with the same code; `refused` needs a new one. */
      readonly code: 'unreachable' | 'rootDiffers' | 'keyset' | 'keychain' | 'refused' | 'answer'
    }

const failed = (code: Extract<Enrolled, { kind: 'failed' }>['code']): Enrolled => ({ kind: 'failed', code })

/**
 * Gets a device id, a seal certificate and the keyset for a one-time code, and writes `device.json`. Until the
 * hospital's Root has shown the pinned thumbprint only one GET without content leaves the kiosk; after that every
 * connection trusts only the CA of the keyset that Root signed.
 */
export async function enrol(options: {
  readonly state: string
  readonly central: string
  readonly code: EnrolmentCode
  readonly secrets: SecretStore
  /** Name and version of this app. */
  readonly app: string
  readonly open?: OpenExchange | undefined
}): Promise<Enrolled> {
  const { state, central, secrets, open } = options
  const { secret, root: pinned } = splitEnrolmentCode(options.code)
  const first = await ask({ url: at(central, paths.root), trust: { ca: 'none' }, open })
  if (first === null) return failed('unreachable')
  const answer = v.safeParse(v.pipe(v.string(), v.parseJson(), RootAnswer), first.body)
  if (!answer.success || (await thumbprint(answer.output.root)) !== pinned) return failed('rootDiffers')
  const root: PublicJwk = answer.output.root
  const keyset = await verifyKeyset({ jws: answer.output.keyset, root, floor: 0, now: null })
  if (keyset === null) return failed('keyset')

  const account = newAccount()
  const keys = await makeDeviceKeys(secrets, account)
  const enrolled =
    keys === null
      ? failed('keychain')
      : await send({ ...options, root, pinned, account, secret, keys, trusted: keyset })
  if (enrolled.kind === 'enrolled') await writeDevice(state, enrolled.device)
  else await deleteDeviceKeys(secrets, account)
  return enrolled
}

async function send(options: {
  readonly central: string
  readonly app: string
  readonly root: PublicJwk
  readonly pinned: DeviceFile['thumbprint']
  readonly account: string
  readonly secret: string
  readonly keys: NewKeys
  readonly trusted: Keyset
  readonly open?: OpenExchange | undefined
}): Promise<Enrolled> {
  const { central, app, root, pinned, account, secret, keys, trusted, open } = options
  // Only here: the library and its ASN.1 are two thirds of main's code, and a kiosk enrols once in its life.
  const { certificateRequest } = await import('./certificate-request.ts')
  const requests = {
    auth: await certificateRequest(keys, 'auth'),
    seal: await certificateRequest(keys, 'seal'),
    log: await certificateRequest(keys, 'log'),
  }
  const reply = await ask({
    url: at(central, paths.enrolment),
    trust: { ca: trusted.tlsCa },
    body: JSON.stringify({ secret, requests, app }),
    open,
  })
  if (reply === null) return failed('unreachable')
  if (reply.status >= 500) return failed('unreachable')
  if (reply.status >= 300) return failed('refused')
  const answer = v.safeParse(v.pipe(v.string(), v.parseJson(), EnrolmentAnswer), reply.body)
  if (!answer.success) return failed('answer')
  const { device, sealChain, keyset } = answer.output
  const verified = await verifyKeyset({ jws: keyset, root, floor: trusted.version, now: null })
  if (verified === null) return failed('keyset')
  return {
    kind: 'enrolled',
    keyset,
    device: {
      account,
      device,
      central,
      root,
      thumbprint: pinned,
      sealChain,
      keysetFloor: verified.version,
      contentFloor: 0,
      policySeen: null,
      previous: null,
      pastLog: [],
    },
  }
}

async function ask(options: { url: URL; trust: Trust; body?: string; open: OpenExchange | undefined }) {
  const { url, trust, body, open } = options
  const asked: HttpRequest = {
    method: body === undefined ? 'GET' : 'POST',
    url,
    trust,
    timeout: 15_000,
    limit: 200_000,
    ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
  }
  try {
    return await request(asked, open)
  } catch (error) {
    if (error instanceof Unreachable) return null
    throw error
  }
}
