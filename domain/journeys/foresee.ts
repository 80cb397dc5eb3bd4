/**
 * What the rules will say whoever the child is: with a paper that shows nothing or is too old, no child leads to a form that
 * is signed here. Then nobody is asked for birth date and BSN first, and the
 * clerk sees it while the paper is still on the desk.
 */
import * as v from 'valibot'
import { addMonths, addYears } from '../days/calendar.ts'
import { Instant } from '../ids.ts'
import type { CalendarDay } from '../ids.ts'
import type { HospitalPolicy } from '../policy/policy.ts'
import type { Decision, FormDecision } from '../rules/basis/decision.ts'
import { decide } from '../rules/index.ts'
import { wholeRequest } from '../forms/request.ts'
import { journeyOf } from './index.ts'
import { hasPapers, withFinding, type Finding } from './record-finding.ts'
import { whoeverIsNamed } from './recorded.ts'
import { paperOf, type Evidence } from '../contract/gateway/evidence.ts'
import type { IdentityClaim, VisitRecord } from '../contract/gateway/visit-record.ts'

/** The answer for the usual child when no child leads to a form that is signed here; null: it depends on the child. */
export function foresee(input: {
  readonly record: VisitRecord
  readonly claim: IdentityClaim
  readonly policy: HospitalPolicy
  readonly today: CalendarDay
}): Decision | null {
  const { record, claim, policy, today } = input
  const journey = journeyOf(claim.journey)
  const { ages } = journey
  if (
    ages === null ||
    record.papersOpen ||
    (!hasPapers(record.evidence) && !record.evidenceMissing && !record.documentDoubtful)
  )
    return null
  const papers = whoeverIsNamed(record.evidence)
  const asked = (evidence: Evidence[]) =>
    ages.all.map((age) => {
      // A month after the birthday, so that no border of an age falls on today.
      const birthDate = age === 0 ? today : addMonths(addYears(today, -age), -1)
      const patient = { birthDate, deceased: false, bsn: '999999990', given: '', family: '' }
      const mandates = { existing: [], blocked: false, suspended: false }
      const facts = journey.facts({
        record: { ...record, evidence },
        claim,
        patient,
        mandates,
        request: wholeRequest,
        today,
      })
      return { age, decision: decide({ facts, policy }) }
    })
  // While nobody is bound nobody has read the record: a physician's finding may stand in it.
  const isUnread = record.patient === null && paperOf(papers, 'finding') === null
  const answers = asked(isUnread ? withFinding(papers, supposed(today)) : papers)
  if ([...asked(papers), ...answers].some(({ decision }) => signsHere(decision))) return null
  return answers.find(({ age }) => age === ages.usual)?.decision ?? null
}

const supposed = (on: CalendarDay): Finding => ({
  kind: 'finding',
  capacity: 'lacking',
  on,
  until: null,
  physician: '-',
  source: 'record',
  concerns: null,
  named: true,
  recordedAt: v.parse(Instant, `${on}T00:00:00Z`),
})

/**
 * What a kiosk can do: one signature, those of several on one form, or each on a part of his own beside the answer of a child that
 * is asked alone; not yet of anybody else who is.
 */
export function signsHere(decision: Decision): boolean {
  if (decision.kind !== 'form') return false
  const { signers } = decision
  return signers.every(({ role, gives, ownForm, alone }) =>
    role === 'patient' && alone ? childAnswers(decision) : signers.length === 1 || (gives === 'signature' && !ownForm),
  )
}

/** Whether a child says by itself what it wants, in a visit of its own: then nobody signs for others in his. */
export function childAnswers({ form, signers }: Pick<FormDecision, 'form' | 'signers'>): boolean {
  return form === 'childForm' && signers.some(({ role, alone }) => role === 'patient' && alone)
}
