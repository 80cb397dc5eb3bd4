/** The transaction of terms that were accepted without a form, built again: it must be equal, value by value. */
import type { Bundle } from '@medplum/fhirtypes'
import type { IdentityClaim } from '../../../../domain/contract/gateway/visit-record.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { acceptanceBundle as composed } from '../../../../domain/fhir/bundles.ts'
import type { DeviceId } from '../../../../domain/ids.ts'
import { journeyOf } from '../../../../domain/journeys/index.ts'
import type { Checked } from './checked.ts'
import type { BoundPatient } from './patient.ts'
import { rebuilt } from './rebuilt.ts'

export function acceptanceBundle(input: {
  readonly payload: EnvelopePayload
  readonly claim: IdentityClaim
  readonly patient: BoundPatient
  readonly device: DeviceId
  readonly hospital: string
}): Checked<Bundle> {
  const { payload, claim, patient, device, hospital } = input
  const { acceptances, times } = payload
  const [acceptance] = acceptances
  const { coding } = journeyOf(claim.journey)
  const common = { patient: patient.reference, coding, hospital, device, at: times.signedAt, claim }
  return rebuilt(payload, (given) => {
    const [first, second, third] = coding.representative !== null ? given : ['', ...given]
    if (first === undefined || second === undefined || third === undefined || acceptance === undefined) return null
    return composed({ ids: { representative: first, terms: second, audit: third }, ...common, acceptance })
  })
}
