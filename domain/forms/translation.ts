/** A FHIR string in the languages of the kiosk, by the extension `translation` of R4. */
import { balie } from '../coding/systems.ts'
import type { InEveryLanguage } from '../language.ts'
import type { Extended } from './questionnaire.ts'

const translation = 'http://hl7.org/fhir/StructureDefinition/translation'
/** Dutch at A2 has no tag of its own: a private-use subtag (RFC 5646 section 2.2.7). */
export const simpleDutch = 'nl-x-simple'
/**
 * The same as an extension of our own with `valueString`: R4 binds the language of a translation to a value set that
 * has no private tags, so a strict validator refuses the tag there.
 */
export const plainDutchUrl = `${balie}/StructureDefinition/plain-dutch`

/**
 * The text with its translations, or null when the English one is missing: nobody signs a form that is half in another
 * language. Where plain Dutch says nothing else, the Dutch text is plain enough and stands for it.
 */
export function inEveryLanguage(text: string, translations: Extended | undefined): InEveryLanguage | null {
  const said = new Map<string, string>()
  for (const extension of translations?.extension ?? []) {
    if (extension.url === plainDutchUrl && extension.valueString !== undefined)
      said.set(simpleDutch, extension.valueString)
    if (extension.url !== translation) continue
    const language = extension.extension?.find((part) => part.url === 'lang')?.valueCode
    const content = extension.extension?.find((part) => part.url === 'content')
    const words = content?.valueString ?? content?.valueMarkdown
    if (language !== undefined && words !== undefined) said.set(language, words)
  }
  const english = said.get('en')
  return english === undefined ? null : { nl: text, nlSimple: said.get(simpleDutch) ?? text, en: english }
}
