/** Enrolment over HTTP (docs/protocol.md, Enrolment): Root for whoever holds a code, then keys against a certificate. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { EnrolmentRequest } from '../../../domain/contract/device/enrolment.ts'
import type { EnrolmentAnswer, EnrolmentProblem, RootAnswer } from '../../../domain/contract/device/enrolment.ts'
import { DeviceId } from '../../../domain/ids.ts'
import { instantOf } from '../../clock/clock.ts'
import type { Now } from '../../clock/clock.ts'
import type { CodeState, DeviceTable } from '../../devices/device-table.ts'
import { json, problemOf } from '../../http/answer.ts'
import type { Route } from '../../http/route.ts'
import type { House } from '../../keys/house.ts'
import type { EnrolmentCodes } from './codes.ts'
import { issueKeys, verifyRequests } from './issue.ts'

const refused = (type: EnrolmentProblem, status: number): Response => problemOf(type, status)

export function enrolmentRoutes(options: {
  readonly house: House
  readonly codes: EnrolmentCodes
  readonly devices: DeviceTable
  readonly hospital: string
  /** Where the list of revoked seal certificates can be had; it stands in each. */
  readonly revocation: string
  readonly now: Now
}): readonly Route[] {
  const { house, codes, devices, hospital, revocation, now } = options
  const { kty, crv, x, y } = house.root
  const root = (): RootAnswer => ({ root: { kty, crv, x, y }, keyset: house.keyset })
  return [
    { method: 'GET', path: '/enrolment/root', handle: () => Promise.resolve(json(root())) },
    {
      method: 'POST',
      path: '/enrolment',
      async handle({ body }) {
        const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), EnrolmentRequest), Buffer.from(body).toString())
        if (!parsed.success) return refused('requestWrong', 400)
        const { secret, requests } = parsed.output
        const state = await codes.look(secret)
        if (state !== 'usable') return codeProblem(state)
        const requested = await verifyRequests(requests)
        if (requested === null) return refused('requestWrong', 400)
        const device = v.parse(DeviceId, randomUUID())
        const moment = now()
        const keys = await issueKeys({ house, hospital, revocation, device, requested, now: moment })
        const { auth, seal, log, sealChain, until } = keys
        const enrolledAt = instantOf(moment)
        const kiosk = { device, auth, seal, log, sealChain, until, enrolledAt }
        // Two kiosks with one code may both get here.
        const enrolled = await devices.enrol(codes.using(secret), kiosk)
        if (enrolled !== 'enrolled') return codeProblem(enrolled)
        return json({ device, sealChain, keyset: house.keyset } satisfies EnrolmentAnswer, 201)
      },
    },
  ]
}

/** What a code that cannot be used is told: who holds 130 secret bits may know what became of them. */
function codeProblem(state: CodeState): Response {
  switch (state) {
    case 'used':
      return refused('codeUsed', 409)
    case 'expired':
      return refused('codeExpired', 410)
    case 'wrong':
    case 'usable':
      return refused('codeWrong', 403)
    default:
      return state satisfies never
  }
}
