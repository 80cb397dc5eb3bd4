/**
 * R03, R04, R05 and R08: who holds authority over a child asks access for it. Under the first age the parents sign;
 * from it the child is asked alone; a child that cannot decide according to a physician is represented up to 18.
 */
import { capacity, type Finding } from '../capacity.ts'
import { coHolderPart } from './coHolder.ts'
import type { EndReason, Notice } from '../decision.ts'
import { employeeGate, extractAuthority, mayHoldAuthority, validRuling } from '../evidence.ts'
import { complete, type Draft } from '../form.ts'
import { applicantGate } from '../gates.ts'
import {
  hasAge,
  isBefore,
  isRefusal,
  limitAfter,
  refuse,
  when,
  type Bound,
  type Case,
  type Outline,
  type RefusalOutline,
  type SignerOutline,
} from '../outline.ts'
import type { World } from '../world.ts'
import { askedPatient, saidNo } from './asked.ts'
import { youngPerson } from './young.ts'

/** A parent with authority, another holder of authority or a guardian asks. */
export function child<W extends World>(it: Case<W>): Outline<W> {
  const { patient } = it.facts
  if (hasAge(it, patient.birth, it.policy.ages.adult)) return refuse('child.patientIsAdult')
  if (!hasAge(it, patient.birth, it.policy.ages.childSigns)) return underFirstAge(it)
  const found = capacity(it)
  if (isRefusal(found)) return found
  if (found?.capacity === 'lacking') return withoutCapacity(it, found)
  if (!hasAge(it, patient.birth, it.policy.ages.parentAccessEnds)) return betweenAges(it)
  return hasAge(it, patient.birth, 16) ? youngPerson(it) : refuse('R04.accessEnded')
}

function underFirstAge<W extends World>(it: Case<W>): Outline<W> {
  const { children } = it.policy
  if (children.under12 === 'ownDigid') return refuse('R03.ownDigid')
  if (children.under12 === 'refer') return refuse('R03.refer')
  const holder = holderOfAuthority(it)
  if (isRefusal(holder)) return holder
  if (children.ownDocument === 'asked' && it.facts.patient.identity.level === 'none')
    return refuse('R03.childDocumentMissing')
  if (children.atTwelve === 'ends')
    return finish(it, { row: 'R03', holder, ends: birthday(it, it.policy.ages.childSigns, 'twelfthBirthday') })
  it.cite('end.pauseAtTwelve')
  return finish(it, {
    row: 'R03',
    holder,
    ends: birthday(it, it.policy.ages.parentAccessEnds, 'sixteenthBirthday'),
    pause: it.ops.addYears(it.facts.patient.birth, it.policy.ages.childSigns),
  })
}

function betweenAges<W extends World>(it: Case<W>): Outline<W> {
  if (it.policy.children.from12 === 'refer') return refuse('R04.refer')
  const holder = holderOfAuthority(it)
  if (isRefusal(holder)) return holder
  const no = saidNo(it, 'R04.childSaidNo')
  if (no !== null) return no
  it.cite('R04.askedAlone')
  const asked = it.policy.children.consent === 'writtenYes' ? 'signature' : 'noObjection'
  it.cite(asked === 'signature' ? 'child.writtenYes' : 'child.noObjection')
  const ends = birthday(it, it.policy.ages.parentAccessEnds, 'sixteenthBirthday')
  return finish(it, { row: 'R04', holder, ends, child: askedPatient(asked) })
}

function withoutCapacity<W extends World>(it: Case<W>, finding: Finding<W>): Outline<W> {
  // A hospital that asks a child before it is 12 cannot lengthen by that what a parent gets.
  if (it.policy.children.incapable === 'refer' || !hasAge(it, it.facts.patient.birth, 12)) return refuse('R05.refer')
  const holder = holderOfAuthority(it)
  if (isRefusal(holder)) return holder
  it.cite('R05.physicianApproves')
  const ends = [
    ...limitAfter(it, finding.until, 'physicianDate'),
    ...birthday(it, it.policy.ages.adult, 'eighteenthBirthday'),
  ]
  return finish(it, { row: 'R05', holder, ends })
}

function birthday<W extends World>(it: Case<W>, age: W['number'], reason: EndReason): readonly Bound<W, EndReason>[] {
  return [{ day: it.ops.addYears(it.facts.patient.birth, age), reason }]
}

/** The applicant's authority as proven, with what a ruling adds to it. */
type Holder<W extends World> = Pick<Draft<W>, 'topics' | 'effective' | 'ends'> & {
  readonly joint: boolean
  readonly proof: 'authorityExtract' | 'ruling'
}

function holderOfAuthority<W extends World>(it: Case<W>): Holder<W> | RefusalOutline {
  const { applicant, patient, relation, evidence } = it.facts
  const refused = applicantGate(it) ?? employeeGate(it)
  if (refused !== null) return refused
  if (applicant.organisation === null && !isBefore(it, applicant.birth, patient.birth))
    return refuse('input.parentYoungerThanChild')
  const accepted = it.policy.authority.guardianEvidence
  const byRuling =
    relation !== 'parentWithAuthority' &&
    (accepted === 'ruling' || (accepted === 'either' && evidence.authorityExtract === null))
  if (byRuling) return holderByRuling(it)
  const source = relation === 'parentWithAuthority' ? it.policy.authority.parentEvidence : 'either'
  const authority = extractAuthority(it, source)
  if (isRefusal(authority)) return authority
  return { joint: authority === 'joint', proof: 'authorityExtract', topics: null, effective: null, ends: [] }
}

function holderByRuling<W extends World>(it: Case<W>): Holder<W> | RefusalOutline {
  const { applicant, relation } = it.facts
  const ruling = validRuling(it, ['guardianship', ...when(relation !== 'guardian', 'partialAuthority')])
  if (isRefusal(ruling)) return ruling
  if (applicant.organisation === null && !mayHoldAuthority(it)) return refuse('authority.minor')
  if (ruling.measure === 'partialAuthority') it.cite('authority.partial')
  if (ruling.kinds !== null) it.cite('scope.rulingTopics')
  return {
    joint: ruling.joint,
    proof: 'ruling',
    topics: ruling.kinds,
    effective: ruling.effectiveOn,
    ends: limitAfter(it, ruling.until, 'rulingEnd'),
  }
}

function finish<W extends World>(
  it: Case<W>,
  part: Pick<Draft<W>, 'ends'> & {
    readonly row: 'R03' | 'R04' | 'R05'
    readonly holder: Holder<W>
    readonly pause?: W['day']
    readonly child?: SignerOutline
  },
): Outline<W> {
  const { relation, applicant } = it.facts
  const { joint, proof } = part.holder
  const sees = part.child === undefined ? 'form' : 'formWithoutPrivateAnswers'
  const other = it.ops.settle('coHolder', () => coHolderPart(it, { joint, proof, sees }))
  if (isRefusal(other)) return other
  const isParent = relation === 'parentWithAuthority'
  it.cite(`${part.row}.form`)
  if (!isParent) it.cite('R08.form')
  const own: SignerOutline = {
    role: 'applicant',
    relation,
    step: 1,
    gives: 'signature',
    alone: false,
    sees,
    proves: [
      'identity',
      proof,
      ...when(part.row === 'R05', 'physicianFinding'),
      ...when(applicant.organisation !== null, 'employeeMandate'),
    ],
  }
  const byPhysician = part.row === 'R05' || other.physicianApproves
  const patientToo: readonly Notice[] = part.row === 'R04' ? [{ to: 'patient', what: 'registered' }] : []
  return complete(it, {
    form: 'childForm',
    row: isParent || part.row !== 'R03' ? part.row : 'R08',
    signers: [own, ...other.signers, ...(part.child ? [part.child] : [])],
    approver: byPhysician ? 'physician' : 'child',
    allowed: it.policy.scope.child,
    topics: part.holder.topics,
    effective: part.holder.effective,
    ends: [...part.ends, ...part.holder.ends],
    pause: part.pause ?? null,
    review: null,
    notices: [...patientToo, ...other.notices],
  })
}
