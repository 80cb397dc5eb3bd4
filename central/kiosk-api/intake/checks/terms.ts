/** The terms and the privacy statement that each one accepted are two that this hospital showed. */
import type { Acceptance, EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { ShownContent } from '../../../published/content/shown.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'

export function terms(payload: EnvelopePayload, shown: ShownContent): Checked<null> {
  return payload.acceptances.every((one) => isShown(one, shown)) ? good(null) : refuse('form', 'terms')
}

function isShown(acceptance: Acceptance, shown: ShownContent): boolean {
  const documents = acceptance.documents.map(({ id, version }) => `${id} ${version}`)
  return (
    documents.length === 2 &&
    new Set(documents).size === 2 &&
    documents.every((document) => shown.documents.has(document))
  )
}
