/** `lang` of a language's own name: simple Dutch is Dutch. */
import { languageTag, type Language } from '../../domain/language.ts'

export function tag(language: Language): string {
  return languageTag[language]
}
