/** The device channel on the kiosk-facing listener: token, events, reports, content and keyset. */
import * as v from 'valibot'
import { DeviceReport } from '../../../domain/contract/device/channel.ts'
import type { DeviceToken } from '../../../domain/contract/device/channel.ts'
import type { ReportAnswer } from '../../../domain/contract/device/journal-head.ts'
import type { DeviceId } from '../../../domain/ids.ts'
import type { Now } from '../../clock/clock.ts'
import type { JournalHead } from '../../devices/journal-heads.ts'
import type { LogHeads } from '../../log-keeping/heads.ts'
import { json, problem, problemOf } from '../../http/answer.ts'
import { turns } from '../../http/rate.ts'
import type { RateStore } from '../../http/rate-store.ts'
import type { Rate } from '../../http/rate.ts'
import type { Route, RouteContext } from '../../http/route.ts'
import type { EnrolledDevice } from '../../devices/device-table.ts'
import type { Devices } from '../../devices/devices.ts'
import { deviceEvents } from './events.ts'
import { deviceTokenLifetime } from './token.ts'
import type { DeviceTokens } from './token.ts'

type Heartbeat = Extract<DeviceReport, { type: 'heartbeat' }>

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Of RFC 6749 section 4.4.2 with RFC 7521 section 4.2. */
const TokenForm = v.object({
  grant_type: v.literal('client_credentials'),
  client_assertion_type: v.literal(jwtBearer),
  client_assertion: v.pipe(v.string(), v.maxLength(4000)),
})

/** A kiosk asks every four minutes, and once more after each restart. */
export const deviceTokenRate: Rate = { burst: 60, every: 1000 }

export function deviceRoutes(options: {
  readonly tokens: DeviceTokens
  readonly devices: Devices
  readonly rates: RateStore
  readonly now: Now
  /** The ContentBundle and Keyset of this moment, compact JWS. */
  readonly content: () => string
  readonly keyset: () => string
  /** The journal's head that a heartbeat brought, countersigned; null: there is none, or it went back. */
  readonly countersign: (device: DeviceId, said: JournalHead) => Promise<string | null>
  /** The access log's own heads, which kiosks keep. */
  readonly logHeads: LogHeads
}): readonly Route[] {
  const { tokens, devices, now } = options
  const take = turns('device token', deviceTokenRate, options)
  /** What a heartbeat is answered: both sides hold what the other one wrote. */
  const beaten = async (device: DeviceId, { journal: head, log }: Heartbeat): Promise<ReportAnswer> => {
    await options.logHeads.check(device, log ?? [])
    const journal = head === null ? null : await options.countersign(device, head)
    return { ...(journal === null ? {} : { journal }), log: [...(await options.logHeads.newest())] }
  }
  const jws = (text: string): Response => new Response(text, { headers: { 'content-type': 'application/jose' } })
  return [
    {
      method: 'POST',
      path: '/device/token',
      async handle({ body }) {
        const form = Object.fromEntries(new URLSearchParams(Buffer.from(body).toString()))
        const parsed = v.safeParse(TokenForm, form)
        if (!parsed.success) return problemOf('badRequest', 400)
        const device = await tokens.assert(parsed.output.client_assertion)
        if (device === null) return problem('unauthorized')
        const pause = await take(device.device)
        // RFC 6585 section 4.
        if (pause > 0) return problemOf('busy', 429, { 'retry-after': String(pause) })
        const token: DeviceToken = {
          access_token: await tokens.issue(device.device),
          token_type: 'Bearer',
          expires_in: deviceTokenLifetime,
        }
        return json(token)
      },
    },
    withDevice(tokens, {
      method: 'GET',
      path: '/device/events',
      handle: ({ request }, { device }) => deviceEvents({ devices, device, now, gone: request.signal }),
    }),
    withDevice(tokens, {
      method: 'POST',
      path: '/device/reports',
      async handle({ body }, { device }) {
        const report = v.safeParse(v.pipe(v.string(), v.parseJson(), DeviceReport), Buffer.from(body).toString())
        if (!report.success) return problem('badRequest')
        await devices.report(device, report.output)
        if (report.output.type !== 'heartbeat') return new Response(null, { status: 204 })
        return json(await beaten(device, report.output))
      },
    }),
    withDevice(tokens, { method: 'GET', path: '/device/content', handle: () => jws(options.content()) }),
    withDevice(tokens, { method: 'GET', path: '/device/keyset', handle: () => jws(options.keyset()) }),
  ]
}

/** A route that only an enrolled device may use: 401 without a token that holds. */
export function withDevice(
  tokens: DeviceTokens,
  route: Pick<Route, 'method' | 'path' | 'bodyLimit'> & {
    handle(context: RouteContext, device: EnrolledDevice): Response | Promise<Response>
  },
): Route {
  const refusal = (): Response => problem('unauthorized', { 'www-authenticate': 'Bearer' })
  return {
    ...route,
    // Nobody sends 8 MiB here without a token.
    admit: async (request) => ((await tokens.authenticate(request)) === null ? refusal() : null),
    async handle(context) {
      const device = await tokens.authenticate(context.request)
      return device === null ? refusal() : await route.handle(context, device)
    },
  }
}
