/** R11 to R16: an adult who cannot decide, according to a physician, is represented in the order of 7:465(3). */
import { capacity, isTranscribed, type Finding } from '../basis/capacity.ts'
import type { EndReason, Notice, ProofId, Row } from '../basis/decision.ts'
import { courtAppointee } from '../basis/court-appointee.ts'
import { employeeGate } from '../basis/evidence.ts'
import { complete, type Draft } from '../basis/form.ts'
import { applicantGate } from '../basis/gates.ts'
import {
  hasAge,
  isRefusal,
  limitAfter,
  refuse,
  when,
  type Bound,
  type Case,
  type Outline,
  type RefusalOutline,
} from '../basis/outline.ts'
import type { World } from '../basis/world.ts'

/** What a kind of representative adds to the common part. */
export type Basis<W extends World> = Pick<Draft<W>, 'topics' | 'without' | 'effective' | 'ends' | 'review'> & {
  readonly row: Row
  readonly proves: readonly ProofId[]
  readonly notices: readonly Notice[]
  /** Family: the physician approves in every hospital. */
  readonly physicianApproves: boolean
}

/** Runs the common gates around the proof of one kind of representative. */
export function represented<W extends World>(
  it: Case<W>,
  basisOf: (it: Case<W>, finding: Finding<W>) => Basis<W> | RefusalOutline,
): Outline<W> {
  const finding = lackingCapacity(it)
  if (isRefusal(finding)) return finding
  const refused = applicantGate(it) ?? employeeGate(it) ?? representativeGate(it)
  if (refused !== null) return refused
  const unseen = it.ops.settle('patientDocument', () => patientDocument(it))
  if (unseen !== null) return unseen
  const basis = basisOf(it, finding)
  if (isRefusal(basis)) return basis
  const ends: readonly Bound<W, EndReason>[] = [...limitAfter(it, finding.until, 'physicianDate'), ...basis.ends]
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
          ...when(it.facts.applicant.organisation !== null, 'employeeMandate'),
        ],
      },
    ],
    approver: basis.physicianApproves || isTranscribed(it, finding) ? 'physician' : 'representative',
    allowed: it.policy.scope.representative,
    topics: basis.topics,
    without: basis.without ?? [],
    effective: basis.effective,
    ends,
    pauses: [],
    review: basis.review,
    notices: basis.notices,
  })
}

/** The finding on which a representative of an adult stands. */
function lackingCapacity<W extends World>(it: Case<W>): Finding<W> | RefusalOutline {
  if (!hasAge(it, it.facts.patient.birth, it.policy.ages.adult)) return refuse('adult.patientIsMinor')
  const found = capacity(it)
  if (isRefusal(found)) return found
  if (found === null) return nobodyFound(it)
  return found.capacity === 'lacking' ? found : refuse('R16.patientDecides')
}

/** Capacity is presumed: only where the law gives somebody a task for when it is lost does a physician look first. */
function nobodyFound<W extends World>(it: Case<W>): RefusalOutline {
  const { relation } = it.facts
  if (relation === 'curator' || relation === 'mentor' || relation === 'writtenProxy')
    return refuse('R16.physicianFirst')
  return refuse(courtAppointee(it).kind === 'none' ? 'R16.capacityPresumed' : 'R16.courtAppointedFirst')
}

function patientDocument<W extends World>({ policy, facts }: Case<W>): RefusalOutline | null {
  return policy.representative.patientDocument === 'asked' && facts.patient.identity.level === 'none'
    ? refuse('R11.patientDocumentMissing')
    : null
}

function representativeGate<W extends World>(it: Case<W>): RefusalOutline | null {
  const { applicant } = it.facts
  if (applicant.organisation !== null) return null
  if (!hasAge(it, applicant.birth, 18)) return refuse('adult.applicantIsMinor')
  return applicant.underCuratele ? refuse('adult.applicantUnderCuratele') : null
}
