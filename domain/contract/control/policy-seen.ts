/** Which version of whose rules a kiosk has served: a floor that survives a restart. It says nothing about anybody. */
import * as v from 'valibot'
import { HospitalId } from '../../ids.ts'
import { PolicyVersion } from './policy-version.ts'

export const PolicySeen = v.strictObject({
  hospital: HospitalId,
  version: PolicyVersion,
})
export type PolicySeen = v.InferOutput<typeof PolicySeen>

/**
 * What main reads of the policy in a bundle: its name. Null when it has none that can be read; then the session refuses
 * it, which knows the whole of a policy.
 */
export const PolicyName = v.fallback(
  v.nullable(
    v.pipe(
      v.object({ hospital: v.object({ id: HospitalId }), version: PolicyVersion }),
      v.transform(({ hospital, version }): PolicySeen => ({ hospital: hospital.id, version })),
    ),
  ),
  null,
)
