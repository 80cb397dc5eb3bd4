/** Dosage and Timing of FHIR R4, with all that a patient must hear. */
import * as v from 'valibot'
import { Concept, Extended, Extension, Period, Quantity, Range, Ratio } from './shapes.ts'

const text = v.optional(v.string())
const number = v.optional(v.number())
const modifiers = { modifierExtension: v.optional(v.array(Extension)) }

export const Repeat = v.looseObject({
  boundsDuration: v.optional(Quantity),
  boundsRange: v.optional(Range),
  boundsPeriod: v.optional(Period),
  count: number,
  countMax: number,
  duration: number,
  durationMax: number,
  durationUnit: text,
  frequency: number,
  frequencyMax: number,
  period: number,
  periodMax: number,
  periodUnit: text,
  dayOfWeek: v.optional(v.array(v.string())),
  timeOfDay: v.optional(v.array(v.string())),
  when: v.optional(v.array(v.string())),
  offset: number,
  extension: v.optional(v.array(Extension)),
})
export type Repeat = v.InferOutput<typeof Repeat>

export const Timing = v.looseObject({
  event: v.optional(v.array(v.string())),
  repeat: v.optional(Repeat),
  code: v.optional(Concept),
  extension: v.optional(v.array(Extension)),
  ...modifiers,
})
export type Timing = v.InferOutput<typeof Timing>

export const DoseAndRate = v.looseObject({
  type: v.optional(Concept),
  doseRange: v.optional(Range),
  doseQuantity: v.optional(Quantity),
  rateRatio: v.optional(Ratio),
  rateRange: v.optional(Range),
  rateQuantity: v.optional(Quantity),
})
export type DoseAndRate = v.InferOutput<typeof DoseAndRate>

export const Dosage = v.looseObject({
  sequence: number,
  text,
  _text: v.optional(Extended),
  additionalInstruction: v.optional(v.array(Concept)),
  patientInstruction: text,
  timing: v.optional(Timing),
  asNeededBoolean: v.optional(v.boolean()),
  asNeededCodeableConcept: v.optional(Concept),
  site: v.optional(Concept),
  route: v.optional(Concept),
  method: v.optional(Concept),
  doseAndRate: v.optional(v.array(DoseAndRate)),
  maxDosePerPeriod: v.optional(Ratio),
  maxDosePerAdministration: v.optional(Quantity),
  maxDosePerLifetime: v.optional(Quantity),
  extension: v.optional(v.array(Extension)),
  ...modifiers,
})
export type Dosage = v.InferOutput<typeof Dosage>

const known = {
  repeat: new Set(['id', ...Object.keys(Repeat.entries)]),
  timing: new Set(['id', ...Object.keys(Timing.entries)]),
  dosage: new Set(['id', ...Object.keys(Dosage.entries)]),
  dose: new Set(['id', 'extension', ...Object.keys(DoseAndRate.entries)]),
}

/** Whether an element holds something that is not named here: an older FHIR's dose, a modifier, a misspelt part. */
export function isStrange(kind: keyof typeof known, element: object): boolean {
  return Object.keys(element).some((key) => !key.startsWith('_') && !known[kind].has(key))
}
