/** Parts of FHIR R4 resources as the preview reads them: whatever is not here is not shown. */
import * as v from 'valibot'

export const Concept = v.looseObject({
  text: v.optional(v.string()),
  coding: v.optional(
    v.array(
      v.looseObject({ system: v.optional(v.string()), code: v.optional(v.string()), display: v.optional(v.string()) }),
    ),
  ),
})
export type Concept = v.InferOutput<typeof Concept>
export const Named = v.looseObject({ reference: v.optional(v.string()), display: v.optional(v.string()) })
export type Named = v.InferOutput<typeof Named>
export const Meta = v.optional(v.looseObject({ lastUpdated: v.optional(v.string()), source: v.optional(v.string()) }))

/** The words of a concept: its text, else the first display; null where there are only codes. */
export function wordsOf(concept: Concept | undefined): string | null {
  return concept?.text ?? concept?.coding?.find(({ display }) => display !== undefined)?.display ?? null
}

/** The resources of one type in a searchset, each parsed; what does not parse is left out rather than shown half. */
export function resourcesOf<S extends v.GenericSchema>(bundle: unknown, schema: S): readonly v.InferOutput<S>[] {
  const parsed = v.safeParse(Searchset, bundle)
  if (!parsed.success) return []
  return (parsed.output.entry ?? []).flatMap(({ resource }) => {
    const one = v.safeParse(schema, resource)
    return one.success ? [one.output] : []
  })
}

const Searchset = v.looseObject({
  resourceType: v.literal('Bundle'),
  entry: v.optional(v.array(v.looseObject({ resource: v.unknown() }))),
})
