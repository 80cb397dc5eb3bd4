/** The terms and the privacy statement that each one accepted are two that this hospital showed. */
import type { Acceptance, EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { ShownContent } from '../../../published/content/shown.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'

export function terms(payload: EnvelopePayload, shown: ShownContent): Checked<null> {
  const { acceptances } = payload
  if (!acceptances.every((one) => isShown(one, shown))) return refuse('form', 'terms')
  // All sign for the same words, and those name the versions.
  return new Set(acceptances.map(versionsOf)).size > 1 ? refuse('form', 'otherTerms') : good(null)
}

const versionsOf = ({ documents }: Acceptance): string =>
  documents
    .map(({ id, version }) => `${id} ${version}`)
    .toSorted()
    .join('\n')

function isShown(acceptance: Acceptance, shown: ShownContent): boolean {
  const documents = acceptance.documents.map(({ id, version }) => `${id} ${version}`)
  return (
    documents.length === 2 &&
    new Set(documents).size === 2 &&
    documents.every((document) => shown.documents.has(document))
  )
}
