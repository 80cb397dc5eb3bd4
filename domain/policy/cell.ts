/**
 * One cell of a hospital's policy, described once: the schema and, as metadata, what a lawyer reads about it. The JSON
 * Schema, the default, the generated tables and the space of the proof all come from this description.
 */
import * as v from 'valibot'

/** Formats of a policy file, oldest first. A file of each is read for ever ({@link About.added}). */
export const policyFormats = ['balie-policy/1', 'balie-policy/2', 'balie-policy/3'] as const
export type PolicyFormat = (typeof policyFormats)[number]
/** What is written today. */
export const newestFormat = 'balie-policy/3'

/** Where a value comes from: law, norm or guideline, the hospital's choice, or our own judgement. */
export type Mark = 'law' | 'norm' | 'choice' | 'judgement'

/**
 * From wide to narrow. `listed`: in the order of the options; `lower`, `higher`: such a number is narrower; `courtTerm`: no term
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
  /**
   * The format that brought this cell and what files from before it mean: the behaviour of the program that read them.
   * Left out for the cells of the first format.
   */
  readonly added?: { readonly in: PolicyFormat; readonly before: unknown }
  /** Values that read like choices of this cell, and that law or norm forbids. */
  readonly forbidden?: readonly unknown[]
}

/** A cell: the schema of its value with its description. */
export function cell<const S extends v.GenericSchema>(schema: S, about: About) {
  return v.pipe(schema, v.metadata(about))
}

/** What is said about a cell. */
export function aboutOf(schema: v.GenericSchema): About {
  const about = v.getMetadata(schema)
  if (!isAbout(about)) throw new Error('a cell without a description')
  return about
}

/** Whether metadata of valibot describe a cell. */
export const isAbout = (about: unknown): about is About =>
  typeof about === 'object' && about !== null && 'title' in about && 'default' in about && 'order' in about

/** A whole number from `least` to `most`, both included. */
export function whole(least: number, most: number) {
  return v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
}

/** Choices from wide to narrow. */
export function choice<const T extends readonly string[]>(...wideToNarrow: T) {
  return v.picklist(wideToNarrow)
}

/** What is said about a choice of the hospital, from wide to narrow. */
export const choiceOf: Pick<About, 'mark' | 'order' | 'unit'> = { mark: 'choice', order: 'listed', unit: '' }
