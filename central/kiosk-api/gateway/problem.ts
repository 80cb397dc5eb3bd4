/** Every refusal of the gateway: RFC 9457 problem details with an id of the closed list, nothing of a person. */
import type { GatewayProblem } from '../../../domain/contract/gateway/visit-record.ts'
import { problem as plainProblem } from '../../http/answer.ts'
import type { VisitRefusal } from '../../visits/visits.ts'

/** The answer for a problem; 401 names the scheme (RFC 9449 section 7.1), 503 when to come back. */
export function problem(type: GatewayProblem['type']): Response {
  switch (type) {
    case 'unauthorized':
      return plainProblem(type, { 'www-authenticate': 'DPoP algs="ES256"' })
    case 'busy':
      return plainProblem(type, { 'retry-after': '5' })
    default:
      return plainProblem(type)
  }
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
    case 'namesAnother':
    case 'notAsked':
    case 'declined':
    case 'wrongEnding':
    case 'alreadyIdentified':
    case 'notIdentified':
    case 'alreadyBound':
    case 'rejected':
    case 'sameDocument':
    case 'tooYoung':
    case 'staffWitness':
    case 'nobody':
    case 'changed':
      return problem('conflict')
    case 'notBound':
      return problem('notBound')
    default:
      return refusal satisfies never
  }
}
