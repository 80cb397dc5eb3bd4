/** Who stands at the kiosk towards the patient: every relation of Dutch representation law, and those without a right. */
import * as v from 'valibot'

export const relations = [
  'self',
  'parentWithAuthority',
  'parentWithoutAuthority',
  'otherHolderOfAuthority',
  'guardian',
  'supervisionWorker',
  'fosterParent',
  'stepParent',
  'voluntaryProxy',
  'curator',
  'mentor',
  'writtenProxy',
  'partner',
  'parentOfAdult',
  'childOfAdult',
  'sibling',
  'grandparent',
  'grandchild',
  'carer',
  'administrator',
  'otherRelation',
] as const
export const Relation = v.picklist(relations)
export type Relation = v.InferOutput<typeof Relation>
