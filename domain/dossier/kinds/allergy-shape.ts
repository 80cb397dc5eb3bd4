/** AllergyIntolerance (FHIR R4) as far as it is read here. */
import * as v from 'valibot'
import { Annotation, Concept, Period, Quantity, Range, Reference, resourceParts } from '../read/shapes.ts'

const Reaction = v.looseObject({
  substance: v.optional(Concept),
  manifestation: v.optional(v.array(Concept)),
  description: v.optional(v.string()),
  onset: v.optional(v.string()),
  severity: v.optional(v.string()),
  exposureRoute: v.optional(Concept),
  note: v.optional(v.array(Annotation)),
  modifierExtension: v.optional(v.array(v.unknown())),
})
export const AllergyIntolerance = v.looseObject({
  resourceType: v.literal('AllergyIntolerance'),
  ...resourceParts,
  clinicalStatus: v.optional(Concept),
  verificationStatus: v.optional(Concept),
  type: v.optional(v.string()),
  category: v.optional(v.array(v.string())),
  criticality: v.optional(v.string()),
  code: v.optional(Concept),
  patient: Reference,
  onsetDateTime: v.optional(v.string()),
  onsetAge: v.optional(Quantity),
  onsetPeriod: v.optional(Period),
  onsetRange: v.optional(Range),
  onsetString: v.optional(v.string()),
  recordedDate: v.optional(v.string()),
  recorder: v.optional(Reference),
  asserter: v.optional(Reference),
  lastOccurrence: v.optional(v.string()),
  reaction: v.optional(v.array(Reaction)),
  note: v.optional(v.array(Annotation)),
})
/** What of it is read. */
export const allergyKeys: readonly string[] = Object.keys(AllergyIntolerance.entries)
export type AllergyIntolerance = v.InferOutput<typeof AllergyIntolerance>
export type Reaction = v.InferOutput<typeof Reaction>
