/**
 * Parts of FHIR R4 resources as the preview reads them. An element of another shape than R4 has makes the whole resource
 * unreadable: it is left out and counted, never shown by half. What is not named here is not looked at.
 */
import * as v from 'valibot'

const text = v.optional(v.string())
const list = <S extends v.GenericSchema>(schema: S) => v.optional(v.array(schema))

/** Extensions are told by their address; the values in use are read where they are used. */
export const Extension = v.looseObject({ url: v.string() })
export type Extension = v.InferOutput<typeof Extension>
export const Extended = v.looseObject({ extension: list(Extension) })
export type Extended = v.InferOutput<typeof Extended>

export const Coding = v.looseObject({
  system: text,
  version: text,
  code: text,
  display: text,
  userSelected: v.optional(v.boolean()),
  _display: v.optional(Extended),
  extension: list(Extension),
})
export type Coding = v.InferOutput<typeof Coding>
export const Concept = v.looseObject({
  coding: list(Coding),
  text,
  _text: v.optional(Extended),
  extension: list(Extension),
})
export type Concept = v.InferOutput<typeof Concept>

export const Identifier = v.looseObject({ system: text, value: text, use: text })
export type Identifier = v.InferOutput<typeof Identifier>
export const Reference = v.looseObject({
  reference: text,
  type: text,
  identifier: v.optional(Identifier),
  display: text,
})
export type Reference = v.InferOutput<typeof Reference>

export const Quantity = v.looseObject({
  value: v.optional(v.number()),
  comparator: text,
  unit: text,
  system: text,
  code: text,
})
export type Quantity = v.InferOutput<typeof Quantity>
export const Range = v.looseObject({ low: v.optional(Quantity), high: v.optional(Quantity) })
export type Range = v.InferOutput<typeof Range>
export const Ratio = v.looseObject({ numerator: v.optional(Quantity), denominator: v.optional(Quantity) })
export type Ratio = v.InferOutput<typeof Ratio>
export const Period = v.looseObject({ start: text, end: text })
export type Period = v.InferOutput<typeof Period>

export const Attachment = v.looseObject({
  contentType: text,
  language: text,
  data: text,
  url: text,
  title: text,
  size: v.optional(v.number()),
})
export type Attachment = v.InferOutput<typeof Attachment>

export const Meta = v.looseObject({ security: list(Coding), lastUpdated: text, versionId: text })

/** What every resource has. `implicitRules` and modifier extensions change what the rest means. */
export const resourceParts = {
  id: text,
  language: text,
  implicitRules: text,
  meta: v.optional(Meta),
  text: v.optional(v.looseObject({ status: text, div: text })),
  contained: list(v.looseObject({ resourceType: v.string(), id: text, meta: v.optional(Meta) })),
  extension: list(Extension),
  modifierExtension: list(Extension),
} as const
export const Resource = v.looseObject({ resourceType: v.string(), ...resourceParts })
export type Resource = v.InferOutput<typeof Resource>

/** A remark that somebody made (R4 Annotation). */
export const Annotation = v.looseObject({ text: v.string() })
export type Annotation = v.InferOutput<typeof Annotation>
