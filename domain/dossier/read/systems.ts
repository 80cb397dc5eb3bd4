/**
 * Code systems by all their addresses. A code means something only within its system: "PM" of a hospital's own list may be
 * "per maand" where HL7's is the afternoon.
 */
import type { Coding } from './shapes.ts'

/** Whether a text names the system. */
export type IsSystem = (system: string | undefined) => boolean

/** A code system of HL7 version 3, as HL7 terminology, older FHIR and an object identifier name it. */
export const v3 =
  (name: string, oid: string): IsSystem =>
  (system) =>
    system === `http://terminology.hl7.org/CodeSystem/v3-${name}` ||
    system?.endsWith(`/v3/${name}`) === true ||
    system === `urn:oid:${oid}`

/** A code system of FHIR itself, now in HL7 terminology, under its name of R4 and older ones. */
export const hl7 =
  (...names: readonly string[]): IsSystem =>
  (system) =>
    names.some(
      (name) => system === `http://terminology.hl7.org/CodeSystem/${name}` || system === `http://hl7.org/fhir/${name}`,
    )

const named =
  (url: string, oid: string): IsSystem =>
  (system) =>
    system === url || system === `urn:oid:${oid}`
export const isSnomed = named('http://snomed.info/sct', '2.16.840.1.113883.6.96')
export const isLoinc = named('http://loinc.org', '2.16.840.1.113883.6.1')
/** "None known" and "no information" of the International Patient Summary. */
export const isAbsentUnknown: IsSystem = (system) => system?.endsWith('/absent-unknown-uv-ips') === true

/** Codes of one system; of a coding that names no system too, because old records leave it out. */
export function codesOf(codings: readonly Coding[] | undefined, is: IsSystem): readonly string[] {
  return (codings ?? []).flatMap(({ system, code }) =>
    code !== undefined && (system === undefined || is(system)) ? [code] : [],
  )
}
