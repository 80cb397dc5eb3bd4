/**
 * One cell of a hospital's policy, described once: the schema and, as metadata, what a lawyer reads about it. The JSON
 * Schema, the default, the generated tables and the space of the proof all come from this description.
 */
import * as v from 'valibot'

/** Where a value comes from: law, norm or guideline, the hospital's choice, or our own judgement. */
export type Mark = 'law' | 'norm' | 'choice' | 'judgement'

/** What is said about a cell. `order` lists or directs from wide to narrow: narrowing never grants more. */
export type About = {
  readonly title: string
  readonly unit: string
  readonly default: unknown
  readonly source: string
  readonly mark: Mark
  readonly order: 'listed' | 'lower' | 'higher' | 'subset' | 'none'
}

/** A cell: the schema of its value with its description. */
export function cell<const S extends v.GenericSchema>(schema: S, about: About) {
  return v.pipe(schema, v.metadata(about))
}

/** A whole number from `least` to `most`, both included. */
export function whole(least: number, most: number) {
  return v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
}

/** Choices from wide to narrow. */
export function choice<const T extends readonly string[]>(...wideToNarrow: T) {
  return v.picklist(wideToNarrow)
}
