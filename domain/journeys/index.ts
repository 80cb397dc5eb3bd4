/** Every journey of this kiosk. A new one is a file here, its form in the content, and its words. */
import type { RepresentativeCoding } from '../coding/journey-coding.ts'
import type { IdentityClaim, PersonPart, VisitRecord } from '../contract/gateway/visit-record.ts'
import type { Door } from '../contract/messages/parts.ts'
import { signerPhrases } from '../document/phrases.ts'
import type { JourneyId } from '../ids.ts'
import type { InEveryLanguage } from '../language.ts'
import type { Signer } from '../rules/basis/decision.ts'
import { capableAdult } from './capable-adult.ts'
import { child } from './child.ts'
import { granteeIn } from './chosen-person.ts'
import { administrator, curator, mentor } from './court-appointed.ts'
import { guardian } from './guardian.ts'
import type { FormWords, Journey } from './journey.ts'
import { ownDossier } from './own-dossier.ts'
import { childOfAdult, parentOfAdult, partner, sibling, writtenProxy } from './proxy-and-family.ts'
import { stop, stopForOther } from './stop.ts'
import { youngPerson } from './young-person.ts'

const all: { readonly [Id in JourneyId]: Journey } = {
  'own-dossier': ownDossier,
  'capable-adult': capableAdult,
  child,
  'young-person': youngPerson,
  curator,
  mentor,
  'written-proxy': writtenProxy,
  partner,
  'parent-of-adult': parentOfAdult,
  'child-of-adult': childOfAdult,
  sibling,
  guardian,
  administrator,
  stop,
  'stop-other': stopForOther,
}

export const journeys: readonly Journey[] = Object.values(all)

/** What is counted with while nobody has said what the visitor came for: the longest way. */
export const whileUnknown: Journey = child

export function journeyOf(id: JourneyId): Journey {
  return all[id]
}

/** The journey of a visit as the central's record has it. */
export function journeyOfClaim(claim: IdentityClaim | null): Journey {
  return claim === null ? whileUnknown : all[claim.journey]
}

/** In the order in which they are offered. None: behind this door the desk does it. Several: the visitor says which. */
export function journeysBehind(door: Door): readonly Journey[] {
  return journeys.filter((journey) => journey.door === door || journey.alsoDoor === door)
}

/** Whether the visitor is the patient. */
export function isOwn({ relations }: Journey): boolean {
  return relations.includes('self')
}

/** Whether the patient comes and chooses who else gets access, so that it is not the visitor who asks for it. */
export function choosesGrantee({ visitor, words }: Journey): boolean {
  return visitor === 'patient' && words.form !== null
}

/**
 * Whose mandates with the patient count: of whoever gets access by the form. While the patient's choice has not come, and
 * where nothing is signed, it is the visitor.
 */
export function claimOfAsker(record: Pick<VisitRecord, 'others'>, claim: IdentityClaim): IdentityClaim {
  return choosesGrantee(journeyOf(claim.journey)) ? (granteeIn(record)?.claim ?? claim) : claim
}

/** Whether the patient is an adult whom the visitor represents, and not a child. */
export function isForAdult({ ages }: Journey): boolean {
  return ages !== null && ages.usual >= 18
}

/** Whether it goes on at this kiosk, to somebody whom the desk identifies; else it is explained. */
export function leadsOn({ stages }: Journey): boolean {
  return stages.includes('identity')
}

/** Whether a mandate is stopped in it: then nothing is asked but which one. */
export function stopsMandates({ stages }: Pick<Journey, 'stages'>): boolean {
  return stages.includes('mandates')
}

/** Throws where nothing is signed: then nothing asks for the words of a form. */
export function formWords({ words }: Journey): FormWords {
  if (words.form === null) throw new Error('in this journey nothing is signed')
  return words.form
}

/** What a signer is to the patient, as the paper says it. */
export function roleOf({ role, coHolder }: FormWords, signer: Pick<Signer, 'role'>): InEveryLanguage {
  if (signer.role === 'patient') return signerPhrases.patient
  return signer.role === 'coHolder' && coHolder !== undefined ? coHolder : role
}

/** A signer as a representative in FHIR; null: the patient. */
export function codingOf(
  { coding: { representative, coHolder, grantee } }: Pick<Journey, 'coding'>,
  { role }: Pick<Signer, 'role'>,
): RepresentativeCoding | null {
  if (role === 'patient') return null
  if (role === 'applicant' && grantee !== undefined) return grantee
  return role === 'coHolder' && coHolder !== undefined ? coHolder : representative
}

/** The same of somebody of a visit who has signed nothing. */
export function codingOfPart(journey: Journey, part: 'visitor' | PersonPart): RepresentativeCoding | null {
  switch (part) {
    case 'coHolder':
      return codingOf(journey, { role: 'coHolder' })
    case 'patient':
      return null
    case 'grantee':
      return codingOf(journey, { role: 'applicant' })
    case 'visitor':
    case 'witness':
      return journey.coding.representative
    default:
      return part satisfies never
  }
}
