/** Words for a refusal: whose a policy may be that none of this hospital's keys signed. */
import * as v from 'valibot'
import { HospitalId } from '../ids.ts'
import type { Signature } from './accept.ts'

const Names = v.object({ hospital: v.object({ id: HospitalId }) })

/** The hospital that this would be a policy of; null when it names none. */
export function hospitalNamed(policy: unknown): HospitalId | null {
  const names = v.safeParse(Names, policy)
  return names.success ? names.output.hospital.id : null
}

/**
 * What an unverified policy says of itself. It is refused either way and nothing else of it is believed, so a forger
 * gains nothing by a lie; but for staff, another hospital's file and a forged one are different mistakes to look for.
 */
export function strangerOf(unverified: unknown, hospital: HospitalId): Signature {
  const named = hospitalNamed(unverified)
  return { by: named !== null && named !== hospital ? 'otherHospital' : 'unknown' }
}
