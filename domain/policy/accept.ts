/**
 * Which signed policy may replace the present one. The signature itself (JWS, ES256, RFC 7515) is verified outside and
 * passed in, so this stays pure; unsigned, foreign, older, unknown or partial policies never get in.
 */
import { canonicalJson } from '../bytes/canonical.ts'
import type { CalendarDay, HospitalId } from '../ids.ts'
import { fault, readPolicyText, readPublishedText, type PolicyFaultId, type PolicyResult } from './read.ts'
import type { HospitalPolicy } from './policy.ts'

/** Who signed a file: `ours` with the text that was signed, another hospital, nobody that is known, or nobody at all. */
export type Signature =
  { readonly by: 'ours'; readonly text: string } | { readonly by: 'otherHospital' | 'unknown' | 'nobody' }

const faultOf = {
  otherHospital: 'policy.signedByOtherHospital',
  unknown: 'policy.wrongSignature',
  nobody: 'policy.unsigned',
} satisfies Record<Exclude<Signature['by'], 'ours'>, PolicyFaultId>

/** The newest version that this place has seen is never gone back behind. */
export function acceptPolicy(of: {
  readonly signature: Signature
  readonly hospital: HospitalId
  readonly newestSeen: number
  /** The policy of the newest version seen, where it is kept: one version never means two policies. */
  readonly held?: HospitalPolicy | null
  readonly today: CalendarDay
  /** The hospital published it before, so only what the program of then refused is refused now; default: no. */
  readonly published?: boolean
}): PolicyResult {
  if (of.signature.by !== 'ours') return fault(faultOf[of.signature.by], '')
  const read = readPublishedText(of.signature.text)
  if (read.kind === 'fault') return read
  const { policy } = read
  if (policy.hospital.id !== of.hospital) return fault('policy.otherHospital', 'hospital.id')
  if (policy.version < of.newestSeen) return fault('policy.older', 'version')
  const { held = null } = of
  if (held?.version === policy.version && canonicalJson(held) !== canonicalJson(policy))
    return fault('policy.versionTaken', 'version')
  if (policy.validFrom > of.today) return fault('policy.notYetValid', 'validFrom')
  // What is in force already was published; anything else is read as a new file.
  return of.published === true || held?.version === policy.version ? read : readPolicyText(of.signature.text)
}
