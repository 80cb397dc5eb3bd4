/**
 * R03, R04, R05 and R08: who holds authority over a child asks access for it. Under the first age the parents sign;
 * from it the child is asked alone; a child that cannot decide according to a physician is represented up to 18.
 */
import { capacity, isTranscribed, type Finding } from '../basis/capacity.ts'
import { coHolderPart } from './co-holder.ts'
import type { EndReason, Notice } from '../basis/decision.ts'
import { employeeGate } from '../basis/evidence.ts'
import { papersOfHolder, papersOfParent, type Holder } from '../basis/papers.ts'
import { complete, type Draft } from '../basis/form.ts'
import { applicantGate, type Gate } from '../basis/gates.ts'
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
} from '../basis/outline.ts'
import type { World } from '../basis/world.ts'
import { askedPatient, saidNo } from './asked.ts'
import { youngPerson } from './young.ts'

/** A parent with authority, another holder of authority or a guardian asks. */
export function child<W extends World>(it: Case<W>): Outline<W> {
  const { patient } = it.facts
  if (hasAge(it, patient.birth, it.policy.ages.adult)) return refuse('child.patientIsAdult')
  if (!hasAge(it, patient.birth, it.policy.ages.childSigns)) return underFirstAge(it)
  if (!hasAge(it, patient.birth, 12)) return beforeTwelve(it)
  const found = capacity(it)
  if (isRefusal(found)) return found
  if (found?.capacity === 'lacking') return withoutCapacity(it, found)
  if (!hasAge(it, patient.birth, it.policy.ages.parentAccessEnds)) return betweenAges(it, found)
  return hasAge(it, patient.birth, 16) ? youngPerson(it, found) : refuse('R04.accessEnded')
}

/** Too young to be asked in this hospital: it ends or pauses when the child is old enough. */
function underFirstAge<W extends World>(it: Case<W>): Outline<W> {
  const early = it.ops.atMost(it.policy.ages.childSigns, 11)
  return byParents(it, { age: it.policy.ages.childSigns, reason: early ? 'firstAge' : 'twelfthBirthday' })
}

/**
 * A hospital that asks a child before it is 12. The law leaves the decision to the parents until then, whatever the
 * child's capacity (7:465(1)), so a child that cannot be asked, by a finding that holds, is not; and what a child of 10 or 11
 * said never lasts beyond its twelfth birthday.
 */
function beforeTwelve<W extends World>(it: Case<W>): Outline<W> {
  const limit = { age: 12, reason: 'twelfthBirthday' } as const
  const found = it.facts.patient.finding?.capacity === 'lacking' ? capacity(it) : null
  if (isRefusal(found)) return found
  if (found !== null) return byParents(it, limit, found)
  if (it.policy.children.from12 === 'refer') return refuse('R04.refer')
  const holder = holderOfAuthority(it, childToo(it))
  if (isRefusal(holder)) return holder
  const no = saidNo(it, 'R04.childSaidNo')
  if (no !== null) return no
  it.cite('child.askedBeforeTwelve')
  return finish(it, { row: 'R03', holder, ...atFirstAge(it, limit), child: askedChild(it) })
}

/** The age of a child at which it would be asked, or asked again. */
type FirstAge<W extends World> = { readonly age: W['number'] | 12; readonly reason: 'firstAge' | 'twelfthBirthday' }

function byParents<W extends World>(it: Case<W>, limit: FirstAge<W>, found: Finding<W> | null = null): Outline<W> {
  const { children } = it.policy
  if (children.under12 === 'ownDigid') return refuse('R03.ownDigid')
  if (children.under12 === 'refer') return refuse('R03.refer')
  const holder = holderOfAuthority(it)
  if (isRefusal(holder)) return holder
  if (children.ownDocument === 'asked' && it.facts.patient.identity.level === 'none')
    return refuse('R03.childDocumentMissing')
  return finish(it, { row: 'R03', holder, found, ...atFirstAge(it, limit) })
}

/** The end at that age, or a pause at it and at 12 until the child says yes. */
function atFirstAge<W extends World>(
  it: Case<W>,
  { age, reason }: FirstAge<W>,
): { readonly ends: readonly Bound<W, EndReason>[]; readonly pauses?: readonly W['day'][] } {
  const { birth } = it.facts.patient
  if (it.policy.children.atTwelve === 'ends') return { ends: birthday(it, age, reason) }
  it.cite('end.pauseAtTwelve')
  const first = it.ops.addYears(birth, age)
  return {
    ends: birthday(it, it.policy.ages.parentAccessEnds, 'sixteenthBirthday'),
    // What a child agreed to before it was 12 is asked again at 12.
    pauses: reason === 'firstAge' ? [first, it.ops.addYears(birth, 12)] : [first],
  }
}

function betweenAges<W extends World>(it: Case<W>, found: Finding<W> | null): Outline<W> {
  if (it.policy.children.from12 === 'refer') return refuse('R04.refer')
  const holder = holderOfAuthority(it, childToo(it))
  if (isRefusal(holder)) return holder
  const no = saidNo(it, 'R04.childSaidNo')
  if (no !== null) return no
  const ends = birthday(it, it.policy.ages.parentAccessEnds, 'sixteenthBirthday')
  return finish(it, { row: 'R04', holder, ends, found, child: askedChild(it) })
}

/** The child signs too, and comes first where the hospital lets it. */
const childToo = <W extends World>({ policy }: Case<W>): Gate => ({
  patientSigns: true,
  notAlone: () => (policy.children.comesFirst === 'withParent' ? refuse('R04.comeWithParent') : null),
})

function askedChild<W extends World>(it: Case<W>): SignerOutline {
  it.cite('R04.askedAlone')
  const asked = it.policy.children.consent === 'writtenYes' ? 'signature' : 'noObjection'
  it.cite(asked === 'signature' ? 'child.writtenYes' : 'child.noObjection')
  return askedPatient(asked)
}

function withoutCapacity<W extends World>(it: Case<W>, finding: Finding<W>): Outline<W> {
  if (it.policy.children.incapable === 'refer') return refuse('R05.refer')
  const holder = holderOfAuthority(it)
  if (isRefusal(holder)) return holder
  it.cite('R05.physicianApproves')
  const ends = [
    ...limitAfter(it, finding.until, 'physicianDate'),
    ...birthday(it, it.policy.ages.adult, 'eighteenthBirthday'),
  ]
  return finish(it, { row: 'R05', holder, ends })
}

function birthday<W extends World>(
  it: Case<W>,
  age: W['number'] | number,
  reason: EndReason,
): readonly Bound<W, EndReason>[] {
  return [{ day: it.ops.addYears(it.facts.patient.birth, age), reason }]
}

function holderOfAuthority<W extends World>(it: Case<W>, who: Gate = {}): Holder<W> | RefusalOutline {
  const { applicant, patient, relation } = it.facts
  const refused = applicantGate(it, who) ?? employeeGate(it)
  if (refused !== null) return refused
  if (applicant.organisation === null && !isBefore(it, applicant.birth, patient.birth))
    return refuse('input.parentYoungerThanChild')
  return relation === 'parentWithAuthority' ? papersOfParent(it) : papersOfHolder(it)
}

function finish<W extends World>(
  it: Case<W>,
  part: Pick<Draft<W>, 'ends'> & {
    readonly row: 'R03' | 'R04' | 'R05'
    readonly holder: Holder<W>
    /** The finding on which it rests; absent: it rests on none, or a physician approves anyway. */
    readonly found?: Finding<W> | null
    readonly pauses?: readonly W['day'][]
    readonly child?: SignerOutline
  },
): Outline<W> {
  const { relation, applicant } = it.facts
  const { joint, proof } = part.holder
  const sees = part.child === undefined ? 'form' : 'formWithoutPrivateAnswers'
  const other = coHolderPart(it, { joint, proof, sees })
  if (isRefusal(other)) return other
  other.cites.forEach((rule) => it.cite(rule))
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
  const byPhysician =
    part.row === 'R05' ||
    other.physicianApproves ||
    part.holder.physicianApproves ||
    isTranscribed(it, part.found ?? null)
  const patientToo: readonly Notice[] = part.child !== undefined ? [{ to: 'patient', what: 'registered' }] : []
  return complete(it, {
    form: 'childForm',
    row: isParent || part.row !== 'R03' ? part.row : 'R08',
    signers: [own, ...other.signers, ...(part.child ? [part.child] : [])],
    approver: byPhysician ? 'physician' : 'child',
    allowed: it.policy.scope.child,
    topics: part.holder.topics,
    effective: part.holder.effective,
    ends: [...part.ends, ...part.holder.ends],
    pauses: part.pauses ?? [],
    review: null,
    notices: [...patientToo, ...other.notices],
  })
}
