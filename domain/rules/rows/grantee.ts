/** Whom a patient chooses, from 16 as from 18: what he must be, and what he gives. */
import type { Gate } from '../basis/gates.ts'
import { hasAge, refuse, type Case, type RefusalOutline, type SignerOutline } from '../basis/outline.ts'
import type { World } from '../basis/world.ts'

/** Old enough, not one too many, and only to look or arrange: a patient who decides himself gives nobody that. */
export function granteeGate<W extends World>(it: Case<W>): RefusalOutline | null {
  const { voluntary } = it.policy
  // A guardian that is an organisation stays one at 16, but a young person chooses people.
  if (it.facts.applicant.organisation !== null) return refuse('input.organisationCannot')
  if (it.ops.isToDecide(it.facts.request.purpose)) return refuse('purpose.notForChosen')
  if (!hasAge(it, it.facts.applicant.birth, voluntary.granteeMinAge)) return refuse('R10.granteeTooYoung')
  return it.ops.fewer(it.facts.mandates.voluntary, voluntary.maxAtOnce) ? null : refuse('R10.tooManyGrantees')
}

/** The chosen person signs too: he is bound by the same terms as the patient. */
export function grantee<W extends World>(it: Case<W>): SignerOutline {
  return {
    role: 'applicant',
    relation: it.facts.relation,
    step: 1,
    gives: 'signature',
    alone: false,
    sees: 'formWithoutPrivateAnswers',
    proves: ['identity'],
  }
}

/** The patient signs too, and may come first; not where the hospital wants both in one visit. */
export const bothSign = <W extends World>({ policy }: Case<W>): Gate => ({
  patientSigns: true,
  notAlone: () => (policy.voluntary.together === 'sameVisit' ? refuse('R10.together') : null),
})

/** The grantee is here; whether the patient must be here as well. */
export function inOneVisit<W extends World>(it: Case<W>): RefusalOutline | null {
  if (it.facts.patient.present) return null
  return it.policy.voluntary.together === 'sameVisit' ? refuse('R10.together') : null
}
