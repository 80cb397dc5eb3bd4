/**
 * Number systems that have several names: a Dutch one is written as the address of Nictiz or as its OID, and both are the
 * same system (HL7 FHIR R4, NamingSystem.uniqueId). Whoever compares or looks for a number asks here.
 */
import { bsnSystem } from './systems.ts'

/** The name that we write, and the OID; further names of each are made of these. */
const oids: readonly (readonly [string, string])[] = [
  [bsnSystem, '2.16.840.1.113883.2.4.6.3'],
  ['http://fhir.nl/fhir/NamingSystem/agb-z', '2.16.840.1.113883.2.4.6.1'],
  ['http://fhir.nl/fhir/NamingSystem/uzi-nr-pers', '2.16.528.1.1007.3.1'],
  ['http://fhir.nl/fhir/NamingSystem/uzi-nr-sys', '2.16.528.1.1007.3.2'],
  ['http://fhir.nl/fhir/NamingSystem/ura', '2.16.528.1.1007.3.3'],
  ['http://fhir.nl/fhir/NamingSystem/big', '2.16.528.1.1007.5.1'],
]

/** Our name first; then those under which a record may have it. */
const names: readonly (readonly string[])[] = oids.map(([url, oid]) => [
  url,
  `urn:oid:${oid}`,
  oid,
  url.replace(/^http:/, 'https:'),
])

/** Every name under which a number of this system may stand, this one first; a system of one name is its own. */
export function namesOfSystem(system: string): readonly string[] {
  const plain = plainName(system)
  const found = names.find((all) => all.some((name) => plainName(name) === plain)) ?? []
  return [system, ...found.filter((name) => name !== system)]
}

/** Whether two names are of one system. */
export function isSameSystem(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return one === other || namesOfSystem(one).some((name) => plainName(name) === plainName(other))
}

/** Whether a number under this name is a citizen service number. */
export const isBsnSystem = (system: string | undefined): boolean =>
  system !== undefined && isSameSystem(bsnSystem, system)

/** Capitals and a slash at the end tell no systems of this list apart; other systems are compared as they stand. */
function plainName(name: string): string {
  const plain = name.toLowerCase().replace(/\/$/, '')
  return names.some((all) => all.some((one) => one.toLowerCase() === plain)) ? plain : name
}
