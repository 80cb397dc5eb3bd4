/**
 * The transaction of terms that were accepted without a form, built again: it must be equal, value by value, to that of
 * somebody whom the desk identified in the visit.
 */
import type { Bundle } from '@medplum/fhirtypes'
import type { IdentityClaim } from '../../../../domain/contract/gateway/visit-record.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { acceptanceBundle as composed } from '../../../../domain/fhir/bundles.ts'
import type { DeviceId } from '../../../../domain/ids.ts'
import { codingOfPart, journeyOf } from '../../../../domain/journeys/index.ts'
import type { Identified } from '../../../../domain/requests/signing-set/signing-set.ts'
import { refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { BoundPatient } from './patient.ts'
import { rebuilt } from './rebuilt.ts'

export function acceptanceBundle(input: {
  readonly payload: EnvelopePayload
  /** The visitor's. */
  readonly claim: IdentityClaim
  readonly people: readonly Identified[]
  readonly patient: BoundPatient
  readonly device: DeviceId
  readonly hospital: string
}): Checked<Bundle> {
  const all = input.people.map((person) => ofPerson(person, input))
  return all.find(({ ok }) => ok) ?? all[0] ?? refuse('bundle', 'nobody')
}

function ofPerson(
  { part, claim }: Identified,
  { payload, claim: visitor, patient, device, hospital }: Parameters<typeof acceptanceBundle>[0],
): Checked<Bundle> {
  const { acceptances, times } = payload
  const [acceptance] = acceptances
  const journey = journeyOf(visitor.journey)
  const coding = { ...journey.coding, representative: codingOfPart(journey, part) }
  const common = { patient: patient.reference, coding, hospital, device, at: times.signedAt, claim }
  return rebuilt(payload, (given) => {
    const [first, second, third] = coding.representative !== null ? given : ['', ...given]
    if (first === undefined || second === undefined || third === undefined || acceptance === undefined) return null
    return composed({ ids: { representative: first, terms: second, audit: third }, ...common, acceptance })
  })
}
