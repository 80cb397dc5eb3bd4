/**
 * POST /enrolment/renewal: new keys for a kiosk that proves itself by the D-auth it has. The same way leads back for one
 * that was away until its keys had ended; for how long, the hospital says, and after that a person.
 */
import { decodeJwt, importJWK, jwtVerify } from 'jose'
import * as v from 'valibot'
import { Renewal, renewalType } from '../../../domain/contract/device/enrolment.ts'
import type { EnrolmentAnswer, RenewalProblem } from '../../../domain/contract/device/enrolment.ts'
import { DeviceId } from '../../../domain/ids.ts'
import type { PublicJwk } from '../../../domain/ids.ts'
import type { Now } from '../../clock/clock.ts'
import type { KeySet } from '../../devices/device-keys.ts'
import type { DeviceTable, EnrolledDevice } from '../../devices/device-table.ts'
import type { Recovery } from '../../devices/recovery.ts'
import { json, problemOf } from '../../http/answer.ts'
import { turns } from '../../http/rate.ts'
import type { RateStore } from '../../http/rate-store.ts'
import type { Rate } from '../../http/rate.ts'
import type { Route } from '../../http/route.ts'
import type { House } from '../../keys/house.ts'
import { issueKeys, verifyRequests } from './issue.ts'

export const renewalPath = '/enrolment/renewal'

/** A kiosk renews every 18 days, and tries each quarter of a minute when something is wrong; each costs three signatures. */
export const renewalRate: Rate = { burst: 20, every: 10_000 }
/** Seconds by which a kiosk may misjudge our time. */
const clockTolerance = 60
/** Seconds that a request may live. */
const longest = 300
const day = 24 * 60 * 60_000

const refused = (type: RenewalProblem, status: number, headers: Readonly<Record<string, string>> = {}): Response =>
  problemOf(type, status, headers)

export function renewalRoute(options: {
  readonly house: House
  readonly devices: DeviceTable
  readonly recovery: Recovery
  readonly rates: RateStore
  readonly hospital: string
  readonly revocation: string
  /** Days after the end of its keys in which a kiosk needs no person. */
  readonly recoverDays: number
  /** Base of the kiosk-facing listener. */
  readonly origin: () => string
  readonly now: Now
}): Route {
  const { house, devices, recovery, hospital, revocation, recoverDays, origin, now } = options
  const take = turns('renewal', renewalRate, options)
  return {
    method: 'POST',
    path: renewalPath,
    async handle({ body }) {
      const proven = await prove({ jws: Buffer.from(body).toString(), devices, audience: origin() + renewalPath, now })
      if (proven === null) return refused('unauthorized', 401)
      const { device, set, renewal } = proven
      const pause = await take(device.device)
      if (pause > 0) return refused('busy', 429, { 'retry-after': String(pause) })
      const moment = now()
      const ended = moment.getTime() - set.until
      const approval = ended > recoverDays * day
      if (approval && !(await recovery.ask(device.device, moment.getTime()))) return refused('approvalNeeded', 403)
      const requested = await verifyRequests(renewal.requests)
      // A key that it had before would live on under a new end.
      if (requested === null || [requested.auth, requested.seal, requested.log].some(({ key }) => isOld(key, device)))
        return refused('requestWrong', 400)
      const keys = await issueKeys({ house, hospital, revocation, device: device.device, requested, now: moment })
      // Meanwhile another request may have used the yes, or somebody withdrawn it.
      const renewed = await devices.renew(device.device, keys, { approval, now: now().getTime() })
      if (renewed === 'approvalNeeded') return refused('approvalNeeded', 403)
      if (renewed !== 'renewed') return refused('unauthorized', 401)
      const answer = { device: device.device, sealChain: keys.sealChain, keyset: house.keyset }
      return json(answer satisfies EnrolmentAnswer, 201)
    },
  }
}

function isOld(key: PublicJwk, { keys }: EnrolledDevice): boolean {
  return keys.some((set) => [set.auth, set.seal, set.log].some(({ x, y }) => x === key.x && y === key.y))
}

/** The kiosk, the set by which it proved itself and what it asks; null for everything else, a withdrawn kiosk included. */
async function prove(options: {
  readonly jws: string
  readonly devices: DeviceTable
  readonly audience: string
  readonly now: Now
}): Promise<{ readonly device: EnrolledDevice; readonly set: KeySet; readonly renewal: Renewal } | null> {
  const { jws, devices, audience, now } = options
  const device = await kioskOf(jws, devices)
  if (device === null) return null
  for (const set of device.keys.filter(({ replacedAt }) => replacedAt === null).reverse()) {
    const renewal = await verified({ jws, key: set.auth, audience, at: now() })
    if (renewal !== null) return { device, set, renewal }
  }
  return null
}

async function kioskOf(jws: string, devices: DeviceTable): Promise<EnrolledDevice | null> {
  const id = issuerOf(jws)
  const found = id === null ? null : await devices.find(id)
  return found === null || found.withdrawn ? null : found
}

function issuerOf(jws: string): DeviceId | null {
  try {
    return v.parse(DeviceId, decodeJwt(jws).iss)
  } catch {
    return null
  }
}

async function verified(options: {
  readonly jws: string
  readonly key: PublicJwk
  readonly audience: string
  readonly at: Date
}): Promise<Renewal | null> {
  const { jws, key, audience, at } = options
  const { kty, crv, x, y } = key
  try {
    const { payload } = await jwtVerify(jws, await importJWK({ kty, crv, x, y }, 'ES256'), {
      typ: renewalType,
      algorithms: ['ES256'],
      audience,
      currentDate: at,
      clockTolerance,
    })
    const renewal = v.parse(Renewal, payload)
    const seconds = at.getTime() / 1000
    return renewal.exp - renewal.iat <= longest && renewal.iat <= seconds + clockTolerance ? renewal : null
  } catch {
    return null
  }
}
