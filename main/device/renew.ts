/**
 * New keys for this kiosk, asked for with the D-auth it has (docs/protocol.md, Enrolment). The old ones stay in the keychain
 * until the next renewal: an answer can be lost, and a central can be brought back to yesterday.
 */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { EnrolmentAnswer, RenewalProblem, renewalType, type Renewal } from '../../domain/contract/device/enrolment.ts'
import type { PublicJwk } from '../../domain/ids.ts'
import type { HttpAnswer } from '../http/request.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import { signJws, type SigningKey } from '../jose/keys.ts'
import type { Trusted } from '../trust/trusted.ts'
import { newAccount } from '../trust/device-file.ts'
import { deleteDeviceKeys, makeDeviceKeys, readDeviceKeys, type DeviceKeys, type NewKeys } from './device-keys.ts'
import type { InUse } from './keys-in-use.ts'
import { at, paths } from '../http/paths.ts'
import { sealable } from './sealable.ts'

export type Renewed =
  | { readonly kind: 'renewed'; readonly next: InUse }
  /** `refused`: the central does not take this key; `approvalNeeded`: a person must say yes first. */
  | { readonly kind: 'not'; readonly why: 'unreachable' | 'refused' | 'approvalNeeded' | 'keychain' | 'answer' }

/** Seconds that a request may be on its way. */
const lifetime = 60

const not = (why: Extract<Renewed, { kind: 'not' }>['why']): Renewed => ({ kind: 'not', why })

/** Asks, and keeps what comes on the disk before it is used. `now`: milliseconds at the central. Never throws for an answer. */
export async function renewKeys(options: {
  readonly trusted: Trusted
  readonly keys: DeviceKeys
  /** The D-auth to prove ourselves with: the one in use, or the one before. */
  readonly by: SigningKey
  readonly secrets: SecretStore
  readonly central: string
  readonly now: number
  readonly post: (body: string) => Promise<HttpAnswer | null>
}): Promise<Renewed> {
  const { trusted, keys, secrets, now } = options
  const account = newAccount()
  const made = await makeDeviceKeys(secrets, account)
  const answer = made === null ? not('keychain') : await ask({ ...options, made })
  if ('kind' in answer) {
    await deleteDeviceKeys(secrets, account)
    return answer
  }
  const next = await readDeviceKeys(secrets, account)
  if (next === null) return not('keychain')
  await trusted.takeKeyset(answer.keyset)
  const { sealChain } = answer
  const means = { sealChain, key: next.seal.public, sealCa: trusted.keyset.keyset.sealCa }
  if (answer.device !== trusted.device.device || !sealable(means, { from: now, until: now })) {
    await deleteDeviceKeys(secrets, account)
    return not('answer')
  }
  const before = trusted.device.previous
  await trusted.takeKeys({ account, sealChain, log: keys.log.public })
  // Keys that stay behind do no harm; those that are on the disk by now must be used.
  if (before !== null) await deleteDeviceKeys(secrets, before).catch(() => undefined)
  return { kind: 'renewed', next: { keys: next, sealChain } }
}

async function ask(
  options: Parameters<typeof renewKeys>[0] & { readonly made: NewKeys },
): Promise<EnrolmentAnswer | Renewed> {
  const { trusted, by, central, now, post, made } = options
  // Only here: the library and its ASN.1 are two thirds of main's code.
  const { certificateRequest } = await import('./certificate-request.ts')
  const iat = Math.floor(now / 1000)
  const claims: Renewal = {
    iss: trusted.device.device,
    aud: at(central, paths.renewal).href,
    jti: randomUUID(),
    iat,
    exp: iat + lifetime,
    requests: {
      auth: await certificateRequest(made, 'auth'),
      seal: await certificateRequest(made, 'seal'),
      log: await certificateRequest(made, 'log'),
    },
  }
  const reply = await post(await signJws({ key: by, typ: renewalType, claims }))
  if (reply === null || reply.status >= 500) return not('unreachable')
  if (reply.status !== 201) return not(whyNot(reply.body))
  const answer = v.safeParse(v.pipe(v.string(), v.parseJson(), EnrolmentAnswer), reply.body)
  return answer.success ? answer.output : not('answer')
}

const Problem = v.pipe(v.string(), v.parseJson(), v.looseObject({ type: RenewalProblem }))

function whyNot(body: string): Extract<Renewed, { kind: 'not' }>['why'] {
  const problem = v.safeParse(Problem, body)
  if (!problem.success) return 'refused'
  switch (problem.output.type) {
    case 'approvalNeeded':
      return 'approvalNeeded'
    case 'busy':
      return 'unreachable'
    case 'unauthorized':
    case 'requestWrong':
      return 'refused'
  }
}

/** Public halves of every D-log that this kiosk had, the one in use last: what its journal verifies under. */
export function logKeys(trusted: Trusted, keys: DeviceKeys): readonly PublicJwk[] {
  return [...trusted.device.pastLog, keys.log.public]
}
