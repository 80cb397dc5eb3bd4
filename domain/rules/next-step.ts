/**
 * What a visitor can do after a refusal. A step that would only lead to the next refusal helps nobody, so each one is
 * tried out: as if he had done it as well as possible, do the rules give a form? Where no step does, he is sent to the
 * person where it would end.
 */
import type { HospitalPolicy } from '../policy/policy.ts'
import { curesOf } from './cures.ts'
import type { Facts } from './basis/facts.ts'
import type { NextId } from './refusals/next.ts'
import type { Outline } from './basis/outline.ts'
import { plainOutline } from './plain-outline.ts'
import { refusals, type RefusalId } from './refusals/index.ts'
import type { Plain } from './basis/world.ts'

/** More steps than anybody goes: each puts one thing right, and there are not as many things. */
const mostSteps = 8

/** The next step of this refusal; its own, unless that leads nowhere. Private answers are left out of account. */
export function nextStep(id: RefusalId, facts: Facts, policy: HospitalPolicy): NextId {
  // A step that changed with a child's answer would tell it.
  const { answerKinds: _, ...patient } = facts.patient
  const asIfUnasked: Facts = { ...facts, patient: { ...patient, answer: 'notAsked' } }
  const cures = curesOf(id, asIfUnasked, policy)
  if (cures === null) return refusals[id].next
  const good = cures.find((cure) => leadsToForm(cure.facts, policy, mostSteps))
  return good?.next ?? personFor(id, asIfUnasked, policy, mostSteps)
}

function leadsToForm(facts: Facts, policy: HospitalPolicy, left: number): boolean {
  const outcome = outlined(facts, policy)
  if (outcome.kind === 'form') return true
  if (left === 0) return false
  // Who is told to bring a paper or take another form is not then sent to ask the patient for his.
  const cures = (curesOf(outcome.id, facts, policy) ?? []).filter(({ next }) => next !== 'askPatient')
  return cures.some((cure) => leadsToForm(cure.facts, policy, left - 1))
}

/** Who helps where nothing the visitor does leads to a form. */
function personFor(id: RefusalId, facts: Facts, policy: HospitalPolicy, left: number): NextId {
  const cures = curesOf(id, facts, policy)
  if (cures === null) return refusals[id].next
  const [cure] = cures
  if (cure === undefined || left === 0) return 'desk'
  const outcome = outlined(cure.facts, policy)
  return outcome.kind === 'form' ? 'desk' : personFor(outcome.id, cure.facts, policy, left - 1)
}

const outlined = (facts: Facts, policy: HospitalPolicy): Outline<Plain> =>
  plainOutline({ facts, policy, cite: () => undefined })
