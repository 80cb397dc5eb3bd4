/** The languages that the screens offer. Dutch first; "nlSimple" is Dutch at A2 with shorter sentences. */
import * as v from 'valibot'

export const languages = ['nl', 'nlSimple', 'en'] as const
export const Language = v.picklist(languages)
export type Language = v.InferOutput<typeof Language>

/** One text in every offered language; the type makes a missing one a compile error. */
export type InEveryLanguage = Readonly<Record<Language, string>>

/** BCP 47 tag for `lang` attributes, PDF `/Lang` and FHIR `language`. */
export const languageTag: Readonly<Record<Language, string>> = { nl: 'nl', nlSimple: 'nl', en: 'en' }
