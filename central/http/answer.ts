/** Answers that every area of the central gives alike. */
import type { GatewayProblem } from '../../domain/contract/gateway/visit-record.ts'

const statuses: Readonly<Record<GatewayProblem['type'], number>> = {
  unauthorized: 401,
  badRequest: 400,
  conflict: 409,
  tooManyTries: 429,
  ended: 410,
  notBound: 409,
  notFound: 404,
  tooLarge: 413,
  busy: 503,
  fault: 500,
}

/** RFC 9457 problem details: an id of the closed list and the status, nothing of a person and no foreign message. */
export function problem(type: GatewayProblem['type'], headers: Readonly<Record<string, string>> = {}): Response {
  return problemOf(type, statuses[type], headers)
}

/** As {@link problem}, for areas with ids of their own. */
export function problemOf(type: string, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify({ type, status }), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  })
}

/** A JSON answer that no cache keeps. */
export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })
}
