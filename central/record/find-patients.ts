/**
 * Searching the store for a person. Values travel as search parameters in memory here; an adapter for a remote server
 * must send them by POST `_search`, because a BSN may not stand in an address or a log.
 */
import type { Patient } from '@medplum/fhirtypes'
import type { IdentityClaim, PatientLookUp } from '../../domain/gateway/visit-record.ts'
import { searchAll } from '../store/fhir/search-all.ts'
import type { FhirStore } from '../store/fhir/store.ts'
import { bsnSystem, documentValue, identityDocumentSystem } from './naming.ts'
import { samePerson, samePersonInFull } from './same-person.ts'

/** Patients that the look-up means, at most a handful. For `self` only the person on the document counts. */
export async function findPatients({
  fhir,
  lookUp,
  claim,
}: {
  readonly fhir: FhirStore
  readonly lookUp: Exclude<PatientLookUp, { by: 'desk' }>
  readonly claim: IdentityClaim
}): Promise<readonly Patient[]> {
  switch (lookUp.by) {
    case 'birthDateAndBsn': {
      const found = await search(fhir, { identifier: `${bsnSystem}|${lookUp.bsn}`, birthdate: lookUp.birthDate })
      return claim.purpose === 'self' ? found.filter((patient) => samePerson(patient, claim)) : found
    }
    case 'document': {
      const identifier = `${identityDocumentSystem}|${documentValue(claim.document)}`
      const recorded = (await search(fhir, { identifier })).filter((patient) => patient.birthDate === claim.birthDate)
      if (recorded.length > 0) return recorded
      const sameDay = await search(fhir, { birthdate: claim.birthDate })
      // No BSN and no recorded document here: an initial would also fit a twin.
      return sameDay.filter((patient) => samePersonInFull(patient, claim))
    }
    default:
      return lookUp satisfies never
  }
}

/** Every patient of a search; throws when not all could be read. */
export async function search(fhir: FhirStore, having: Readonly<Record<string, string>>): Promise<readonly Patient[]> {
  return await searchAll(fhir, { type: 'Patient', having })
}
