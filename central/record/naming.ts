/** Identifier and code systems that the central itself writes or searches by. */
import { balie } from '../../domain/coding/systems.ts'

export { bsnSystem, identityDocumentSystem } from '../../domain/coding/systems.ts'

/** Hospital patient numbers, as a clerk reads them from a letter. */
export const patientNumberSystem = `${balie}/NamingSystem/patient-number`
/** `sub` of the identity provider for staff. */
export const staffSystem = `${balie}/NamingSystem/staff`
/** `sub` of the identity provider for citizens: never a BSN. */
export const citizenSystem = `${balie}/NamingSystem/citizen`
/** Number of a portal's key. */
export const portalSystem = `${balie}/NamingSystem/portal`
/** Key of what the central writes about a check in a visit; these resources have no identifier element. */
export const visitCheckTag = `${balie}/NamingSystem/visit-check`
/** Code of a Flag that stops access: `blocked` (by a physician) or `suspended` (terms of use, article 7). */
export const accessFlagSystem = `${balie}/CodeSystem/access-flag`
/** Value of an identity document under its system. Issuer and number: the kind is left out, no state numbers two kinds alike. */
export function documentValue({ issuer, number }: { readonly issuer: string; readonly number: string }): string {
  return `${issuer}-${number}`
}
