/** POST /tsa: RFC 3161 over HTTP (section 3.4). Anybody may ask: a query says nothing about anyone. */
import { Buffer } from 'node:buffer'
import { problem } from '../http/answer.ts'
import type { Route } from '../http/route.ts'
import type { TimeAuthority } from './authority.ts'

export const timeStampPath = '/tsa'

export function timeRoutes(authority: TimeAuthority): readonly Route[] {
  return [
    {
      method: 'POST',
      path: timeStampPath,
      bodyLimit: 4096,
      async handle({ request, body }) {
        if (request.headers.get('content-type') !== 'application/timestamp-query') return problem('badRequest')
        const answer = await authority.answer(body)
        return new Response(Buffer.from(answer), { headers: { 'content-type': 'application/timestamp-reply' } })
      },
    },
  ]
}
