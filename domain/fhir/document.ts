/** The sealed PDF as DocumentReference (R4). */
import type { DocumentReference } from '@medplum/fhirtypes'
import type { Instant } from '../ids.ts'
import { languageTag } from '../language.ts'
import type { Language } from '../language.ts'
import { keyOf, urn } from './entry.ts'
import { consentForm, loinc } from '../coding/systems.ts'

export function documentOf(input: {
  readonly uuid: string
  /** Who signed it. */
  readonly authors: readonly { readonly reference: string }[]
  readonly answers: string
  readonly patient: string
  readonly title: string
  readonly language: Language
  readonly at: Instant
  readonly pdf: {
    readonly base64: string
    readonly size: number
    /** base64; R4 defines this field as SHA-1. */ readonly sha1: string
  }
}): DocumentReference {
  return {
    resourceType: 'DocumentReference',
    identifier: [keyOf(input.uuid)],
    status: 'current',
    docStatus: 'final',
    type: { coding: [{ system: loinc, code: consentForm, display: 'Patient Consent' }] },
    subject: { reference: input.patient },
    date: input.at,
    author: [...input.authors],
    description: input.title,
    content: [
      {
        attachment: {
          contentType: 'application/pdf',
          language: languageTag[input.language],
          data: input.pdf.base64,
          size: input.pdf.size,
          hash: input.pdf.sha1,
          title: input.title,
          creation: input.at,
        },
      },
    ],
    context: { related: [{ reference: urn(input.answers) }] },
  }
}
