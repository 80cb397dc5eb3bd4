/** R14 and R15: the lower steps of 7:465(3), open only when nobody on a higher step acts. */
import { refuse, isBefore, type Case, type Outline, type RefusalOutline } from '../outline.ts'
import type { World } from '../world.ts'
import { represented, type Basis } from './represented.ts'

/** R14: whom the patient authorised in writing while capable. */
export function writtenProxy<W extends World>(it: Case<W>): Outline<W> {
  return represented(it, proxyBasis)
}

/** R15: the partner; then parent, child, brother and sister together, without rank among them. */
export function relative<W extends World>(it: Case<W>): Outline<W> {
  return represented(it, familyBasis)
}

function proxyBasis<W extends World>(it: Case<W>): Basis<W> | RefusalOutline {
  if (it.policy.representative.writtenProxy === 'closed') return refuse('R14.closed')
  if (it.facts.others.courtAppointed === 'acts') return refuse('R14.courtAppointedExists')
  const { authorization } = it.facts.evidence
  if (authorization === null) return refuse('R14.noAuthorization')
  if (isBefore(it, it.facts.today, authorization.signedOn)) return refuse('R14.authorizationInFuture')
  it.cite('R14.form')
  if (authorization.kinds !== null) it.cite('scope.proxyTopics')
  const equal = severalOnStep(it)
  return {
    row: 'R14',
    proves: ['writtenAuthorization'],
    notices: equal.notices,
    physicianApproves: equal.physicianApproves,
    topics: authorization.kinds,
    effective: null,
    ends: [],
    review: null,
  }
}

function familyBasis<W extends World>(it: Case<W>): Basis<W> | RefusalOutline {
  const { relation, others, evidence } = it.facts
  const { relatives, widerFamily, relativesMonths } = it.policy.representative
  if (relatives === 'closed') return refuse('R15.closed')
  if ((relation === 'grandparent' || relation === 'grandchild') && widerFamily === 'closed')
    return refuse('R15.widerFamily')
  if (others.courtAppointed === 'acts' || others.writtenProxy === 'acts') return refuse('R15.higherStep')
  if (relation !== 'partner' && others.partner === 'acts') return refuse('R15.partnerFirst')
  if (evidence.kinship === 'missing') return refuse('R15.noKinship')
  it.cite('R15.form')
  it.cite('R15.physicianApproves')
  return {
    row: 'R15',
    proves: ['kinship'],
    notices: severalOnStep(it).notices,
    physicianApproves: true,
    topics: null,
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
