/** A representative as RelatedPerson (R4): capacity and Dutch role, the identity document, never a BSN. */
import type { RelatedPerson } from '@medplum/fhirtypes'
import type { IdentityClaim } from '../contract/gateway/visit-record.ts'
import type { RepresentativeCoding } from '../coding/journey-coding.ts'
import { keyOf } from './entry.ts'
import { dutchRole, identityDocumentSystem, roleCode } from '../coding/systems.ts'

export function representativeOf(input: {
  readonly uuid: string
  readonly claim: IdentityClaim
  readonly patient: string
  readonly coding: RepresentativeCoding
}): RelatedPerson {
  const { document, family, given, birthDate } = input.claim
  return {
    resourceType: 'RelatedPerson',
    identifier: [
      keyOf(input.uuid),
      { system: identityDocumentSystem, value: `${document.issuer}-${document.number}`, type: { text: document.kind } },
    ],
    active: true,
    patient: { reference: input.patient },
    // v3-RoleCode cannot tell the Dutch capacities apart: the code of the zib goes with it.
    relationship: [
      { coding: [{ system: roleCode, ...input.coding.role }] },
      { coding: [{ system: dutchRole, ...input.coding.dutchRole }] },
    ],
    name: [{ use: 'official', family, given: given.split(/\s+/).filter((name) => name !== '') }],
    birthDate,
  }
}
