/** Why the rules in a content bundle do not hold at a kiosk; domain/outcome has the sentences. Enums only. */
import * as v from 'valibot'

export const PolicyRefusal = v.picklist([
  'policyUnsigned',
  'policyWrongSignature',
  'policyOtherHospital',
  'policyOlder',
  'policyIncomplete',
  'policyNotYetValid',
])
export type PolicyRefusal = v.InferOutput<typeof PolicyRefusal>

export const isPolicyRefusal = (id: string): id is PolicyRefusal => v.is(PolicyRefusal, id)
