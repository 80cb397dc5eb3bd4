/** R10: an adult with capacity chooses who may look along; shared with R06. */
import { capacity } from '../basis/capacity.ts'
import { courtAppointee } from '../basis/court-appointee.ts'
import { complete } from '../basis/form.ts'
import { applicantGate } from '../basis/gates.ts'
import { hasAge, isRefusal, limit, refuse, type Case, type Outline, type RefusalOutline } from '../basis/outline.ts'
import type { World } from '../basis/world.ts'
import { askedPatient, saidNo } from './asked.ts'
import { grantee, granteeGate } from './grantee.ts'
import { youngPerson } from './young.ts'

/** A person whom the patient chooses. Under 16 nobody can be chosen; 16 and 17 go their own way. */
export function chosenPerson<W extends World>(it: Case<W>): Outline<W> {
  const { patient } = it.facts
  if (!hasAge(it, patient.birth, 16)) return refuse('R10.tooYoungToChoose')
  const found = capacity(it)
  if (isRefusal(found)) return found
  const adult = hasAge(it, patient.birth, it.policy.ages.adult)
  if (found?.capacity === 'lacking') return refuse(adult ? 'R10.lacksCapacity' : 'R06.lacksCapacity')
  if (!adult) return youngPerson(it)
  // Whoever declines is appointed all the same.
  if (found === null && courtAppointee(it) !== 'none') return refuse('R16.courtAppointedFirst')
  return adultChooses(it)
}

function adultChooses<W extends World>(it: Case<W>): Outline<W> {
  if (it.policy.voluntary.route === 'digidMachtigen') return digidMachtigen(it)
  if (it.policy.voluntary.route === 'refer') return refuse('R10.refer')
  const refused = applicantGate(it, { patientSigns: true }) ?? granteeGate(it) ?? saidNo(it, 'R10.saidNo')
  if (refused !== null) return refused
  if (it.policy.voluntary.patientPresent === 'mustBePresent' && !it.facts.patient.present)
    return refuse('R10.patientAbsent')
  it.cite('R10.form')
  const years = it.policy.voluntary.termYears
  return complete(it, {
    form: 'capableAdultForm',
    row: 'R10',
    signers: [{ ...askedPatient('signature'), alone: false }, grantee(it)],
    approver: 'voluntary',
    allowed: it.policy.scope.voluntary,
    topics: null,
    effective: null,
    ends: limit(years === null ? null : it.ops.addYears(it.facts.today, years), 'termOfPolicy'),
    pauses: [],
    review: null,
    notices: [{ to: 'patient', what: 'registered' }],
  })
}

/** The national scheme is for people of 18 and older, none of them under curatele or bewind. */
function digidMachtigen<W extends World>(it: Case<W>): RefusalOutline {
  const { applicant, evidence } = it.facts
  if (applicant.organisation === null && !hasAge(it, applicant.birth, 18)) return refuse('R10.granteeTooYoung')
  const guarded = applicant.underCuratele || evidence.ruling?.measure === 'bewind' || courtAppointee(it) !== 'none'
  return refuse(guarded ? 'R10.noDigidMachtigen' : 'R10.digidMachtigen')
}
