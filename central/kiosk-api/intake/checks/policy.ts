/**
 * Under which rules was signed: the version that the mandate names, which this hospital must have published and not
 * taken back. It may be older than the one in force, because a signed form can wait for days on a kiosk without a line;
 * but it is the one that the kiosk itself certified for this visit, whatever its session would rather have signed under.
 */
import { askPort } from '../../../store/fhir/reading.ts'
import * as v from 'valibot'
import { dayInAmsterdam } from '../../../../domain/days/amsterdam.ts'
import { readPolicyUri } from '../../../../domain/coding/systems.ts'
import type { HospitalId } from '../../../../domain/ids.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { HospitalPolicy } from '../../../../domain/policy/policy.ts'
import type { Content } from '../../../published/content/content.ts'
import type { Policies } from '../../../published/policy/policies.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { Certified } from './certificate.ts'

const Mandate = v.looseObject({
  resource: v.looseObject({
    resourceType: v.literal('Consent'),
    policy: v.array(v.looseObject({ uri: v.string() })),
  }),
})

export async function policy(input: {
  readonly payload: EnvelopePayload
  readonly certified: Pick<Certified, 'certificate'>
  readonly content: Pick<Content, 'policyIn'> & { readonly policies: Pick<Policies, 'find'> }
  readonly hospital: HospitalId
}): Promise<Checked<HospitalPolicy>> {
  const { payload, certified, content, hospital } = input
  const [named, ...more] = payload.bundle.entry.flatMap((entry) => {
    const parsed = v.safeParse(Mandate, entry)
    return parsed.success ? parsed.output.resource.policy.flatMap(({ uri }) => readPolicyUri(uri) ?? []) : []
  })
  // A mandate for each grantee, all under the same rules.
  const others = more.some(({ hospital: of, version }) => of !== named?.hospital || version !== named.version)
  if (named === undefined || others) return refuse('rules', 'policyUnnamed')
  if (named.hospital !== hospital) return refuse('rules', 'policyOfOtherHospital')
  const published = await askPort(() => content.policies.find(named.version))
  if (published === null) return refuse('rules', 'policyNeverPublished')
  if ((await askPort(() => content.policyIn(certified.certificate.build.content))) !== named.version)
    return refuse('rules', 'policyNotShown')
  if (published.withdrawn) return refuse('rules', 'policyWithdrawn')
  const early = dayInAmsterdam(payload.times.signedAt) < published.policy.validFrom
  return early ? refuse('rules', 'policyNotYetValid') : good(published.policy)
}
