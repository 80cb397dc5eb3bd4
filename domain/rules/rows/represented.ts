/** R11 to R16: an adult who cannot decide, according to a physician, is represented in the order of 7:465(3). */
import { capacity } from '../capacity.ts'
import type { EndReason, Notice, ProofId, Row } from '../decision.ts'
import { employeeGate } from '../evidence.ts'
import { complete, findingEnd, isRefusal, type Draft } from '../form.ts'
import { applicantGate } from '../gates.ts'
import { hasAge, refuse, type Bound, type Case, type Outline, type RefusalOutline } from '../outline.ts'
import type { World } from '../world.ts'

/** What a kind of representative adds to the common part. */
export type Basis<W extends World> = Pick<Draft<W>, 'proven' | 'effective' | 'ends' | 'reviews'> & {
  readonly kind: 'basis'
  readonly row: Row
  readonly proves: readonly ProofId[]
  readonly notices: readonly Notice[]
  /** Family: the physician approves in every hospital. */
  readonly physicianApproves: boolean
}

/** Runs the common gates around the proof of one kind of representative. */
export function represented<W extends World>(
  it: Case<W>,
  basisOf: (it: Case<W>) => Basis<W> | RefusalOutline,
): Outline<W> {
  const refused = patientGate(it) ?? applicantGate(it) ?? employeeGate(it) ?? representativeGate(it)
  if (refused !== null) return refused
  const basis = basisOf(it)
  if (isRefusal(basis)) return basis
  const ends: readonly Bound<W, EndReason>[] = [...findingEnd(it), ...basis.ends]
  return complete(it, {
    form: 'incapableAdultForm',
    row: it.facts.applicant.organisation === null ? basis.row : 'R13',
    signers: [
      {
        role: 'applicant',
        relation: it.facts.relation,
        step: 1,
        gives: 'signature',
        alone: false,
        sees: 'form',
        proves: [
          'identity',
          'physicianFinding',
          ...basis.proves,
          ...(it.facts.applicant.organisation === null ? [] : (['employeeMandate'] as const)),
        ],
      },
    ],
    approver: basis.physicianApproves ? 'physician' : 'representative',
    allowed: it.policy.scope.representative,
    proven: basis.proven,
    effective: basis.effective,
    ends,
    pauses: [],
    reviews: basis.reviews,
    notices: basis.notices,
  })
}

function patientGate<W extends World>(it: Case<W>): RefusalOutline | null {
  if (!hasAge(it, it.facts.patient.birth, it.policy.ages.adult)) return refuse('adult.patientIsMinor')
  const found = capacity(it)
  if (isRefusal(found)) return found
  if (found === 'capable') return refuse('R16.patientDecides')
  return found === 'lacking' ? null : refuse('R16.physicianFirst')
}

function representativeGate<W extends World>(it: Case<W>): RefusalOutline | null {
  const { applicant } = it.facts
  if (applicant.organisation !== null) return null
  if (!hasAge(it, applicant.birth, 18)) return refuse('adult.applicantIsMinor')
  return applicant.underCuratele ? refuse('adult.applicantUnderCuratele') : null
}
