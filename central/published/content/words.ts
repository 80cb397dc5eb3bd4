/** Texts of the training hospital, kept side by side so that a missing language is a compile error. */
import type { ContentDocument } from '../../../domain/contract/content/bundle.ts'

type Texts = ContentDocument['title']
export type Passage = ContentDocument['passages'][number]

/** Dutch (B1), plain Dutch (A2), English. */
export function texts(nl: string, nlSimple: string, en: string): Texts {
  return { nl, nlSimple, en }
}

/** A passage with its heading; both in every language. */
export function passage(heading: Texts, text: Texts): Passage {
  return { heading, text }
}
