/**
 * Which signed policy may replace the present one. The signature itself (JWS, ES256, RFC 7515) is verified outside and
 * passed in, so this stays pure; unsigned, foreign, older, unknown or partial policies never get in.
 */
import type { CalendarDay } from '../ids.ts'
import { fault, readPolicyText, type PolicyResult } from './read.ts'
import type { HospitalId } from './policy.ts'

/** The outcome of verifying the JWS with the hospital's content key; null: not verified by it. */
export type VerifiedText = string | null

/** The newest version that this place has seen is never gone back behind. */
export function acceptPolicy(of: {
  readonly verified: VerifiedText
  readonly hospital: HospitalId
  readonly newestSeen: number
  readonly today: CalendarDay
}): PolicyResult {
  if (of.verified === null) return fault('policy.unsigned', '')
  const read = readPolicyText(of.verified)
  if (read.kind === 'fault') return read
  const { policy } = read
  if (policy.hospital.id !== of.hospital) return fault('policy.otherHospital', 'hospital.id')
  if (policy.version < of.newestSeen) return fault('policy.older', 'version')
  return policy.validFrom > of.today ? fault('policy.notYetValid', 'validFrom') : read
}
