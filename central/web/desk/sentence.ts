/** What an act at the desk answers. */

/** Null: done. Otherwise the sentence that the clerk reads, and the field that is wrong when it is one. */
export type Sentence = string | { readonly text: string; readonly field: string } | null

export const late = 'Dit bezoek is intussen veranderd. Kijk opnieuw.'
