/** The languages that the screens offer. Dutch first; "nlSimple" is Dutch at A2 with shorter sentences. */
import * as v from 'valibot'

export const languages = ['nl', 'nlSimple', 'en'] as const
export const Language = v.picklist(languages)
export type Language = v.InferOutput<typeof Language>

/** One text in every offered language; the type makes a missing one a compile error. */
export type InEveryLanguage = Readonly<Record<Language, string>>

/** BCP 47 tag for `lang` attributes, PDF `/Lang` and FHIR `language`. */
export const languageTag: Readonly<Record<Language, string>> = { nl: 'nl', nlSimple: 'nl', en: 'en' }

/**
 * Languages in which a document can be set: those of the screens, and two that run from right to left, for forms that
 * the hospital prepared in them.
 */
export const documentLanguages = [...languages, 'ar', 'he'] as const
export const DocumentLanguage = v.picklist(documentLanguages)
export type DocumentLanguage = v.InferOutput<typeof DocumentLanguage>

/** BCP 47 tag of a document's language. */
export const documentLanguageTag: Readonly<Record<DocumentLanguage, string>> = { ...languageTag, ar: 'ar', he: 'he' }

/** Which way the lines, the columns and the bullets of a text run. */
export type Direction = 'ltr' | 'rtl'

export function directionOf(language: DocumentLanguage): Direction {
  return language === 'ar' || language === 'he' ? 'rtl' : 'ltr'
}

/** Dutch, plain or simple: the hospital's own language, so that no other text has to stand beside it. */
export function isDutch(language: DocumentLanguage): boolean {
  return languageTag.nl === documentLanguageTag[language]
}
