/** R10: an adult with capacity chooses who may look along; shared with R06. */
import { capacity, isTranscribed, type Finding } from '../basis/capacity.ts'
import { courtAppointee, type CourtAppointee } from '../basis/court-appointee.ts'
import { complete } from '../basis/form.ts'
import { applicantGate } from '../basis/gates.ts'
import { hasAge, isRefusal, limit, refuse, type Case, type Outline, type RefusalOutline } from '../basis/outline.ts'
import type { World } from '../basis/world.ts'
import { askedPatient, saidNo } from './asked.ts'
import { bothSign, grantee, granteeGate, inOneVisit } from './grantee.ts'
import { youngPerson } from './young.ts'

/** A person whom the patient chooses. Under 16 nobody can be chosen; 16 and 17 go their own way. */
export function chosenPerson<W extends World>(it: Case<W>): Outline<W> {
  const { patient } = it.facts
  if (!hasAge(it, patient.birth, 16)) return refuse('R10.tooYoungToChoose')
  const found = capacity(it)
  if (isRefusal(found)) return found
  const adult = hasAge(it, patient.birth, it.policy.ages.adult)
  if (found?.capacity === 'lacking') return refuse(adult ? 'R10.lacksCapacity' : 'R06.lacksCapacity')
  if (!adult) return youngPerson(it, found)
  // Whoever declines is appointed all the same.
  const court = found === null ? courtAppointee(it) : null
  if (court !== null && court.kind !== 'none') return refuse('R16.courtAppointedFirst')
  return adultChooses(it, court, found)
}

/** `court`: null where nobody asked yet, because a physician found that the patient decides. */
function adultChooses<W extends World>(
  it: Case<W>,
  court: CourtAppointee<W> | null,
  found: Finding<W> | null,
): Outline<W> {
  if (it.policy.voluntary.route === 'digidMachtigen') return digidMachtigen(it, court)
  if (it.policy.voluntary.route === 'refer') return refuse('R10.refer')
  const refused = applicantGate(it, bothSign(it)) ?? granteeGate(it) ?? saidNo(it, 'R10.saidNo')
  if (refused !== null) return refused
  if (it.policy.voluntary.patientPresent === 'mustBePresent' && !it.facts.patient.present)
    return refuse('R10.patientAbsent')
  const apart = inOneVisit(it)
  if (apart !== null) return apart
  it.cite('R10.form')
  const { termYears: years, termMonths: months } = it.policy.voluntary
  return complete(it, {
    form: 'capableAdultForm',
    row: 'R10',
    signers: [{ ...askedPatient('signature'), alone: false }, grantee(it)],
    approver: isTranscribed(it, found) ? 'physician' : 'voluntary',
    allowed: it.policy.scope.voluntary,
    topics: null,
    effective: null,
    ends: [
      ...limit(years === null ? null : it.ops.addYears(it.facts.today, years), 'termOfPolicy'),
      ...limit(months === null ? null : it.ops.addMonths(it.facts.today, months), 'termOfPolicy'),
    ],
    pauses: [],
    review: null,
    notices: [{ to: 'patient', what: 'registered' }],
  })
}

/** The national scheme is for people of 18 and older, none of them under curatele or bewind. */
function digidMachtigen<W extends World>(it: Case<W>, asked: CourtAppointee<W> | null): RefusalOutline {
  const { applicant } = it.facts
  if (applicant.organisation === null && !hasAge(it, applicant.birth, 18)) return refuse('R10.granteeTooYoung')
  const court = asked ?? courtAppointee(it)
  const guarded = applicant.underCuratele || it.facts.patient.underBewind || court.bewind || court.kind !== 'none'
  return refuse(guarded ? 'R10.noDigidMachtigen' : 'R10.digidMachtigen')
}
