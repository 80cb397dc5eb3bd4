/** Which version of whose rules a kiosk has served: a floor that survives a restart. It says nothing about anybody. */
import * as v from 'valibot'
import { HospitalId } from '../ids.ts'

export const PolicySeen = v.strictObject({
  hospital: HospitalId,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
})
export type PolicySeen = v.InferOutput<typeof PolicySeen>

/**
 * What main reads of the policy in a bundle: its name. Null when it has none that can be read; then the session refuses
 * it, which knows the whole of a policy.
 */
export const PolicyName = v.fallback(
  v.nullable(
    v.pipe(
      v.object({ hospital: v.object({ id: HospitalId }), version: PolicySeen.entries.version }),
      v.transform(({ hospital, version }): PolicySeen => ({ hospital: hospital.id, version })),
    ),
  ),
  null,
)
