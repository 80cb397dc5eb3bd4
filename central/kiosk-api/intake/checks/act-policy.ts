/** Under which rules an act was signed: those of the content that the kiosk certified for its visit. */
import { dayInAmsterdam } from '../../../../domain/days/amsterdam.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { HospitalPolicy } from '../../../../domain/policy/policy.ts'
import type { Content } from '../../../published/content/content.ts'
import type { Policies } from '../../../published/policy/policies.ts'
import { askPort } from '../../../store/fhir/reading.ts'
import type { Certified } from './certificate.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'

/** An act has no mandate yet that could name a version; a later signer's may be another one than the first signer's. */
export async function actPolicy(input: {
  readonly payload: EnvelopePayload
  readonly certified: Pick<Certified, 'certificate'>
  readonly content: Pick<Content, 'policyIn'> & { readonly policies: Pick<Policies, 'find'> }
}): Promise<Checked<HospitalPolicy>> {
  const { payload, certified, content } = input
  const shown = await askPort(() => content.policyIn(certified.certificate.build.content))
  const published = shown === null ? null : await askPort(() => content.policies.find(shown))
  if (published === null) return refuse('rules', 'policyNeverPublished')
  if (published.withdrawn) return refuse('rules', 'policyWithdrawn')
  const early = dayInAmsterdam(payload.times.signedAt) < published.policy.validFrom
  return early ? refuse('rules', 'policyNotYetValid') : good(published.policy)
}
