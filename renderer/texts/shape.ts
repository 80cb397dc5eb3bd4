/** The shape that every language must have: the sections and keys of the Dutch texts, each a string. */
import type { nl } from './nl.ts'

export type Texts = {
  readonly [Section in keyof typeof nl]: { readonly [Key in keyof (typeof nl)[Section]]: string }
}
