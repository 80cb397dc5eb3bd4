/** Identifier and code systems that the central itself writes or searches by. */

const own = 'https://balie.example/fhir'

/** Identity documents: value as `documentValue` makes it. */
export const identityDocumentSystem = `${own}/NamingSystem/identity-document`
/** Hospital patient numbers, as a clerk reads them from a letter. */
export const patientNumberSystem = `${own}/NamingSystem/patient-number`
/** `sub` of the identity provider for staff. */
export const staffSystem = `${own}/NamingSystem/staff`
/** Key of what the central writes about a check in a visit; these resources have no identifier element. */
export const visitCheckTag = `${own}/NamingSystem/visit-check`
export const deviceSystem = `${own}/NamingSystem/device`
/** Code of a Flag that stops access: `blocked` (by a physician) or `suspended` (terms of use, article 7). */
export const accessFlagSystem = `${own}/CodeSystem/access-flag`
/** The Dutch citizen service number. */
export const bsnSystem = 'http://fhir.nl/fhir/NamingSystem/bsn'

/** Issuer and number: the kind is left out, no state numbers two kinds alike. */
export function documentValue({ issuer, number }: { readonly issuer: string; readonly number: string }): string {
  return `${issuer}-${number}`
}
