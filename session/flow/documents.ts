/** Terms of use and privacy statement as the content bundle has them, in one language. */
import type { ContentBundle, ContentDocument } from '../../domain/contract/content/bundle.ts'
import type { Language } from '../../domain/language.ts'
import type { TermsDocument } from '../../domain/contract/messages/parts.ts'

export function passageDocuments(content: ContentBundle, language: Language): TermsDocument[] {
  return [one('terms', content.terms, language), one('privacy', content.privacy, language)]
}

function one(id: TermsDocument['id'], document: ContentDocument, language: Language): TermsDocument {
  return {
    id,
    version: document.version,
    title: document.title[language],
    points: document.points.map((point) => point[language]),
    passages: document.passages.map(({ heading, text }) => ({
      heading: heading === null ? null : heading[language],
      text: text[language],
    })),
  }
}
