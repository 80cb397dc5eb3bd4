/** Every refusal of the gateway: RFC 9457 problem details with an id of the closed list, nothing of a person. */
import type { GatewayProblem } from '../../domain/gateway/visit-record.ts'
import type { VisitRefusal } from '../visits/visits.ts'

export type ProblemType = GatewayProblem['type']

const statuses: Readonly<Record<ProblemType, number>> = {
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

/** The answer for a problem; 401 names the scheme (RFC 9449 section 7.1). */
export function problem(type: ProblemType): Response {
  const status = statuses[type]
  const body: GatewayProblem = { type, status }
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  if (type === 'unauthorized') headers.set('www-authenticate', 'DPoP algs="ES256"')
  if (type === 'busy') headers.set('retry-after', '5')
  return new Response(JSON.stringify(body), { status, headers })
}

/** The problem for what the state machine refused. */
export function refusalProblem(refusal: VisitRefusal): Response {
  switch (refusal) {
    case 'unknownVisit':
      return problem('unauthorized')
    case 'ended':
      return problem('ended')
    case 'tooManyTries':
      return problem('tooManyTries')
    case 'noClaim':
    case 'declined':
    case 'wrongEnding':
    case 'alreadyIdentified':
    case 'notIdentified':
    case 'alreadyBound':
      return problem('conflict')
    default:
      return refusal satisfies never
  }
}

/** A JSON answer that no cache keeps. */
export function json(value: unknown): Response {
  return new Response(JSON.stringify(value), {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })
}
