/** The terms and the privacy statement that were accepted are two that this hospital showed. */
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { ShownContent } from '../../../published/content/shown.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'

export function terms(payload: EnvelopePayload, shown: ShownContent): Checked<null> {
  const documents = payload.acceptance.documents.map(({ id, version }) => `${id} ${version}`)
  if (documents.length !== 2 || new Set(documents).size !== 2) return refuse('form', 'terms')
  return documents.every((document) => shown.documents.has(document)) ? good(null) : refuse('form', 'terms')
}
