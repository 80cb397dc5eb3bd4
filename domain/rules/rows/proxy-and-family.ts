/** R14 and R15: the lower steps of 7:465(3), open only when nobody on a higher step acts. */
import type { Finding } from '../basis/capacity.ts'
import { leftByCourt } from '../basis/court-appointee.ts'
import { isBefore, isRefusal, refuse, type Case, type Outline, type RefusalOutline } from '../basis/outline.ts'
import type { World } from '../basis/world.ts'
import { represented, type Basis } from './represented.ts'

/** R14: whom the patient authorised in writing while capable. */
export function writtenProxy<W extends World>(it: Case<W>): Outline<W> {
  return represented(it, proxyBasis)
}

/** R15: the partner; then parent, child, brother and sister together, without rank among them. */
export function relative<W extends World>(it: Case<W>): Outline<W> {
  return represented(it, familyBasis)
}

function proxyBasis<W extends World>(it: Case<W>, finding: Finding<W>): Basis<W> | RefusalOutline {
  if (it.policy.representative.writtenProxy === 'closed') return refuse('R14.closed')
  const left = leftByCourt(it, { acts: 'R14.courtAppointedExists' })
  if (isRefusal(left)) return left
  const { authorization } = it.facts.evidence
  if (authorization === null) return refuse('R14.noAuthorization')
  if (!authorization.ofPatient) return refuse('evidence.otherPerson')
  if (authorization.conditionOpen) return refuse('R14.conditionOpen')
  if (authorization.beyondKinds) return refuse('scope.beyondKinds')
  if (isBefore(it, it.facts.today, authorization.signedOn)) return refuse('R14.authorizationInFuture')
  const notHisAct = ownAct(it, authorization.signedOn, finding)
  if (notHisAct !== null) return notHisAct
  it.cite('R14.form')
  if (authorization.kinds !== null) it.cite('scope.proxyTopics')
  const equal = severalOnStep(it)
  return {
    row: 'R14',
    proves: ['writtenAuthorization'],
    notices: equal.notices,
    physicianApproves: equal.physicianApproves,
    topics: authorization.kinds,
    without: left.without,
    effective: null,
    ends: [],
    review: null,
  }
}

/**
 * Null: the proxy can be the patient's own act (7:465(3)), of an adult and before a physician found that he cannot
 * decide. Whether he could on the very day of the finding, no date tells.
 */
function ownAct<W extends World>(it: Case<W>, signedOn: W['day'], finding: Finding<W>): RefusalOutline | null {
  const { birth } = it.facts.patient
  if (isBefore(it, signedOn, it.ops.addYears(birth, it.policy.ages.adult))) return refuse('R14.signedAsMinor')
  return isBefore(it, signedOn, finding.on) ? null : refuse('R14.signedAfterFinding')
}

/** A parent or grandparent was born before the patient, a child or grandchild after. */
function inOrder<W extends World>(it: Case<W>): RefusalOutline | null {
  const { relation, applicant, patient } = it.facts
  if (relation === 'parentOfAdult' || relation === 'grandparent')
    return isBefore(it, applicant.birth, patient.birth) ? null : refuse('input.relativeYounger')
  if (relation === 'childOfAdult' || relation === 'grandchild')
    return isBefore(it, patient.birth, applicant.birth) ? null : refuse('input.relativeOlder')
  return null
}

function familyBasis<W extends World>(it: Case<W>): Basis<W> | RefusalOutline {
  const { relation, others, evidence } = it.facts
  const { relatives, widerFamily, relativesMonths } = it.policy.representative
  if (relatives === 'closed') return refuse('R15.closed')
  if ((relation === 'grandparent' || relation === 'grandchild') && widerFamily === 'closed')
    return refuse('R15.widerFamily')
  const left = leftByCourt(it, { acts: 'R15.higherStep' })
  if (isRefusal(left)) return left
  if (others.writtenProxy === 'acts') return refuse('R15.higherStep')
  if (relation !== 'partner' && others.partner === 'acts') return refuse('R15.partnerFirst')
  const generations = inOrder(it)
  if (generations !== null) return generations
  if (evidence.kinship === 'missing') return refuse('R15.noKinship')
  it.cite('R15.form')
  it.cite('R15.physicianApproves')
  return {
    row: 'R15',
    proves: ['kinship'],
    notices: severalOnStep(it).notices,
    physicianApproves: true,
    topics: null,
    without: left.without,
    effective: null,
    ends: [{ day: it.ops.addMonths(it.facts.today, relativesMonths), reason: 'termOfPolicy' }],
    review: null,
  }
}

/** Several on one step: the physician chooses, so the physician approves. */
function severalOnStep<W extends World>(it: Case<W>): Pick<Basis<W>, 'notices' | 'physicianApproves'> {
  if (!it.facts.others.sameStep) return { notices: [], physicianApproves: false }
  it.cite('R15.physicianChooses')
  return { notices: [{ to: 'physician', what: 'chooseAmongEqual' }], physicianApproves: true }
}
