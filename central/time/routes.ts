/** POST /tsa: RFC 3161 over HTTP (section 3.4). Anybody may ask: a query says nothing about anyone. */
import { Buffer } from 'node:buffer'
import { limits } from '../../domain/limits.ts'
import type { Now } from '../clock/clock.ts'
import { problem, problemOf } from '../http/answer.ts'
import { turns } from '../http/rate.ts'
import type { RateStore } from '../http/rate-store.ts'
import type { Route } from '../http/route.ts'
import type { TimeAuthority } from './authority.ts'

export const timeStampPath = '/tsa'

export function timeRoutes(
  authority: TimeAuthority,
  of: { readonly rates: RateStore; readonly now: Now },
): readonly Route[] {
  const { timeStamps: burst, timeStampEvery: every } = limits.address
  const take = turns('time stamp', { burst, every }, of)
  return [
    {
      method: 'POST',
      path: timeStampPath,
      bodyLimit: 4096,
      async handle({ request, body, address }) {
        if (request.headers.get('content-type') !== 'application/timestamp-query') return problem('badRequest')
        const pause = address === undefined ? 0 : await take(address)
        // RFC 6585 section 4.
        if (pause > 0) return problemOf('busy', 429, { 'retry-after': String(pause) })
        const answer = await authority.answer(body)
        return new Response(Buffer.from(answer), { headers: { 'content-type': 'application/timestamp-reply' } })
      },
    },
  ]
}
