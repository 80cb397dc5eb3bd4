/**
 * Status of an allergy. Both have a required value set (FHIR R4): its code decides, wherever it stands among the codings of
 * other systems. Without it the state is not known, whatever a hospital's own code may mean.
 */
import type { Concept } from '../read/shapes.ts'
import { hl7, isSnomed, type IsSystem } from '../read/systems.ts'
import { clean } from '../read/words-of.ts'

const isClinical = hl7('allergyintolerance-clinical', 'allergy-clinical-status')
const isVerification = hl7('allergyintolerance-verification', 'allergy-verification-status')
/** The zib's AllergyStatus, from which Dutch records fill both. */
const bySnomed: ReadonlyMap<string, string> = new Map([
  ['55561003', 'active'],
  ['73425007', 'inactive'],
  ['723506003', 'resolved'],
  ['723511001', 'refuted'],
])
const clinical = ['active', 'inactive', 'resolved'] as const
const verification = ['unconfirmed', 'confirmed', 'refuted', 'entered-in-error'] as const

/** `unknown`: something stands there that is no code of the value set, or two that exclude each other. Null: nothing. */
export type Clinical = (typeof clinical)[number] | 'unknown' | null
export type Verification = (typeof verification)[number] | 'unknown' | null

export function clinicalOf(concept: Concept | undefined): Clinical {
  const found = codesIn(concept, isClinical, clinical)
  // "Resolved" is a kind of "inactive" in HL7's list: both together are the narrower.
  if (found.length === 2 && !found.includes('active')) return 'resolved'
  return only(found, concept)
}

export function verificationOf(concept: Concept | undefined): Verification {
  const found = codesIn(concept, isVerification, verification)
  if (found.includes('entered-in-error')) return 'entered-in-error'
  // Nothing else is written like this: a mistake stays one in any system.
  if (found.length === 0 && (concept?.coding ?? []).some(({ code }) => code === 'entered-in-error'))
    return 'entered-in-error'
  return only(found, concept)
}

function only<Code extends string>(found: readonly Code[], concept: Concept | undefined): Code | 'unknown' | null {
  const [first] = found
  if (first !== undefined) return found.length === 1 ? first : 'unknown'
  return concept === undefined ? null : 'unknown'
}

/** Different codes of the value set: by its own system, else without a system, else as the zib's, else as a text. */
function codesIn<Code extends string>(
  concept: Concept | undefined,
  is: IsSystem,
  codes: readonly Code[],
): readonly Code[] {
  const { coding = [], text } = concept ?? {}
  const ways: readonly (() => readonly (string | null | undefined)[])[] = [
    () => coding.filter(({ system }) => is(system)).map(({ code }) => code),
    () => coding.filter(({ system }) => system === undefined).map(({ code }) => code),
    () => coding.filter(({ system }) => isSnomed(system)).map(({ code }) => bySnomed.get(code ?? '')),
    () => (coding.length === 0 ? [clean(text)] : []),
  ]
  for (const way of ways) {
    const texts = way()
    const found = texts.length === 0 ? [] : codes.filter((code) => texts.includes(code))
    if (found.length > 0) return found
  }
  return []
}
