/**
 * One cell of a hospital's policy, described once: the schema and, as metadata, what a lawyer reads about it. The JSON
 * Schema, the default, the generated tables and the space of the proof all come from this description.
 */
import * as v from 'valibot'

/** Where a value comes from: law, norm or guideline, the hospital's choice, or our own judgement. */
export type Mark = 'law' | 'norm' | 'choice' | 'judgement'

/**
 * From wide to narrow. `listed`: as the options stand; `lower`, `higher`: such a number is narrower; `courtTerm`: no term
 * of years, then fewer years; `subset`: a smaller set is narrower; pairs: only these two values of each are compared;
 * `none`: named with the reason in `unordered.ts`.
 */
export type Order =
  | 'listed'
  | 'lower'
  | 'higher'
  | 'courtTerm'
  | 'subset'
  | 'none'
  | { readonly pairs: readonly (readonly [wide: unknown, narrow: unknown])[] }

/** What is said about a cell. Narrowing a cell never grants more, which the proof of the rules shows. */
export type About = {
  readonly title: string
  readonly unit: string
  readonly default: unknown
  readonly source: string
  readonly mark: Mark
  readonly order: Order
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
