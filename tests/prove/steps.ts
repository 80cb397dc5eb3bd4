/**
 * No next step leads to the next refusal: on raw points, each step is done as well as anybody could, written apart from
 * the rules, until a form comes or a person helps. A person may only come where no step was promised before.
 */
import { addYears } from '../../domain/days/calendar.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { decide, type Facts, type RefusalDecision } from '../../domain/rules/index.ts'
import { factsOn, policyBy } from './points.ts'
import { random } from './random.ts'

export type Steps = { readonly refusals: number; readonly followed: number; readonly broken: readonly string[] }

/** `count` raw points of facts and policy on this day, from a seed. */
export function proveSteps(today: CalendarDay, count: number, seed: number): Steps {
  const drawing = random(seed)
  const broken: string[] = []
  let refusals = 0
  let followed = 0
  for (let n = 0; n < count; n++) {
    const facts = factsOn(today, drawing)
    const policy = policyBy(today, drawing)
    const decision = decide({ facts, policy })
    const holder = ['parentWithAuthority', 'otherHolderOfAuthority', 'guardian'].includes(facts.relation)
    if (decision.kind === 'form') {
      const minor = decision.form === 'childForm'
      if (holder && minor && facts.evidence.authorityExtract?.authority === 'notHolder')
        broken.push(`a form for somebody who is not the holder ${JSON.stringify({ facts, policy })}`)
      continue
    }
    refusals++
    const told = tells(decision, facts, policy)
    if (told !== null) broken.push(told)
    // Nothing of the patient's own answer may show, so nothing may depend on it.
    const open: Facts = { ...facts, patient: { ...facts.patient, answer: 'yes' } }
    const first = decide({ facts: open, policy })
    if (first.kind === 'form' || ways(first, open, policy) === null) continue
    followed++
    if (!arrives(open, policy, 10))
      broken.push(`${first.id} → ${first.next.id} leads nowhere ${JSON.stringify({ facts: open, policy })}`)
  }
  return { refusals, followed, broken }
}

/** What a refusal says and advises is the same with every answer of the patient, but for the refusal on a no itself. */
function tells(decision: RefusalDecision, facts: Facts, policy: HospitalPolicy): string | null {
  const saidNo = /[sS]aidNo$/.test(decision.id)
  const silent = decide({ facts: { ...facts, patient: { ...facts.patient, answer: 'notAsked' } }, policy })
  if (saidNo) {
    const requested: Facts = { ...facts, mandates: { ...facts.mandates, samePair: 'requested' }, request: { ...facts.request, act: 'grant' } } // prettier-ignore
    const waits = decide({ facts: requested, policy })
    const same =
      waits.kind === 'refusal' && waits.visitor.nl === decision.visitor.nl && waits.next.id === decision.next.id
    return same ? null : `a no is not a request that waits ${JSON.stringify({ facts, policy })}`
  }
  const same = silent.kind === 'refusal' && silent.id === decision.id && silent.next.id === decision.next.id
  return same ? null : `an answer shows in ${decision.id} ${JSON.stringify({ facts, policy })}`
}

function arrives(facts: Facts, policy: HospitalPolicy, left: number): boolean {
  const decision = decide({ facts, policy })
  if (decision.kind === 'form') return true
  // A birth date that cannot be right: whoever checks what was entered sees it.
  if (decision.next.id === 'correct' && ways(decision, facts, policy) === null) return true
  const on = left === 0 ? null : ways(decision, facts, policy)
  return on !== null && on.some((next) => arrives(next, policy, left - 1))
}

/** The facts after the step, in each way in which it can be done; null: a person takes over, or nobody can say. */
function ways({ id, next }: RefusalDecision, facts: Facts, policy: HospitalPolicy): readonly Facts[] | null {
  const { today, evidence, patient, applicant, request, relation } = facts
  const papers = (change: Partial<Facts['evidence']>): readonly Facts[] => [{ ...facts, evidence: { ...evidence, ...change } }] // prettier-ignore
  switch (next.id) {
    case 'correct':
      return /^(period|input\.end)/.test(id) ? [{ ...facts, request: { ...request, from: null, until: null } }] : null
    case 'makeChange':
      return [{ ...facts, request: { ...request, act: 'change' } }]
    case 'bringDocument':
      return [{ ...facts, applicant: { ...applicant, identity: { ...applicant.identity, documentValidUntil: addYears(today, 9) } } }] // prettier-ignore
    case 'bringChildDocument':
      return [{ ...facts, patient: { ...patient, identity: { level: 'identified', documentValidUntil: addYears(today, 4) } } }] // prettier-ignore
    case 'bringPatientDocument':
      return [{ ...facts, patient: { ...patient, identity: { level: 'identified', documentValidUntil: addYears(today, 4) } } }] // prettier-ignore
    case 'readTerms':
      return [{ ...facts, applicant: { ...applicant, terms: 'accepted' } }]
    case 'comeWithPatient':
      return [{ ...facts, patient: { ...patient, present: true } }]
    case 'bringExtract':
      return (['sole', 'joint'] as const).flatMap((authority) => papers({ authorityExtract: { source: 'extract', issuedOn: today, authority } })) // prettier-ignore
    case 'bringRuling':
      return (['guardianship', 'partialAuthority', 'curatele', 'mentorship'] as const).flatMap((measure) =>
        papers({
          ruling: {
            measure,
            joint: evidence.ruling?.joint ?? false,
            pronouncedOn: today,
            effectiveOn: today,
            until: null,
            newestLetterOn: null,
            kinds: evidence.ruling?.kinds ?? null,
          },
        }),
      )
    case 'bringProxy':
      // By an adult, and for somebody who was born.
      return papers({ authorization: { signedOn: latest(addYears(patient.birth, 18), applicant.birth), kinds: null } })
    case 'bringKinship':
      return papers({ kinship: 'shown' })
    case 'bringEmployeeProof':
      return [{ ...facts, applicant: { ...applicant, organisation: { employeeMandate: 'shown', until: null } } }]
    case 'askPatient':
      return (['look', 'arrangeCare'] as const).map((purpose) => ({ ...facts, relation: 'voluntaryProxy', patient: { ...patient, present: true }, request: { ...request, purpose } })) // prettier-ignore
    case 'otherForm': {
      const others: readonly Facts['relation'][] =
        relation === 'parentWithAuthority' ? ['parentOfAdult'] : relation === 'parentOfAdult' ? ['parentWithAuthority'] : [] // prettier-ignore
      return [
        ...others.map((other) => ({ ...facts, relation: other })),
        ...(['look', 'arrangeCare', 'decideOnCare'] as const)
          .filter((purpose) => policy.scope[purpose] === 'allowed')
          .map((purpose) => ({ ...facts, request: { ...request, purpose } })),
        { ...facts, request: { ...request, act: 'grant' } },
      ]
    }
    default:
      return null
  }
}

const latest = <D extends string>(one: D, other: D): D => (one < other ? other : one)
