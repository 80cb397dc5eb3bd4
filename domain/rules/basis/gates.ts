/** What holds for every relation, before its own rules: sane input, nobody dead, blocked or unknown. */
import { meets } from '../../identity/assurance.ts'
import { hasAge, isBefore, refuse, type Case, type RefusalOutline } from './outline.ts'
import type { World } from './world.ts'

/** Years that nobody reaches; the oldest documented person became 122. */
const impossibleAge = 125

/** Null: go on. Input that contradicts itself is refused first, death before anything about persons. */
export function gate<W extends World>(it: Case<W>): RefusalOutline | null {
  return badBirth(it) ?? badRoles(it) ?? closed(it) ?? null
}

function badBirth<W extends World>(it: Case<W>): RefusalOutline | null {
  const { patient, applicant, today, relation } = it.facts
  if (isBefore(it, today, patient.birth)) return refuse('input.patientBirthInFuture')
  if (hasAge(it, patient.birth, impossibleAge)) return refuse('input.patientAge')
  if (relation === 'self') return null
  if (isBefore(it, today, applicant.birth)) return refuse('input.applicantBirthInFuture')
  if (hasAge(it, applicant.birth, impossibleAge)) return refuse('input.applicantAge')
  return null
}

function badRoles<W extends World>({ facts: { applicant, relation } }: Case<W>): RefusalOutline | null {
  if (relation === 'self') return applicant.sameAsPatient ? null : refuse('input.selfIsNotPatient')
  return applicant.sameAsPatient ? refuse('input.twoRoles') : null
}

function closed<W extends World>({ facts }: Case<W>): RefusalOutline | null {
  if (facts.patient.deceased) return refuse('R18.deceased')
  if (facts.checks.staffIsParty) return refuse('all.conflictOfInterest')
  if (facts.checks.documentDoubtful) return refuse('all.frozen')
  if (facts.checks.papersCollide) return refuse('evidence.papersCollide')
  if (facts.patient.suspended) return refuse('all.patientSuspended')
  if (facts.relation === 'self') return null
  if (facts.applicant.deceased) return refuse('all.applicantDeceased')
  if (facts.applicant.blocked) return refuse('all.blocked')
  if (facts.applicant.suspended) return refuse('all.applicantSuspended')
  return facts.patient.numberKnown ? null : refuse('all.noNumber')
}

/**
 * The applicant, once his relation can lead to a form at all. Signers of a form come in any order, so where the patient
 * signs too and is here first, the form waits for an applicant whom nobody has seen yet.
 */
export function applicantGate<W extends World>(
  it: Case<W>,
  { patientSigns = false, notAlone = () => null }: Gate = {},
): RefusalOutline | null {
  const { applicant, relation } = it.facts
  const byOrganisation =
    relation === 'guardian' || relation === 'otherHolderOfAuthority' || relation === 'curator' || relation === 'mentor'
  if (!byOrganisation && applicant.organisation !== null) return refuse('input.organisationCannot')
  const phase = it.ops.settle('phase', () => department(it))
  if (phase !== null) return phase
  const found = it.ops.settle('identity', () => unidentified(it))
  const waits = found?.kind === 'away' && patientSigns && patientIsHere(it, found.level)
  if (found?.kind === 'away' && !waits) return refuse('all.notIdentified')
  const refused = found?.kind === 'away' ? notAlone() : found
  return refused ?? it.ops.settle('existing', () => existing(it)) ?? dates(it)
}

/** `patientSigns`: the patient may come first. `notAlone`: why this hospital lets nobody come first; null: it does. */
export type Gate = { readonly patientSigns?: boolean; readonly notAlone?: () => RefusalOutline | null }

/** A hospital that opens one department after another. */
function department<W extends World>({ facts, policy }: Case<W>): RefusalOutline | null {
  if (policy.rollout.departments === 'all' || facts.request.department === 'open') return null
  return refuse('all.departmentNotYet')
}

/** Not seen yet, with the level that a signer needs. */
type Away = { readonly kind: 'away'; readonly level: 'identified' | 'authenticated' }

function unidentified<W extends World>(it: Case<W>): RefusalOutline | Away | null {
  const { level, documentValidUntil: validUntil } = it.facts.applicant.identity
  if (level === 'none') return { kind: 'away', level: it.policy.identity.sign }
  if (!meets(level, it.policy.identity.sign)) return refuse('all.notIdentified')
  if (it.facts.applicant.terms !== 'accepted') return refuse('all.termsNotAccepted')
  return validUntil !== null && isBefore(it, validUntil, it.facts.today) ? refuse('all.documentExpired') : null
}

function patientIsHere<W extends World>(it: Case<W>, least: Away['level']): boolean {
  return it.facts.patient.present && it.ops.settle('patientSeen', () => patientSeen(it, least))
}

function patientSeen<W extends World>(it: Case<W>, least: Away['level']): boolean {
  const { level, documentValidUntil } = it.facts.patient.identity
  if (!meets(level, least)) return false
  return documentValidUntil === null || !isBefore(it, documentValidUntil, it.facts.today)
}

function existing<W extends World>(it: Case<W>): RefusalOutline | null {
  const { mandates, request } = it.facts
  if (request.beyondKinds) return refuse('scope.beyondKinds')
  if (mandates.samePair === 'suspended') return refuse('mandate.suspended')
  // What waits already is taken back before something else is asked.
  if (mandates.samePair === 'requested') return refuse('mandate.requested')
  if (request.act === 'change') return mandates.samePair === 'none' ? refuse('mandate.nothingToChange') : null
  if (mandates.samePair === 'none') return null
  return endsSoon(it) ? null : refuse('mandate.exists')
}

/** The window before an end in which a new form is taken while the old mandate goes on. */
function endsSoon<W extends World>({ ops, facts, policy }: Case<W>): boolean {
  const { endsOn } = facts.mandates
  const months = policy.times.renewalMonths
  if (endsOn === null || ops.atMost(months, 0)) return false
  return ops.notAfter(endsOn, ops.addMonths(facts.today, months))
}

function dates<W extends World>(it: Case<W>): RefusalOutline | null {
  const { from, until } = it.facts.request
  if (until !== null && isBefore(it, until, it.facts.today)) return refuse('input.endInPast')
  return from !== null && until !== null && isBefore(it, until, from) ? refuse('input.endBeforeStart') : null
}
